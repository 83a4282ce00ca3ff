import type { BrowserWindow, WebFrameMain } from 'electron';
import { Timer, systemClock } from '../signaling/clock.ts';
import type { RemainsNotice } from '../system/notifications.ts';
import { bringToFront, openCallWindow, type CallWindowParts } from './callWindow.ts';
import type { CloseOutcome } from './closing.ts';

/** Its page has to tell still what call it was. */
const REST_AFTER_MS = 5_000;

export interface MainWindowParts extends Omit<CallWindowParts, 'closing' | 'shown'> {
  /** The first window, made before the rest of the app; null: there is none. */
  readonly first: BrowserWindow | null;
  /** The app is about to end: nothing keeps the window. */
  readonly isQuitting: () => boolean;
  readonly closeOutcome: () => CloseOutcome;
  /** Quits. @param asks - first asks whether, in a call. */
  readonly quit: (asks: boolean) => void;
  /** Tells the person where the app, or its call, has gone. */
  readonly tellRemains: (notice: RemainsNotice) => void;
}

/** The one window of the app, which may be closed, or out of sight in a call, while the app runs. */
export class MainWindow {
  readonly #parts: MainWindowParts;
  readonly #rest = new Timer(systemClock);
  #window: BrowserWindow | null = null;
  #first: BrowserWindow | null;

  constructor(parts: MainWindowParts) {
    this.#parts = parts;
    this.#first = parts.first;
  }

  /** Null while it is closed. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Somebody can see it, or get at it by the list of windows. */
  get isWithinReach(): boolean {
    return this.#window !== null && (this.#window.isVisible() || this.#window.isMinimized());
  }

  /** Whether a frame is its page itself, not something inside it. */
  hasMainFrame(frame: WebFrameMain | null): boolean {
    return frame !== null && frame === this.#window?.webContents.mainFrame;
  }

  /** Whether the person sees it now, or would if nothing lay above it. */
  get isInSight(): boolean {
    return this.#window?.isVisible() === true && !this.#window.isMinimized();
  }

  /** Opens it if it is closed. @param shown - false: out of sight. @returns whether it was. */
  open(shown = true): boolean {
    this.#rest.clear();
    if (this.#window !== null) return false;
    const closing = (closed: BrowserWindow): boolean => this.#mayClose(closed);
    const first = this.#first?.isDestroyed() === true ? null : this.#first;
    this.#first = null;
    const window = openCallWindow({ ...this.#parts, closing, shown }, first);
    this.#window = window;
    window.once('closed', () => {
      this.#window = null;
    });
    return true;
  }

  /** Opens it if it is closed. @returns whether it was. */
  bringToFront(): boolean {
    const isNew = this.open();
    if (!isNew && this.#window !== null) bringToFront(this.#window);
    return isNew;
  }

  /** Has the person find it again, when it is nowhere. */
  putWithinReach(): void {
    if (!this.isWithinReach && !this.open()) this.#window?.showInactive();
  }

  /** Out of sight, as far as it can be found again; its call has a small window. */
  putAside(): void {
    if (this.#parts.closeOutcome() === 'hide') this.#window?.hide();
    else this.#window?.minimize();
  }

  /**
   * The call is over, or what rang: soon a window out of sight has nothing to do any more, and it
   * takes much memory.
   */
  callIsOver(): void {
    this.#rest.set(REST_AFTER_MS, () => {
      if (!this.isWithinReach && this.#parts.closeOutcome() === 'close') this.#window?.destroy();
    });
  }

  #mayClose(window: BrowserWindow): boolean {
    const { isQuitting, closeOutcome, quit } = this.#parts;
    if (isQuitting()) return true;
    const outcome = closeOutcome();
    switch (outcome) {
      case 'close':
        this.#tellOnce('lives-in-tray');
        return true;
      case 'hide':
        window.hide();
        this.#tellOnce('call-in-tray');
        return false;
      case 'minimise':
        window.minimize();
        // Each time: without a tray it is not what anybody expects.
        this.#parts.tellRemains('call-minimised');
        return false;
      case 'ask-to-quit':
        quit(true);
        return false;
      case 'quit':
        quit(false);
        return true;
    }
  }

  #tellOnce(notice: RemainsNotice): void {
    const { state, tellRemains } = this.#parts;
    if (state.value.toldOfTray === true) return;
    state.write({ ...state.value, toldOfTray: true });
    tellRemains(notice);
  }
}
