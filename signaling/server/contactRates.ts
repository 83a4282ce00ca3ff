import { KeyedBuckets } from './keyedBuckets.ts';
import type { BucketRate } from './keyedBuckets.ts';

/**
 * How fast one identity may do something, and all behind one network address together, which may be
 * those of a whole office. Whoever is faster waits; nobody is shut out.
 */
const RATES = {
  /** Once it is proved, or others could use it up. */
  'identify by identity': { burst: 16, perSecond: 0.2 },
  /** Each costs the check of a signature. */
  'identify by network': { burst: 64, perSecond: 16 },
  /** Each costs a look at every contact. */
  'watch by identity': { burst: 16, perSecond: 0.5 },
  'watch by network': { burst: 128, perSecond: 16 },
  /** Each costs a message to every contact. */
  'status by identity': { burst: 16, perSecond: 0.5 },
  'status by network': { burst: 128, perSecond: 16 },
  /** Each makes noise at somebody's. */
  'ring by identity': { burst: 6, perSecond: 0.1 },
  'ring by network': { burst: 60, perSecond: 1 },
  /** Each is put to somebody who did not ask for it. */
  'ask by identity': { burst: 32, perSecond: 0.1 },
  'ask by network': { burst: 128, perSecond: 1 },
  'ask to identity': { burst: 32, perSecond: 0.25 },
} as const satisfies Readonly<Record<string, BucketRate>>;

/** One token: of which rate, and whose (an address, of whichever kind). */
export type Charge = readonly [rate: keyof typeof RATES, key: string];

/** The rates of all that is about contacts and rings. */
export class ContactRates {
  readonly #buckets = new Map<Charge[0], KeyedBuckets>();

  /** Buckets that are held. */
  get size(): number {
    return [...this.#buckets.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Takes all the tokens, or none when one is missing.
   *
   * @returns 0 when they were taken, else the whole milliseconds until all are there.
   */
  take(nowMs: number, charges: readonly Charge[]): number {
    const due = charges.map(([rate, key]) => ({ bucket: this.#bucketOf(rate), key }));
    const waitMs = Math.max(...due.map(({ bucket, key }) => bucket.waitMs(key, nowMs)));
    if (waitMs > 0) return waitMs;
    for (const { bucket, key } of due) bucket.take(key, nowMs);
    return 0;
  }

  #bucketOf(rate: Charge[0]): KeyedBuckets {
    const known = this.#buckets.get(rate);
    if (known !== undefined) return known;
    const made = new KeyedBuckets(RATES[rate]);
    this.#buckets.set(rate, made);
    return made;
  }
}
