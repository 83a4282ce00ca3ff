import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { onNextPage } from '../ipc/nextPage.ts';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import type { Log } from '../system/log.ts';

/** As the page names them; what follows is the share's id. */
const SHARE_FRAME = /^parley-share-[A-Za-z0-9_-]{22}$/;
export const MINI_CALL_FRAME = 'parley-mini-call';
/** Others would place a window, or make it one that can hardly be told from something else. */
const FEATURES = /^popup,width=\d+,height=\d+$/;
const MIN_SIZE = { width: 320, height: 240 } as const;
/** Two shares of each of many members would still be fewer displays. */
const MAX_SHARES = 8;

/** For a shared screen, say on another display: a window as any other, whatever the page asks. */
const SHARE_OPTIONS: BrowserWindowConstructorOptions = {
  minWidth: MIN_SIZE.width,
  minHeight: MIN_SIZE.height,
  frame: true,
  show: true,
  transparent: false,
  alwaysOnTop: false,
  focusable: true,
  opacity: 1,
  skipTaskbar: false,
  autoHideMenuBar: true,
};

/** How the small window of a call is made and shown. */
export interface MiniCallMaker {
  options(): BrowserWindowConstructorOptions;
  made(window: BrowserWindow): void;
}

/**
 * The windows that the call's page opens: for shared screens, and a small one for the call while its
 * own is out of sight. Empty pages of its own, which it draws itself. They have no preload script,
 * so no way to main.
 */
export class ChildWindows {
  readonly #shares = new Set<WebContents>();
  readonly #page: PageOrigin;
  readonly #mini: MiniCallMaker;
  readonly #log: Log;
  #openMini: WebContents | null = null;

  constructor(page: PageOrigin, mini: MiniCallMaker, log: Log) {
    this.#page = page;
    this.#mini = mini;
    this.#log = log;
  }

  /** Whether a page is a shared screen's. */
  isShare(contents: WebContents | null): boolean {
    return contents !== null && this.#shares.has(contents);
  }

  /** Lets a call window's page open them; they end with it. */
  allow(opener: WebContents): void {
    opener.setWindowOpenHandler(({ url, frameName, features }) => {
      const isEmpty = url === '' || url === 'about:blank';
      const options = isEmpty && FEATURES.test(features) ? this.#optionsFor(frameName) : null;
      if (options === null) {
        this.#log.warn('window refused');
        return { action: 'deny' };
      }
      return {
        action: 'allow',
        overrideBrowserWindowOptions: {
          backgroundColor: '#000000',
          ...options,
          webPreferences: {
            sandbox: true,
            contextIsolation: true,
            nodeIntegration: false,
            webSecurity: true,
            spellcheck: false,
            backgroundThrottling: false,
          },
        },
      };
    });
    opener.on('did-create-window', (child, { frameName }) => {
      child.setMenuBarVisibility(false);
      if (frameName === MINI_CALL_FRAME) this.#keepMini(child);
      else this.#keepShare(child);
      // Not even to our own pages, which belong into windows of theirs.
      const refuse = (event: { preventDefault(): void }): void => {
        event.preventDefault();
        this.#log.warn('navigation refused', { what: 'child window' });
      };
      const { webContents } = child;
      webContents.on('will-navigate', refuse);
      webContents.on('will-frame-navigate', refuse);
      webContents.on('will-redirect', refuse);
    });
    // What the page drew is gone with it.
    const closeAll = (): void => {
      for (const contents of this.#shares) contents.close();
      this.#openMini?.close();
    };
    onNextPage(opener, this.#page, closeAll);
    opener.on('render-process-gone', closeAll);
    opener.once('destroyed', closeAll);
  }

  /** @returns null for a window that is not to be. */
  #optionsFor(frameName: string): BrowserWindowConstructorOptions | null {
    if (frameName === MINI_CALL_FRAME) return this.#openMini === null ? this.#mini.options() : null;
    const isOne = SHARE_FRAME.test(frameName) && this.#shares.size < MAX_SHARES;
    return isOne ? SHARE_OPTIONS : null;
  }

  #keepShare(child: BrowserWindow): void {
    const { webContents } = child;
    this.#shares.add(webContents);
    child.once('closed', () => this.#shares.delete(webContents));
  }

  #keepMini(child: BrowserWindow): void {
    this.#openMini = child.webContents;
    child.once('closed', () => {
      this.#openMini = null;
    });
    this.#mini.made(child);
  }
}
