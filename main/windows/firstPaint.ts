import { Timer, type Clock } from '../signaling/clock.ts';

/** A page that is not painted by then may never be: one of a window that is covered is not. */
const LATEST_MS = 3_000;

/**
 * When the person sees the app for the first time. Until then the processor belongs to the window:
 * what is not needed for its page waits for this.
 */
export class FirstPaint {
  readonly done: Promise<void>;
  readonly #timer: Timer;
  #settle: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#timer = new Timer(clock);
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /**
   * @param window - the first one; null: there is none at first, so nothing waits.
   * @param painted - its page can be seen.
   */
  watch(
    window: { once(event: 'closed', listener: () => void): unknown } | null,
    painted: Promise<void>,
  ): void {
    if (window === null) return this.#settle();
    this.#timer.set(LATEST_MS, this.#settle);
    void painted.then(() => {
      this.#timer.clear();
      this.#settle();
    });
    window.once('closed', this.#settle);
  }
}
