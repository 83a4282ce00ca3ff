import type { RingFailure } from '../../preload/contract/ringing.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactPresence } from '../../signaling/protocol/contactMessages.ts';
import type { RequestFailure } from '../signaling/outbox.ts';

/** What else is known of somebody whose call came to nothing. */
export interface FailureFacts {
  readonly presence: ContactPresence;
  /** Where they are at home; null: at the server that is set here. */
  readonly server: ServerUrl | null;
}

/** Where a server of its own listens unless it is told otherwise. */
const SERVER_PORT = '8787';
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/i;

/** What it means for a ring that a server did not take it. */
export function failureOf(reason: RequestFailure): RingFailure {
  if (reason === 'rate_limited') return 'rate-limited';
  const isGone = reason === 'session_lost' || reason === 'closed' || reason === 'outbox_full';
  return isGone ? 'unreachable' : 'unavailable';
}

/**
 * A failure with what the list of contacts knows: who does not want to be disturbed is more than busy,
 * and a server that went away together with the only person on it is no trouble of the network's.
 */
export function refinedFailure(
  failure: RingFailure,
  { presence, server }: FailureFacts,
): RingFailure {
  if (failure === 'busy' && presence === 'do-not-disturb') return 'do-not-disturb';
  if (failure === 'unreachable' && server !== null && looksEmbedded(server)) return 'offline';
  return failure;
}

/**
 * Whether a failure is of the past: it told that somebody could not be talked to, and now they can.
 *
 * @param then - their presence when the call failed.
 */
export function isOutdated(
  failure: RingFailure,
  then: ContactPresence,
  now: ContactPresence,
): boolean {
  if (then === 'available') return false;
  switch (failure) {
    case 'busy':
    case 'do-not-disturb':
      return now === 'available';
    case 'unavailable':
    case 'unreachable':
    case 'offline':
      return then === 'unavailable' && now !== 'unavailable';
    case 'declined':
    case 'no-answer':
    case 'rate-limited':
      return false;
  }
}

/** The embedded server of somebody's computer: it has no name, no TLS, and a port of its own. */
function looksEmbedded(server: ServerUrl): boolean {
  const { protocol, hostname, port } = new URL(server);
  return protocol === 'ws:' && ADDRESS.test(hostname) && port !== '' && port !== SERVER_PORT;
}
