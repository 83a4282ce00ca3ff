import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';
import path from 'node:path';
import type { WindowKind } from '../../preload/contract/channelNames.ts';
import type { Gateway } from '../ipc/gateway.ts';
import { onNextPage } from '../ipc/nextPage.ts';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import type { Log } from '../system/log.ts';
import { refuseZoomKeys } from './fixedZoom.ts';
import { reloadAfterCrash } from './reloadAfterCrash.ts';

export type SmallKind = Exclude<WindowKind, 'call'>;

const PAGES: Readonly<Record<SmallKind, string>> = {
  'sharing-bar': 'sharingBar',
  overlay: 'overlay',
  region: 'region',
  incoming: 'incoming',
  palette: 'palette',
};

export interface SmallWindowsParts {
  readonly gateway: Gateway;
  /** Folder of the preload scripts. */
  readonly preloadDir: string;
  readonly page: PageOrigin;
  /** Without a slash at its end. */
  readonly pagesUrl: string;
  /**
   * Of a kind. Another than the call window's, if it can be: Chromium keeps one zoom for a host in a
   * session, and most of these pages must lie where the screen has them.
   */
  readonly session: (kind: SmallKind) => Session;
  readonly log: Log;
}

/** The windows beside the call's: each shows one page and may do only what its kind may. */
export class SmallWindows {
  readonly #parts: SmallWindowsParts;
  readonly #open = new Set<BrowserWindow>();

  constructor(parts: SmallWindowsParts) {
    this.#parts = parts;
  }

  get open(): readonly BrowserWindow[] {
    return [...this.#open];
  }

  /**
   * Makes a window of a kind, hidden, and loads its page.
   *
   * @param tell - called for each new page, to push it its state; that waits until it is ready.
   */
  make(
    kind: SmallKind,
    options: Omit<BrowserWindowConstructorOptions, 'webPreferences' | 'show'>,
    tell: (window: BrowserWindow) => void,
  ): BrowserWindow {
    const { gateway, preloadDir, page, pagesUrl, session, log } = this.#parts;
    const name = PAGES[kind];
    const window = new BrowserWindow({
      frame: false,
      fullscreenable: false,
      maximizable: false,
      minimizable: false,
      resizable: false,
      roundedCorners: false,
      skipTaskbar: true,
      thickFrame: false,
      ...options,
      show: false,
      webPreferences: {
        preload: path.join(preloadDir, `${name}.cjs`),
        session: session(kind),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        // They are looked at while another window is used.
        backgroundThrottling: false,
        // Nobody has clicked into a window that rings.
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window.setMenuBarVisibility(false);
    // Kept out of captures where the system can do that.
    window.setContentProtection(true);
    gateway.admit(window.webContents, kind);
    reloadAfterCrash(window, log);
    refuseZoomKeys(window.webContents);
    onNextPage(window.webContents, page, () => tell(window));
    this.#open.add(window);
    window.once('closed', () => this.#open.delete(window));
    window.loadURL(`${pagesUrl}/windows/${name}/index.html`).catch(() => {
      // A window that is closed while it loads has not failed.
      if (!window.isDestroyed()) log.error('page not loaded', { page: name });
    });
    return window;
  }
}

/** Keeps a window above all others, on every workspace, also above full-screen apps. */
export function keepAbove(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, {
    visibleOnFullScreen: true,
    skipTransformProcessType: true,
  });
}
