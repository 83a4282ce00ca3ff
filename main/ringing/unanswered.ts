import type { CallContact } from '../../preload/contract/callContact.ts';
import type { RecentCall } from '../../preload/contract/recentCalls.ts';
import type { Call, OutgoingCall, RingEffect, Standing, Step } from './ringMachine.ts';

export interface Unanswered {
  readonly call: Pick<Call, 'room' | 'address' | 'name'>;
  readonly outcome: Exclude<RecentCall['outcome'], 'held'>;
  readonly direction: NonNullable<CallContact['direction']>;
}

/**
 * The call that has just come to nothing: one of ours that had rung at theirs, or one of theirs that the person
 * has declined; null: none has. Who was called into a running call is not told of: that call is.
 *
 * @param after - what comes next, and what is done.
 * @param wasCancelled - the person has given the call up.
 */
export function unanswered(
  before: Standing,
  after: Step,
  wasCancelled: boolean,
): Unanswered | null {
  const declined = after.effects.find(isDecline);
  if (declined !== undefined) {
    return { call: declined.call, outcome: 'declined', direction: 'incoming' };
  }
  const { active } = before;
  if (active.type !== 'calling' || active.call.intoCall) return null;
  const outcome = outcomeOf(active, before, after.next, wasCancelled);
  return outcome === null ? null : { call: active.call, outcome, direction: 'outgoing' };
}

function isDecline(effect: RingEffect): effect is RingEffect & { readonly type: 'reply' } {
  return effect.type === 'reply' && effect.reply === 'decline';
}

function outcomeOf(
  { call, phase }: { readonly call: OutgoingCall; readonly phase: 'calling' | 'ringing' },
  before: Standing,
  { failed }: Standing,
  wasCancelled: boolean,
): Unanswered['outcome'] | null {
  if (wasCancelled) return phase === 'ringing' ? 'no-answer' : null;
  if (failed === null || failed === before.failed || failed.call.ring !== call.ring) return null;
  switch (failed.failure) {
    case 'declined':
    case 'no-answer':
    case 'busy':
      return failed.failure;
    case 'do-not-disturb':
      return 'busy';
    case 'unavailable':
    case 'unreachable':
    case 'offline':
    case 'rate-limited':
      return null;
  }
}
