import type { RecentCall } from '../../preload/contract/recentCalls.ts';
import type { OutgoingCall, Standing } from './ringMachine.ts';

export interface Unanswered {
  readonly call: OutgoingCall;
  readonly outcome: Exclude<RecentCall['outcome'], 'held'>;
}

/**
 * The call of ours that has just come to nothing, once it had rung at theirs; null: none has. Who was
 * called into a running call is not told of: that call is.
 *
 * @param wasCancelled - the person has given it up.
 */
export function unanswered(
  before: Standing,
  after: Standing,
  wasCancelled: boolean,
): Unanswered | null {
  const { active } = before;
  if (active.type !== 'calling' || active.call.intoCall) return null;
  const { call, phase } = active;
  if (wasCancelled) return phase === 'ringing' ? { call, outcome: 'no-answer' } : null;
  const { failed } = after;
  if (failed === null || failed === before.failed || failed.call.ring !== call.ring) return null;
  switch (failed.failure) {
    case 'declined':
    case 'no-answer':
    case 'busy':
      return { call, outcome: failed.failure };
    case 'do-not-disturb':
      return { call, outcome: 'busy' };
    case 'unavailable':
    case 'unreachable':
    case 'offline':
    case 'rate-limited':
      return null;
  }
}
