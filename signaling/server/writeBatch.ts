import type { Duplex } from 'node:stream';

/**
 * Holds writes back until the end of the event loop's turn, so that a socket that is written to
 * many times in it costs one system call. Adds no delay when there is nothing else to do.
 */
export class WriteBatch {
  #held: (() => void)[] = [];

  /** Corks a socket until the turn ends. `released` runs after its data went out. */
  hold(socket: Duplex, released: () => void): void {
    if (this.#held.length === 0) setImmediate(() => this.#release());
    socket.cork();
    this.#held.push(() => {
      socket.uncork();
      released();
    });
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const release of held) release();
  }
}
