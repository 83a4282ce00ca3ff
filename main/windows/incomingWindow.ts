import type { BrowserWindow } from 'electron';
import type { IncomingState } from '../../preload/contract/ringing.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import type { IncomingWindow } from './incomingCalls.ts';
import { keepAbove, type SmallWindows } from './smallWindows.ts';
import { surfaceColour } from './windowLook.ts';

/** After the start, and after a call, there is more urgent work than the next window. */
const PREPARE_AFTER_MS = 3_000;

export interface IncomingWindowsParts {
  readonly windows: SmallWindows;
  readonly gateway: Gateway;
  readonly clock: Clock;
  /**
   * Where one that is made ahead waits: where it will most likely be shown. A window that is moved
   * while it comes up may believe itself at its first place.
   */
  readonly likelyPlace: () => Area;
}

/** @returns where it goes, given the zoom of its page. */
type IncomingPlace = (zoom: number) => Area;

interface MadeWindow {
  readonly window: BrowserWindow;
  /** What it shows; null: nothing yet. */
  state: IncomingState | null;
  isPainted: boolean;
}

/**
 * The windows of incoming calls. One can be made ahead, empty and out of sight, because to make it
 * takes longer than all the rest of a ring.
 */
export class IncomingWindows {
  readonly #parts: IncomingWindowsParts;
  readonly #timer: Timer;
  #ready: MadeWindow | null = null;
  #isKept = false;

  constructor(parts: IncomingWindowsParts) {
    this.#parts = parts;
    this.#timer = new Timer(parts.clock);
  }

  /** Whether one is kept ready from now on, as while there is somebody who may call. */
  keepReady(isKept: boolean): void {
    if (isKept === this.#isKept) return;
    this.#isKept = isKept;
    if (isKept) return this.#prepareSoon();
    this.#timer.clear();
    this.#ready?.window.destroy();
    this.#ready = null;
  }

  /**
   * Opens one. It comes up without taking the keyboard from anybody, and is in the list of windows,
   * so that it can be reached without a pointer.
   *
   * @param closed - the person has closed it.
   */
  open(first: IncomingState, place: IncomingPlace, closed: () => void): IncomingWindow {
    this.#timer.clear();
    const made = this.#ready ?? this.#make();
    this.#ready = null;
    const { window } = made;
    const tell = (state: IncomingState): void => {
      if (state.theme !== made.state?.theme) {
        window.setBackgroundColor(surfaceColour('raised', state.theme));
      }
      made.state = state;
      this.#parts.gateway.pushTo(window.webContents, 'incoming:state', state);
    };
    tell(first);
    const show = (): void => {
      // It shares its zoom with the call's window, for it shares the session.
      const bounds = place(window.webContents.getZoomFactor());
      window.setBounds(bounds);
      window.showInactive();
      // Where it was shown first, a window manager may have had ideas of its own.
      window.setBounds(bounds);
      window.flashFrame(true);
    };
    if (made.isPainted) show();
    else window.once('ready-to-show', show);
    window.once('closed', () => this.#prepareSoon());
    window.once('closed', closed);
    return {
      tell,
      bringToFront() {
        if (!window.isVisible()) return;
        window.show();
        window.focus();
      },
      close() {
        window.off('closed', closed);
        window.destroy();
      },
    };
  }

  /** For the end of the app: none is made any more. */
  close(): void {
    this.keepReady(false);
  }

  #prepareSoon(): void {
    if (!this.#isKept) return;
    this.#timer.set(PREPARE_AFTER_MS, () => {
      this.#ready ??= this.#make();
    });
  }

  #make(): MadeWindow {
    const { windows, gateway, likelyPlace } = this.#parts;
    const options = { ...likelyPlace(), title: 'Parley', skipTaskbar: false };
    let made: MadeWindow | null = null;
    const window = windows.make('incoming', options, ({ webContents }) => {
      // The first page comes while the window is made.
      const state = made?.state ?? null;
      if (state !== null) gateway.pushTo(webContents, 'incoming:state', state);
    });
    const fresh: MadeWindow = { window, state: null, isPainted: false };
    made = fresh;
    keepAbove(window);
    window.once('ready-to-show', () => {
      fresh.isPainted = true;
    });
    window.once('closed', () => {
      if (this.#ready === fresh) this.#ready = null;
    });
    return fresh;
  }
}
