import type { ClientRequest } from '../protocol/clientMessages.ts';
import { CloseCode } from '../protocol/errors.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import { MAX_MESSAGE_BYTES } from '../protocol/limits.ts';
import { fitsUtf8 } from '../protocol/text.ts';
import type { Contacts } from './contacts.ts';
import type { Counters } from './counters.ts';
import { payloadJson } from './payloadJson.ts';
import type { Rooms } from './rooms.ts';
import { doneTail, failureOf, tailOf } from './serverText.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** More than a relayed message's envelope can be longer than the sender's. */
const SPARE_ENVELOPE_BYTES = 64;

export interface RequestContext {
  readonly sessions: Sessions;
  readonly rooms: Rooms;
  readonly contacts: Contacts;
  readonly counters: Counters;
}

/**
 * Carries out a request whose number has been claimed, and answers it.
 *
 * @param text - the message that the request was read from.
 */
export function carryOut(
  context: RequestContext,
  session: Session,
  request: ClientRequest,
  text: string,
): void {
  const { rooms, sessions } = context;
  switch (request.type) {
    case 'join': {
      const outcome = rooms.join(session, request);
      if (!outcome.ok) return refuseRequest(context, session, request.id, outcome.code);
      for (const gone of outcome.evicted) sessions.end(gone, CloseCode.replaced);
      const { room, members } = outcome;
      const { capacity } = rooms;
      session.deliver(
        tailOf({ type: 'joined', id: request.id, room, capacity, members: [...members] }),
      );
      return;
    }
    case 'leave':
      if (rooms.leave(session, 'left')) session.deliver(doneTail(request.id, false));
      else refuseRequest(context, session, request.id, 'not_in_room');
      return;
    case 'signal': {
      // Relayed it has a longer envelope, and must still fit.
      if (!fitsUtf8(text, MAX_MESSAGE_BYTES - SPARE_ENVELOPE_BYTES)) {
        return refuseRequest(context, session, request.id, 'payload_too_large');
      }
      const outcome = rooms.signal(session, request.to, payloadJson(text, request.payload));
      if (outcome === 'delivered') session.deliver(doneTail(request.id, true));
      else refuseRequest(context, session, request.id, outcome);
      return;
    }
    case 'peek': {
      const names = [...rooms.peek(request.room)];
      const { capacity } = rooms;
      session.deliver(tailOf({ type: 'peeked', id: request.id, capacity, names }));
      return;
    }
    case 'identify':
    case 'watch':
    case 'set-status':
    case 'ring':
    case 'answer-ring':
    case 'cancel-ring':
      context.contacts.carryOut(session, request);
  }
}

/** Answers a claimed request with an error, in the queue like every answer. */
export function refuseRequest(
  context: Pick<RequestContext, 'counters'>,
  session: Session,
  id: number,
  code: ErrorCode,
  more: { readonly retryAfterMs?: number; readonly detail?: string } = {},
): void {
  context.counters.countError(code);
  session.deliver(tailOf(failureOf(code, { id, ...more })));
}
