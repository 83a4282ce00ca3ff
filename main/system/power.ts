import type { ScreenLock } from '../desktop/screenLock.ts';
import type { Clock } from '../signaling/clock.ts';

/** Who has touched nothing for so long is away. */
const IDLE_SECONDS = 5 * 60;
const LOOK_EVERY_MS = 15_000;
/** Networks come and go without a word on some systems. */
const NETWORK_EVERY_MS = 5_000;

/** The part of Electron's `powerSaveBlocker` that is used. */
export interface SaveBlocker {
  start(type: 'prevent-display-sleep'): number;
  stop(id: number): unknown;
}

/** Keeps the computer and its screen awake while a call is running. */
export class CallKeepsAwake {
  readonly #blocker: SaveBlocker;
  #id: number | null = null;

  constructor(blocker: SaveBlocker) {
    this.#blocker = blocker;
  }

  set(isInCall: boolean): void {
    if (isInCall === (this.#id !== null)) return;
    if (this.#id === null) {
      this.#id = this.#blocker.start('prevent-display-sleep');
    } else {
      this.#blocker.stop(this.#id);
      this.#id = null;
    }
  }
}

export interface AwayWatchParts {
  readonly lock: ScreenLock;
  /** Seconds since the person has last touched keyboard or pointer. */
  readonly idleSeconds: () => number;
  readonly isInCall: () => boolean;
  readonly changed: (isAway: boolean) => void;
  readonly clock: Clock;
}

/** Whether the person is away from the computer: nothing touched, the screen locked, asleep. */
export class AwayWatch {
  readonly #parts: AwayWatchParts;
  readonly #unsubscribe: () => void;
  #cancel: () => void = () => undefined;
  #isAway = false;

  constructor(parts: AwayWatchParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.lock.subscribe(() => this.look());
    parts.lock.start();
    this.#lookOn();
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Something may have changed, as that a call has begun. */
  look(): void {
    const { lock, idleSeconds, isInCall, changed } = this.#parts;
    // Who talks need not touch anything.
    const isAway = lock.isLocked || (!isInCall() && idleSeconds() >= IDLE_SECONDS);
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    changed(isAway);
  }

  close(): void {
    this.#unsubscribe();
    this.#cancel();
    this.#parts.lock.close();
  }

  #lookOn(): void {
    this.#cancel = this.#parts.clock.after(LOOK_EVERY_MS, () => {
      this.look();
      this.#lookOn();
    });
  }
}

interface NetworkInterfaceFacts {
  readonly address: string;
  readonly internal: boolean;
}

export interface NetworkWatchParts {
  /** As `os.networkInterfaces` has them. */
  readonly interfaces: () => Readonly<Record<string, readonly NetworkInterfaceFacts[] | undefined>>;
  /** The machine is on another network, or on one again. */
  readonly changed: () => void;
  readonly clock: Clock;
}

/** Tells when the machine has got another address. @returns ends the watch. */
export function watchNetwork({ interfaces, changed, clock }: NetworkWatchParts): () => void {
  const addresses = (): string =>
    Object.values(interfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address)
      .toSorted()
      .join();
  let last = addresses();
  let cancel = (): void => undefined;
  const lookOn = (): void => {
    cancel = clock.after(NETWORK_EVERY_MS, () => {
      const now = addresses();
      const isChanged = now !== last;
      last = now;
      lookOn();
      // On no network there is nobody to be woken for.
      if (isChanged && now !== '') changed();
    });
  };
  lookOn();
  return () => cancel();
}
