import type { Clock } from '../../renderer/engine/ports.ts';

/** The real clock, which also knows what is still to be run. */
export interface CountingClock extends Clock {
  /** Tasks that wait for their time. */
  waiting(): number;
}

export function createCountingClock(): CountingClock {
  let waiting = 0;
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      let pending = true;
      waiting += 1;
      const settle = (): boolean => {
        if (!pending) return false;
        pending = false;
        waiting -= 1;
        return true;
      };
      const timer = setTimeout(() => settle() && task(), delayMs);
      return () => {
        if (settle()) clearTimeout(timer);
      };
    },
    waiting: () => waiting,
  };
}
