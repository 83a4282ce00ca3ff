import { Timer, type Clock } from '../signaling/clock.ts';

/** From an empty page that is shown to what is on it. */
const FILLED_AFTER_MS = 150;
/** A page that is not painted by then may never be. */
const LATEST_MS = 3_000;

/** What a window tells of its page. */
export interface PaintedWindow {
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown;
}

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

  /** @param window - the first one; null: there is none at first, so nothing waits. */
  watch(window: PaintedWindow | null): void {
    if (window === null) return this.#settle();
    this.#timer.set(LATEST_MS, this.#settle);
    window.once('ready-to-show', () => this.#timer.set(FILLED_AFTER_MS, this.#settle));
    window.once('closed', this.#settle);
  }
}
