import type { Clock } from '../ports.ts';

/** A timer for the earliest of several times. */
export class Deadline {
  readonly #clock: Clock;
  readonly #sweep: () => number | null;
  #atMs = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | null = null;

  /** @param sweep - does what is due, and says when the next is (wall clock); null: nothing is. */
  constructor(clock: Clock, sweep: () => number | null) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** Something is due at this time of the wall clock, milliseconds. */
  by(atMs: number): void {
    if (atMs >= this.#atMs) return;
    this.#cancel?.();
    this.#atMs = atMs;
    this.#cancel = this.#clock.after(Math.max(0, atMs - this.#clock.now()), () => {
      this.stop();
      const nextMs = this.#sweep();
      if (nextMs !== null) this.by(nextMs);
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#atMs = Number.POSITIVE_INFINITY;
  }
}
