/** Whether somebody may be away from a screen that is locked, or from a computer that sleeps. */
export interface ScreenLock {
  readonly isLocked: boolean;
  /** Begins to listen. More calls do no harm. */
  start(): void;
  /** @returns ends the subscription. */
  subscribe(listener: (isLocked: boolean) => void): () => void;
  close(): void;
}

/** Joins what is heard of lock and sleep into one answer. */
export class LockState {
  readonly #listeners = new Set<(isLocked: boolean) => void>();
  #isScreenLocked = false;
  #isAsleep = false;

  get isLocked(): boolean {
    return this.#isScreenLocked || this.#isAsleep;
  }

  /** The last word counts: several parts of a desktop tell of the same lock. */
  setScreen(isLocked: boolean): void {
    this.#change(() => {
      this.#isScreenLocked = isLocked;
    });
  }

  setAsleep(isAsleep: boolean): void {
    this.#change(() => {
      this.#isAsleep = isAsleep;
    });
  }

  subscribe(listener: (isLocked: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(set: () => void): void {
    const before = this.isLocked;
    set();
    const { isLocked } = this;
    if (isLocked === before) return;
    for (const listener of this.#listeners) listener(isLocked);
  }
}

/** The events of Electron's `powerMonitor` that tell of lock and sleep. */
export interface PowerEvents {
  on(event: 'lock-screen' | 'unlock-screen' | 'suspend' | 'resume', listener: () => void): unknown;
}

/** By `powerMonitor`, which hears of locks on macOS and Windows only. */
export function systemScreenLock(power: PowerEvents): ScreenLock {
  const state = new LockState();
  let isStarted = false;
  return {
    get isLocked() {
      return state.isLocked;
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      power.on('lock-screen', () => state.setScreen(true));
      power.on('unlock-screen', () => state.setScreen(false));
      power.on('suspend', () => state.setAsleep(true));
      power.on('resume', () => state.setAsleep(false));
    },
    subscribe: (listener) => state.subscribe(listener),
    close: () => undefined,
  };
}
