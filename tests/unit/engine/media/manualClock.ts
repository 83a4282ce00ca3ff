import type { Clock } from '../../../../renderer/engine/ports.ts';

interface Task {
  readonly dueMs: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved on. */
export class ManualClock implements Clock {
  #nowMs = 1_700_000_000_000;
  /** In the order in which they become due. */
  readonly #tasks: Task[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const task = { dueMs: this.#nowMs + delayMs, run };
    const later = this.#tasks.findIndex(({ dueMs }) => dueMs > task.dueMs);
    this.#tasks.splice(later === -1 ? this.#tasks.length : later, 0, task);
    return () => {
      const index = this.#tasks.indexOf(task);
      if (index !== -1) this.#tasks.splice(index, 1);
    };
  }

  /** Timers that wait. */
  waiting(): number {
    return this.#tasks.length;
  }

  /** Moves on, running what becomes due in order. */
  run(durationMs: number): void {
    const endMs = this.#nowMs + durationMs;
    while (this.#runNext(endMs));
    this.#nowMs = endMs;
  }

  /** The same, with everything that was promised happening in between. */
  async pass(durationMs: number): Promise<void> {
    const endMs = this.#nowMs + durationMs;
    await settled();
    while (this.#runNext(endMs)) await settled();
    this.#nowMs = endMs;
  }

  #runNext(endMs: number): boolean {
    const [next] = this.#tasks;
    if (next === undefined || next.dueMs > endMs) return false;
    this.#tasks.shift();
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.run();
    return true;
  }
}

/** Everything that was promised and needs no time has happened. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
