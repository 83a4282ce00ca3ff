import { BrowserWindow, nativeTheme, screen, type Rectangle as ElectronRectangle } from 'electron';
import path from 'node:path';
import type { Gateway } from '../ipc/gateway.ts';
import { Timer, systemClock } from '../signaling/clock.ts';
import type { JsonFile } from '../system/jsonFile.ts';
import type { Log } from '../system/log.ts';
import { reloadAfterCrash } from './reloadAfterCrash.ts';
import { MIN_SIZE, clampBounds, type Rectangle, type WindowState } from './windowBounds.ts';
import { surfaceColour } from './windowLook.ts';

/** Moving a window tells of every step. */
const REMEMBER_AFTER_MS = 500;

export interface CallWindowParts {
  readonly gateway: Gateway;
  readonly state: JsonFile<typeof WindowState>;
  /** Folder of the preload scripts. */
  readonly preloadDir: string;
  readonly url: string;
  readonly log: Log;
  /** It is about to load its page. */
  readonly opened: (window: BrowserWindow) => void;
  /** The person closes it. @returns whether it may. */
  readonly closing: (window: BrowserWindow) => boolean;
  /** The desktop's session ends (Windows). */
  readonly sessionEnds: () => void;
  /** Whether it is shown as soon as it is ready. */
  readonly shown: boolean;
}

function backgroundColor(): string {
  return surfaceColour('paper', nativeTheme.shouldUseDarkColors ? 'dark' : 'light');
}

/**
 * Makes the window of Home, green room and call, out of sight and empty. Nothing that it needs takes
 * long to load: it is what the start begins with.
 */
export function makeCallWindow({
  state,
  preloadDir,
}: Pick<CallWindowParts, 'state' | 'preloadDir'>): BrowserWindow {
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
  return window;
}

/** Has the window load its page. */
export function loadCallPage(
  window: BrowserWindow,
  { url, log }: Pick<CallWindowParts, 'url' | 'log'>,
): void {
  window.loadURL(url).catch(() => log.error('page not loaded'));
}

/**
 * Opens the window of Home, green room and call.
 *
 * @param made - one that loads its page already, which has not come yet.
 */
export function openCallWindow(parts: CallWindowParts, made: BrowserWindow | null): BrowserWindow {
  const { gateway, state, log, opened, closing, sessionEnds, shown } = parts;
  const window = made ?? makeCallWindow(parts);
  gateway.admit(window.webContents, 'call');
  opened(window);
  rememberBounds(window, state);
  // With the page comes the call that main has kept.
  reloadAfterCrash(window, log);
  window.once('ready-to-show', () => {
    // Opened for a call that has its small window.
    if (!shown) return;
    if (state.value.maximized) window.maximize();
    window.show();
  });
  window.on('close', (event) => {
    if (!closing(window)) event.preventDefault();
  });
  window.on('session-end', sessionEnds);
  const setBackground = (): void => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', setBackground);
  window.once('closed', () => nativeTheme.off('updated', setBackground));
  if (made === null) loadCallPage(window, parts);
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
      ...state.value,
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
