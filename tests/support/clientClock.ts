import { systemClock, type Clock } from '../../main/signaling/clock.ts';

interface Task {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #nowMs: number;
  readonly #tasks = new Set<Task>();

  constructor(nowMs = 1_000_000) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const task = { atMs: this.#nowMs + delayMs, run };
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#tasks.size;
  }

  /** Moves on, running what falls due in its order. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#tasks]
        .filter(({ atMs }) => atMs <= untilMs)
        .toSorted((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#tasks.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.run();
    }
    this.#nowMs = untilMs;
  }
}

/** The system's clock, with timers that run out `factor` times as fast. */
export function fastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    after: (delayMs, task) => systemClock.after(delayMs / factor, task),
  };
}
