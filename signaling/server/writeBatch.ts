/** How long a write that can wait is held for company, in milliseconds. */
const PATIENCE_MS = 10;

/** A socket whose writes are held back. */
export interface Held {
  /** Lets go what is held; harmless when that has happened already. */
  release(): void;
}

/**
 * Holds writes back so that a socket that is written to several times in short order costs one
 * system call, which is the greater part of what a relayed message costs.
 */
export class WriteBatch {
  #untilTurnEnds: Held[] = [];
  #forCompany: Held[] = [];

  /** Releases at the end of the event loop's turn: at once, when there is nothing else to do. */
  releaseSoon(held: Held): void {
    if (this.#untilTurnEnds.length === 0) {
      setImmediate(() => {
        const due = this.#untilTurnEnds;
        this.#untilTurnEnds = [];
        for (const one of due) one.release();
      });
    }
    this.#untilTurnEnds.push(held);
  }

  /** Releases within some milliseconds. */
  releaseLater(held: Held): void {
    if (this.#forCompany.length === 0) {
      setTimeout(() => {
        const due = this.#forCompany;
        this.#forCompany = [];
        for (const one of due) one.release();
      }, PATIENCE_MS);
    }
    this.#forCompany.push(held);
  }
}
