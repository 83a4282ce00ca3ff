import { BrowserWindow, nativeTheme, screen, type Rectangle as ElectronRectangle } from 'electron';
import path from 'node:path';
import type { Gateway } from '../ipc/gateway.ts';
import { Timer, systemClock } from '../signaling/clock.ts';
import { retryDelayMs } from '../signaling/reconnectPolicy.ts';
import type { JsonFile } from '../system/jsonFile.ts';
import type { Log } from '../system/log.ts';
import { MIN_SIZE, clampBounds, type Rectangle, type WindowState } from './windowBounds.ts';

/** The page's own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#f9f9f7', dark: '#14191a' } as const;
/** Moving a window tells of every step. */
const REMEMBER_AFTER_MS = 500;
/** A page that has lasted so long is not counted against the next crash. */
const STABLE_MS = 30_000;

export interface CallWindowParts {
  readonly gateway: Gateway;
  readonly state: JsonFile<typeof WindowState>;
  /** Folder of the preload scripts. */
  readonly preloadDir: string;
  readonly url: string;
  readonly log: Log;
  /** It is about to close. */
  readonly closing: () => void;
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

/** Opens the window of Home, green room and call. */
export function openCallWindow(parts: CallWindowParts): BrowserWindow {
  const { gateway, state, preloadDir, url, log, closing } = parts;
  const window = new BrowserWindow({
    ...clampBounds(state.value.bounds, workAreas()),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: false,
    webPreferences: {
      preload: path.join(preloadDir, 'main.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // A dictionary would be fetched from the network.
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      // A call goes on behind other windows.
      backgroundThrottling: false,
    },
  });
  window.setMenuBarVisibility(false);
  gateway.admit(window.webContents);
  rememberBounds(window, state);
  reloadAfterCrash(window, log);
  window.once('ready-to-show', () => {
    if (state.value.maximized) window.maximize();
    window.show();
  });
  window.once('close', closing);
  const setBackground = (): void => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', setBackground);
  window.once('closed', () => nativeTheme.off('updated', setBackground));
  window.loadURL(url).catch(() => log.error('page not loaded'));
  return window;
}

/** Shows a window that may be minimised, hidden or behind others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas(): Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => toRectangle(workArea));
}

/** Fractional scaling gives fractions. */
function toRectangle({ x, y, width, height }: ElectronRectangle): Rectangle {
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
  };
}

function rememberBounds(window: BrowserWindow, state: JsonFile<typeof WindowState>): void {
  const timer = new Timer(systemClock);
  const remember = (): void => {
    timer.clear();
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    // Normal bounds are those to come back to from maximised.
    const next = {
      bounds: toRectangle(window.getNormalBounds()),
      maximized: window.isMaximized(),
    };
    if (JSON.stringify(next) !== JSON.stringify(state.value)) state.write(next);
  };
  const soon = (): void => timer.set(REMEMBER_AFTER_MS, remember);
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', remember);
  window.once('closed', () => timer.clear());
}

/** The page comes back, and with it the call that main has kept; slower if it crashes on. */
function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  const reload = new Timer(systemClock);
  const stable = new Timer(systemClock);
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    stable.clear();
    if (reason === 'clean-exit') return;
    log.error('page crashed', { reason, exitCode });
    const delayMs = crashes === 0 ? 0 : retryDelayMs(crashes, Math.random);
    crashes += 1;
    reload.set(delayMs, () => window.webContents.reload());
    stable.set(STABLE_MS, () => {
      crashes = 0;
    });
  });
  window.webContents.on('unresponsive', () => log.warn('page hangs'));
  window.once('closed', () => {
    reload.clear();
    stable.clear();
  });
}
