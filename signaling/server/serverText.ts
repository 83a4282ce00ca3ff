import type { ErrorCode } from '../protocol/errors.ts';
import type { MemberId } from '../protocol/ids.ts';
import type { Failure, ServerMessage } from '../protocol/serverMessages.ts';

type Numbered = Extract<ServerMessage, { readonly seq?: number | undefined }>;
type WithoutSeq<Message> = Message extends unknown ? Omit<Message, 'seq'> : never;

/** A message that will get its number when it is queued for a session. */
export type NumberedBody = WithoutSeq<Numbered>;
/** A message that has no number and is not kept. */
export type UnnumberedMessage = Exclude<ServerMessage, { readonly seq: number }>;

/** A numbered message's kind and its JSON from behind the place of `seq`; see {@link Outbox}. */
export interface Tail {
  readonly type: NumberedBody['type'];
  readonly json: string;
  /** Nobody waits for it: it may be held back for some milliseconds. */
  readonly canWait?: boolean;
}

export function tailOf(body: NumberedBody): Tail {
  return { type: body.type, json: JSON.stringify(body).slice(1) };
}

/** The answer to a `leave`, or to a `signal`: the one that nobody waits for. */
export function doneTail(id: number, canWait: boolean): Tail {
  return { type: 'done', json: `"type":"done","id":${id}}`, canWait };
}

/** @param payloadJson - the payload as a JSON string, quotes and all. */
export function signalTail(from: MemberId, payloadJson: string): Tail {
  return { type: 'signal', json: `"type":"signal","from":"${from}","payload":${payloadJson}}` };
}

const EXPLANATIONS: Readonly<Record<ErrorCode, string>> = {
  bad_message: 'The message is not valid.',
  unsupported_protocol: 'This server speaks protocol 1.',
  hello_required: 'The first message must be hello.',
  already_greeted: 'A socket says hello once.',
  rate_limited: 'Too many messages.',
  payload_too_large: 'The payload is above maxPayloadBytes.',
  room_full: 'The room is full.',
  not_in_room: 'The session is in no room.',
  already_in_room: 'The session is in a room already.',
  member_taken: 'The member id belongs to somebody else.',
  unknown_member: 'No such other member is in the room.',
  bad_proof: 'The signature is not of this key, this server and this session.',
  wrong_server: 'The server does not go by the name that was signed.',
  already_identified: 'The session has an identity already.',
  not_identified: 'The session must identify first.',
  unavailable: 'They cannot be reached.',
  unknown_ring: 'There is no such ring.',
  ring_taken: 'The ring id was used before.',
  resume_failed: 'The session cannot be resumed.',
  server_full: 'The server takes no more connections.',
  draining: 'The server is about to stop.',
  internal: 'The server failed.',
};

/** An `error` message without its number. `detail` is for logs: a path in the message, say. */
export function failureOf(
  code: ErrorCode,
  more: { readonly id?: number; readonly retryAfterMs?: number; readonly detail?: string } = {},
): Omit<Failure, 'seq'> {
  const detail = more.detail === undefined || more.detail === '' ? '' : ` (${more.detail})`;
  return {
    type: 'error',
    ...(more.id === undefined ? {} : { id: more.id }),
    code,
    message: EXPLANATIONS[code] + detail,
    ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
  };
}
