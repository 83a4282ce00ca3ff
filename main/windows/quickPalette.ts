import type { PaletteState } from '../../preload/contract/ringing.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import { paletteEntries, paletteState, type PaletteSources } from './paletteEntries.ts';

/** The palette's window, made ahead and kept out of sight. */
export interface PaletteWindow {
  tell(state: PaletteState): void;
  /** On the display where the person is, with the keyboard. */
  show(): void;
  hide(): void;
  close(): void;
}

export interface PaletteWindowEvents {
  /** It has lost the keyboard, or the person has closed it. */
  readonly left: () => void;
  /** It is gone. */
  readonly closed: () => void;
}

export interface QuickPaletteParts {
  readonly open: (first: PaletteState, events: PaletteWindowEvents) => PaletteWindow;
  readonly sources: () => PaletteSources;
  /** The person is done with it, by its own keys or a click in it. */
  readonly done: () => void;
  readonly clock: Clock;
}

/** Out of sight, for changes that come one after another, as when many contacts come online. */
const FOLLOW_AFTER_MS = 200;

/**
 * The palette: ready before it is asked for, and without a trace of what was typed when it goes. Its
 * page follows what there is to offer out of sight too, so that what comes up is drawn already.
 */
export class QuickPalette {
  readonly #parts: QuickPaletteParts;
  #window: PaletteWindow | null = null;
  #isShown = false;
  /** Number of the showing that is, or comes next. */
  #showing = 1;
  /** What its page knows. */
  #told: string | null = null;
  readonly #follow: Timer;

  constructor(parts: QuickPaletteParts) {
    this.#parts = parts;
    this.#follow = new Timer(parts.clock);
  }

  /** Whether there is anybody to call or a room to enter, if not in the running call then after it. */
  get hasEntries(): boolean {
    return paletteEntries({ ...this.#parts.sources(), isInCall: false }).length > 0;
  }

  /** Makes the window ready, so that showing it takes no time. */
  prepare(): void {
    this.#ready();
  }

  /** Shows it; hides it when it is shown. */
  toggle(): void {
    if (this.#isShown) this.#hide();
    else this.show();
  }

  show(): void {
    if (this.#isShown) return;
    this.#isShown = true;
    const window = this.#ready();
    this.#tell();
    window.show();
  }

  /** The person is done with it. */
  hide(): void {
    if (!this.#isShown) return;
    this.#hide();
    this.#parts.done();
  }

  /** What it offers may have changed. */
  update(): void {
    if (this.#isShown) this.#tell();
    else if (this.#window !== null && !this.#follow.isSet) {
      this.#follow.set(FOLLOW_AFTER_MS, () => this.#tell());
    }
  }

  close(): void {
    this.#isShown = false;
    this.#follow.clear();
    this.#window?.close();
    this.#window = null;
  }

  #hide(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#window?.hide();
    // So that what was typed is not seen for a moment the next time.
    this.#showing += 1;
    this.#tell();
  }

  #tell(): void {
    this.#follow.clear();
    if (this.#window === null) return;
    const state = this.#state();
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#window.tell(state);
    this.#told = text;
  }

  #ready(): PaletteWindow {
    if (this.#window !== null) return this.#window;
    const state = this.#state();
    this.#told = JSON.stringify(state);
    this.#window = this.#parts.open(state, {
      left: () => this.#hide(),
      closed: () => {
        this.#window = null;
        this.#isShown = false;
      },
    });
    return this.#window;
  }

  #state(): PaletteState {
    return paletteState(this.#parts.sources(), this.#showing);
  }
}
