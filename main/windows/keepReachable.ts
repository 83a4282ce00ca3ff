import { Timer, type Clock } from '../signaling/clock.ts';

/** At login a desktop may start apps before it has its tray; a panel may start anew. */
const GRACE_MS = 10_000;

export interface KeepReachableParts {
  /** The tray's icon, the dock, or a window. */
  readonly isReachable: () => boolean;
  /** Puts the main window where the person finds it. */
  readonly putWithinReach: () => void;
  readonly clock: Clock;
}

/** Sees to it that an app without a window is never without its icon in the tray for long. */
export class KeepReachable {
  readonly #parts: KeepReachableParts;
  readonly #grace: Timer;

  constructor(parts: KeepReachableParts) {
    this.#parts = parts;
    this.#grace = new Timer(parts.clock);
  }

  /** To be called when the tray has come or gone, and when the app has started. */
  look(): void {
    const { isReachable, putWithinReach } = this.#parts;
    if (isReachable()) return this.#grace.clear();
    if (this.#grace.isSet) return;
    this.#grace.set(GRACE_MS, () => {
      if (!isReachable()) putWithinReach();
    });
  }

  close(): void {
    this.#grace.clear();
  }
}
