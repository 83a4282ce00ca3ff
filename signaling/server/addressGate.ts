import { isIPv6 } from 'node:net';

/** How fast one address may open connections. */
export interface AddressRate {
  readonly perSecond: number;
  readonly burst: number;
  /** No connection is held back longer, however many came before it. */
  readonly maxDelayMs: number;
}

/**
 * Holds back connections from an address that opens many at once. Delays, never bans: behind one
 * address may be a whole office, so a flood must not lock its neighbours out.
 */
export class AddressGate {
  readonly #rate: AddressRate;
  /** Until when each address's bucket is in use; an address without an entry has a full one. */
  readonly #usedUntilMs = new Map<string, number>();

  constructor(rate: AddressRate) {
    this.#rate = rate;
  }

  /** Addresses remembered: those that connected within the last few seconds. */
  get size(): number {
    return this.#usedUntilMs.size;
  }

  /**
   * Counts one connection.
   *
   * @returns milliseconds to hold it back, 0 to `maxDelayMs`.
   */
  admit(address: string, nowMs: number): number {
    this.#forgetIdle(nowMs);
    const { perSecond, burst, maxDelayMs } = this.#rate;
    const intervalMs = 1_000 / perSecond;
    const burstMs = burst * intervalMs;
    const key = addressKey(address);
    const usedUntilMs = Math.min(
      Math.max(this.#usedUntilMs.get(key) ?? nowMs, nowMs) + intervalMs,
      nowMs + burstMs + maxDelayMs,
    );
    // Set anew so that the map stays in order of last use.
    this.#usedUntilMs.delete(key);
    this.#usedUntilMs.set(key, usedUntilMs);
    return Math.max(0, usedUntilMs - burstMs - nowMs);
  }

  #forgetIdle(nowMs: number): void {
    for (const [key, usedUntilMs] of this.#usedUntilMs) {
      if (usedUntilMs > nowMs) return;
      this.#usedUntilMs.delete(key);
    }
  }
}

/** IPv4 as it is; of IPv6 the /64, for that is what one subscriber holds. */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':');
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
