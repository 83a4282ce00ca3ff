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

/** A clock whose time passes only when it is told to. */
export interface ManualClock extends CountingClock {
  /** Lets time pass and runs what is due on the way, in its order. */
  pass(milliseconds: number): void;
}

export function createManualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  let tasks: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const task = { atMs: nowMs + Math.max(0, delayMs), run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    pass(milliseconds) {
      const untilMs = nowMs + milliseconds;
      for (;;) {
        const due = tasks.reduce<(typeof tasks)[number] | null>(
          (first, task) =>
            task.atMs <= untilMs && (first === null || task.atMs < first.atMs) ? task : first,
          null,
        );
        if (due === null) break;
        tasks = tasks.filter((task) => task !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.run();
      }
      nowMs = untilMs;
    },
    waiting: () => tasks.length,
  };
}
