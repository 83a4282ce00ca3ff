/** Parts of the server's bucket and rate that are used: its clock and the network differ a bit. */
const BURST_SHARE = 0.8;
const RATE_SHARE = 0.9;

/**
 * Token bucket that keeps us below the rate at which the server starts to refuse.
 *
 * @see ServerLimits in the wire protocol.
 */
export class SendPace {
  readonly #burst: number;
  readonly #perMs: number;
  #tokens: number;
  #atMs: number;

  constructor(
    limits: { readonly messagesPerSecond: number; readonly messageBurst: number },
    nowMs: number,
  ) {
    this.#burst = Math.max(1, limits.messageBurst * BURST_SHARE);
    this.#perMs = (limits.messagesPerSecond * RATE_SHARE) / 1_000;
    this.#tokens = this.#burst;
    this.#atMs = nowMs;
  }

  /** Takes one message's worth. @returns 0 when it may go now, else milliseconds to wait. */
  take(nowMs: number): number {
    this.#refill(nowMs);
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) / this.#perMs);
    this.#tokens -= 1;
    return 0;
  }

  /** Counts a message that goes whatever the pace, such as an acknowledgement. */
  note(nowMs: number): void {
    this.#refill(nowMs);
    this.#tokens -= 1;
  }

  #refill(nowMs: number): void {
    // The wall clock may be set back.
    const elapsed = Math.max(0, nowMs - this.#atMs);
    this.#atMs = nowMs;
    this.#tokens = Math.min(this.#burst, this.#tokens + elapsed * this.#perMs);
  }
}
