import { z } from 'zod';
import { ClientMessage } from '../protocol/clientMessages.ts';
import { PROTOCOL_VERSION, decode } from '../protocol/codec.ts';
import { RequestId } from '../protocol/ids.ts';

/** A text from a client, read. */
export type Incoming =
  | { readonly ok: true; readonly message: ClientMessage }
  | {
      readonly ok: false;
      readonly code: 'bad_message' | 'payload_too_large' | 'unsupported_protocol';
      /** The request number, if the message has one in spite of all. */
      readonly id: number | undefined;
      /** Path of what is wrong; never quotes the input. */
      readonly where: string;
    };

const Numbered = z.looseObject({ id: RequestId });
const LongSignal = z.looseObject({ type: z.literal('signal'), payload: z.string() });
// Another version's hello may have other keys than ours, so only what tells it is looked at.
const OtherHello = z.looseObject({
  type: z.literal('hello'),
  protocol: z.int().refine((protocol) => protocol !== PROTOCOL_VERSION),
});

export function readIncoming(text: string): Incoming {
  const decoded = decode(ClientMessage, text);
  if (decoded.ok) {
    const message = decoded.value;
    if (message.type !== 'hello' || message.protocol === PROTOCOL_VERSION) {
      return { ok: true, message };
    }
    return { ok: false, code: 'unsupported_protocol', id: undefined, where: 'protocol' };
  }
  const { reason, where } = decoded;
  if (reason === 'not_json') return { ok: false, code: 'bad_message', id: undefined, where };
  // Parsed a second time: it is the rare case, and few of them end the socket.
  if (decode(OtherHello, text).ok) {
    return { ok: false, code: 'unsupported_protocol', id: undefined, where };
  }
  const numbered = decode(Numbered, text);
  const id = numbered.ok ? numbered.value.id : undefined;
  const tooLarge = where === 'payload' && decode(LongSignal, text).ok;
  return { ok: false, code: tooLarge ? 'payload_too_large' : 'bad_message', id, where };
}
