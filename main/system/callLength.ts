import type { Calls } from '../signaling/calls.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import type { RecentCallsStore } from './recentCallsStore.ts';

/** So much of a call's length is lost at most when everything ends at once. */
const EVERY_MS = 60_000;

export interface CallLengthParts {
  readonly calls: Pick<Calls, 'isActive' | 'subscribe'>;
  readonly recentCalls: Pick<RecentCallsStore, 'begin' | 'lengthen'>;
  readonly clock: Clock;
}

/**
 * Keeps the length of the running call in the list of recent ones. Its page does so when it leaves, and has
 * no time to when the app ends.
 *
 * @returns ends it.
 */
export function keepCallLength({ calls, recentCalls, clock }: CallLengthParts): () => void {
  const timer = new Timer(clock);
  const lengthen = (): void => {
    recentCalls.lengthen(clock.now());
    timer.set(EVERY_MS, lengthen);
  };
  let wasActive = false;
  const unsubscribe = calls.subscribe(() => {
    if (calls.isActive === wasActive) return;
    wasActive = calls.isActive;
    if (wasActive) {
      recentCalls.begin();
      timer.set(EVERY_MS, lengthen);
    } else {
      recentCalls.lengthen(clock.now());
      timer.clear();
    }
  });
  return () => {
    unsubscribe();
    timer.clear();
  };
}
