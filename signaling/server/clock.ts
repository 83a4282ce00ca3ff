import { performance } from 'node:perf_hooks';

/** Time as a parameter; all times in milliseconds. */
export interface Clock {
  /** Never jumps; from an arbitrary start. */
  now(): number;
  /** Wall clock, since 1970. */
  wallNow(): number;
  /** Runs `task` once after `delayMs`. @returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
