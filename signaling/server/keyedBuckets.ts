export interface BucketRate {
  /** Refill, tokens per second. */
  readonly perSecond: number;
  /** Tokens in a full bucket. */
  readonly burst: number;
}

/**
 * A token bucket for each of many keys. A full one is forgotten, so that this holds no more than
 * what was used within the time that one takes to fill.
 */
export class KeyedBuckets {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** When each bucket will be full, in order of last use. */
  readonly #fullAtMs = new Map<string, number>();

  constructor({ perSecond, burst }: BucketRate) {
    this.#intervalMs = 1_000 / perSecond;
    this.#burstMs = burst * this.#intervalMs;
  }

  /** Buckets that are held. */
  get size(): number {
    return this.#fullAtMs.size;
  }

  /** @returns 0 when there is a token, else the whole milliseconds until there is one. */
  waitMs(key: string, nowMs: number): number {
    const waitMs = this.#withOneLess(key, nowMs) - this.#burstMs - nowMs;
    return Math.max(0, Math.ceil(waitMs));
  }

  /** Takes the token that {@link waitMs} has found. */
  take(key: string, nowMs: number): void {
    const fullAtMs = this.#withOneLess(key, nowMs);
    this.#forgetFull(nowMs);
    // Set anew, for the order.
    this.#fullAtMs.delete(key);
    this.#fullAtMs.set(key, fullAtMs);
  }

  #withOneLess(key: string, nowMs: number): number {
    return Math.max(this.#fullAtMs.get(key) ?? nowMs, nowMs) + this.#intervalMs;
  }

  /** One that is not full holds up those behind it, for no longer than a bucket takes to fill. */
  #forgetFull(nowMs: number): void {
    for (const [key, fullAtMs] of this.#fullAtMs) {
      if (fullAtMs > nowMs) return;
      this.#fullAtMs.delete(key);
    }
  }
}
