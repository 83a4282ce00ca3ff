import type { RingId } from '../../signaling/protocol/ringMessages.ts';

const MAX_SEEN = 1_024;

/** Rings that have come, so that none rings twice. */
export class SeenRings {
  readonly #seen = new Set<RingId>();

  has(ring: RingId): boolean {
    return this.#seen.has(ring);
  }

  add(ring: RingId): void {
    this.#seen.add(ring);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
  }
}
