import { vi } from 'vitest';
import { isDeepStrictEqual } from 'node:util';

/** Collects what a listener is told, to be awaited. */
export class Heard<Value> {
  readonly all: Value[] = [];
  readonly listen = (value: Value): void => {
    this.all.push(value);
  };

  /** Waits until the last of it is as wanted. */
  async last(wanted: Value): Promise<void> {
    await vi.waitFor(
      () => {
        if (isDeepStrictEqual(this.all.at(-1), wanted)) return;
        throw new Error(`heard last: ${JSON.stringify(this.all.at(-1))}`);
      },
      { timeout: 10_000 },
    );
  }
}
