import type { BrowserWindow, WebFrameMain } from 'electron';
import { bringToFront, openCallWindow, type CallWindowParts } from './callWindow.ts';

/** The one window of the app, which may be closed while the app runs on. */
export class MainWindow {
  readonly #parts: CallWindowParts;
  #window: BrowserWindow | null = null;

  constructor(parts: CallWindowParts) {
    this.#parts = parts;
  }

  /** Null while it is closed. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Whether a frame is its page itself, not something inside it. */
  hasMainFrame(frame: WebFrameMain | null): boolean {
    return frame !== null && frame === this.#window?.webContents.mainFrame;
  }

  /** Opens it if it is closed. @returns whether it was. */
  open(): boolean {
    if (this.#window !== null) return false;
    const window = openCallWindow(this.#parts);
    this.#window = window;
    window.once('closed', () => {
      this.#window = null;
    });
    return true;
  }

  bringToFront(): void {
    if (!this.open() && this.#window !== null) bringToFront(this.#window);
  }
}
