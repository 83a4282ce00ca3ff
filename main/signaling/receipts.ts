import { Timer, type Clock } from './clock.ts';

/** Server messages are acknowledged after so many, or so long after the first. */
const ACK_EVERY = 32;
const ACK_DELAY_MS = 1_000;

/** Which of the server's numbered messages have come, and when that is told. */
export class Receipts {
  readonly #timer: Timer;
  readonly #acknowledge: (seq: number) => void;
  #received = 0;
  #untold = 0;

  /** @param acknowledge - tells the server; may be lost. */
  constructor(clock: Clock, acknowledge: (seq: number) => void) {
    this.#timer = new Timer(clock);
    this.#acknowledge = acknowledge;
  }

  /** Highest number that has come without a gap; 0 for none. */
  get received(): number {
    return this.#received;
  }

  /** @returns `copy` for what has been seen, `gap` when something is missing before it. */
  take(seq: number): 'next' | 'copy' | 'gap' {
    if (seq <= this.#received) return 'copy';
    if (seq > this.#received + 1) return 'gap';
    this.#received = seq;
    this.#untold += 1;
    if (this.#untold >= ACK_EVERY) this.#tell();
    else if (!this.#timer.isSet) this.#timer.set(ACK_DELAY_MS, () => this.#tell());
    return 'next';
  }

  /** The socket is gone; what has come will be told in the next hello. */
  pause(): void {
    this.#untold = 0;
    this.#timer.clear();
  }

  /** A new session. */
  restart(): void {
    this.pause();
    this.#received = 0;
  }

  #tell(): void {
    this.pause();
    this.#acknowledge(this.#received);
  }
}
