import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { Timer, type Clock } from '../signaling/clock.ts';

/** How long something can be taken back. */
const KEPT_MS = 30_000;

/** The last thing of a kind that was done to somebody, for as long as it can be taken back. */
export class TakenBack<Value extends { readonly address: ContactAddress }> {
  readonly #timer: Timer;
  readonly #forgotten: () => void;
  #current: Value | null = null;

  /** @param forgotten - called when the time for it is over. */
  constructor(clock: Clock, forgotten: () => void) {
    this.#timer = new Timer(clock);
    this.#forgotten = forgotten;
  }

  /** Null: there is nothing to take back. */
  get current(): Value | null {
    return this.#current;
  }

  keep(value: Value): void {
    this.#current = value;
    this.#timer.set(KEPT_MS, () => {
      this.#current = null;
      this.#forgotten();
    });
  }

  /** @returns null when it was done to somebody else, or nobody. */
  take(address: ContactAddress): Value | null {
    const value = this.#current;
    if (value?.address !== address) return null;
    this.forget();
    return value;
  }

  forget(): void {
    this.#current = null;
    this.#timer.clear();
  }
}
