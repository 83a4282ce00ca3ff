import type { Hello } from '../../signaling/protocol/clientMessages.ts';
import { PROTOCOL_VERSION } from '../../signaling/protocol/codec.ts';
import type { ResumeToken, SessionId } from '../../signaling/protocol/ids.ts';

export interface KnownSession {
  readonly id: SessionId;
  /** Proves that the session is ours. */
  readonly token: ResumeToken;
  /** Which run of which server it is on. */
  readonly instance: string;
}

/**
 * The first message on a socket.
 *
 * @param session - to be resumed; null: none.
 * @param received - the highest `seq` seen in it, 0 for none.
 */
export function helloOf(version: string, session: KnownSession | null, received: number): Hello {
  return {
    type: 'hello',
    protocol: PROTOCOL_VERSION,
    client: { name: 'parley', version },
    ...(session === null
      ? {}
      : { resume: { session: session.id, token: session.token, received } }),
  };
}
