import type { Clock } from './signaling/clock.ts';

/** After this the app ends whatever hangs. */
const HANG_MS = 3_000;

/** The part of Electron's `app` that is used. */
interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
  exit(code: number): void;
}

export interface QuittingParts {
  readonly app: QuittingApp;
  readonly isInCall: () => boolean;
  /** Asks the person whether to leave the call and quit. */
  readonly confirm: () => Promise<boolean>;
  /** Run before the app quits, whoever asked for it. */
  readonly goodbye: () => Promise<void>;
  readonly clock: Clock;
}

/**
 * How the app ends. Asked by menu or shortcut, it asks back during a call; a signal, the last
 * window and the end of the desktop's session are not questioned. The exit code is 0.
 */
export class Quitting {
  readonly #parts: QuittingParts;
  #state: 'running' | 'leaving' | 'left' = 'running';
  #isAsking = false;

  constructor(parts: QuittingParts) {
    this.#parts = parts;
    parts.app.on('before-quit', (event) => this.#leave(event));
  }

  /** The app is about to end: nothing may be kept open. */
  get isUnderWay(): boolean {
    return this.#state !== 'running';
  }

  /** By menu, tray or shortcut. */
  async ask(): Promise<void> {
    const { app, isInCall, confirm } = this.#parts;
    if (this.#isAsking || this.isUnderWay) return;
    if (isInCall()) {
      this.#isAsking = true;
      const isConfirmed = await confirm().finally(() => {
        this.#isAsking = false;
      });
      if (!isConfirmed || this.isUnderWay) return;
    }
    app.quit();
  }

  #leave(event: { preventDefault(): void }): void {
    const { app, goodbye, clock } = this.#parts;
    if (this.#state === 'left') return;
    event.preventDefault();
    if (this.#state === 'leaving') return;
    this.#state = 'leaving';
    clock.after(HANG_MS, () => app.exit(0));
    void goodbye()
      .catch(() => undefined)
      .finally(() => {
        this.#state = 'left';
        app.quit();
      });
  }
}
