/**
 * A token bucket: `burst` tokens at first, refilled at a steady rate up to `burst` again.
 *
 * Kept as the time at which it will be full (the generic cell rate algorithm of ATM Forum TM 4.1,
 * section 4.4.2), which is one number and adds up no rounding errors.
 */
export class TokenBucket {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  #fullAtMs = Number.NEGATIVE_INFINITY;

  /**
   * @param perSecond - refill, tokens per second, above 0.
   * @param burst - most tokens held, at least 1.
   */
  constructor(perSecond: number, burst: number) {
    this.#intervalMs = 1_000 / perSecond;
    this.#burstMs = burst * this.#intervalMs;
  }

  /**
   * Takes a token if there is one.
   *
   * @returns 0 when a token was taken, else the whole milliseconds until there is one.
   */
  take(nowMs: number): number {
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#intervalMs;
    const waitMs = fullAtMs - this.#burstMs - nowMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAtMs = fullAtMs;
    return 0;
  }
}
