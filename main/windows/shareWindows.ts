import type { WebContents } from 'electron';
import { onNextPage } from '../ipc/nextPage.ts';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import type { Log } from '../system/log.ts';

/** As the page names them; what follows is the share's id. */
const FRAME_NAME = /^parley-share-[A-Za-z0-9_-]{22}$/;
/** Others would place a window, or make it one that can hardly be told from something else. */
const FEATURES = /^popup,width=\d+,height=\d+$/;
const MIN_SIZE = { width: 320, height: 240 } as const;
/** Two shares of each of many members would still be fewer displays. */
const MAX_OPEN = 8;

/**
 * The windows that the call's page opens for a shared screen, say on another display: empty pages
 * of its own, which it draws itself. They have no preload script, so no way to main.
 */
export class ShareWindows {
  readonly #open = new Set<WebContents>();
  readonly #page: PageOrigin;
  readonly #log: Log;

  constructor(page: PageOrigin, log: Log) {
    this.#page = page;
    this.#log = log;
  }

  /** Whether a page is in such a window. */
  has(contents: WebContents | null): boolean {
    return contents !== null && this.#open.has(contents);
  }

  /** Lets a call window's page open them; they end with it. */
  allow(opener: WebContents): void {
    opener.setWindowOpenHandler(({ url, frameName, features }) => {
      const isEmpty = url === '' || url === 'about:blank';
      const isOne = isEmpty && FRAME_NAME.test(frameName) && FEATURES.test(features);
      if (!isOne || this.#open.size >= MAX_OPEN) {
        this.#log.warn('window refused');
        return { action: 'deny' };
      }
      return {
        action: 'allow',
        overrideBrowserWindowOptions: {
          minWidth: MIN_SIZE.width,
          minHeight: MIN_SIZE.height,
          backgroundColor: '#000000',
          // A window as any other, whatever the page may ask for.
          frame: true,
          show: true,
          transparent: false,
          alwaysOnTop: false,
          focusable: true,
          opacity: 1,
          skipTaskbar: false,
          autoHideMenuBar: true,
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
    opener.on('did-create-window', (child) => {
      const { webContents } = child;
      child.setMenuBarVisibility(false);
      this.#open.add(webContents);
      child.once('closed', () => this.#open.delete(webContents));
      // Not even to our own pages, which belong into windows of theirs.
      const refuse = (event: { preventDefault(): void }): void => {
        event.preventDefault();
        this.#log.warn('navigation refused', { what: 'share window' });
      };
      webContents.on('will-navigate', refuse);
      webContents.on('will-frame-navigate', refuse);
      webContents.on('will-redirect', refuse);
    });
    // What the page drew is gone with it.
    const closeAll = (): void => {
      for (const contents of this.#open) contents.close();
    };
    onNextPage(opener, this.#page, closeAll);
    opener.on('render-process-gone', closeAll);
    opener.once('destroyed', closeAll);
  }
}
