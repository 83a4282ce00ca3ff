// Runs in Electron: the main window, the window of an incoming call and the palette, without what
// they belong to. Commands come as lines of JSON on standard input; how the windows stand goes out
// as lines of JSON on standard output, whenever it is asked for.
import { app, BrowserWindow, screen, session } from 'electron';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Gateway } from '../../main/ipc/gateway.ts';
import { registerAppScheme, serveAppScheme, APP_ORIGIN } from '../../main/security/appScheme.ts';
import { JsonFile } from '../../main/system/jsonFile.ts';
import { closeOutcome } from '../../main/windows/closing.ts';
import { incomingBounds, paletteBounds } from '../../main/windows/cornerBounds.ts';
import { IncomingCalls } from '../../main/windows/incomingCalls.ts';
import { systemClock } from '../../main/signaling/clock.ts';
import { IncomingWindows } from '../../main/windows/incomingWindow.ts';
import { MainWindow } from '../../main/windows/mainWindow.ts';
import { openPaletteWindow } from '../../main/windows/paletteWindow.ts';
import { QuickPalette } from '../../main/windows/quickPalette.ts';
import { SmallWindows } from '../../main/windows/smallWindows.ts';
import { WindowState } from '../../main/windows/windowBounds.ts';
import type { IncomingState } from '../../preload/contract/ringing.ts';
import { contactsState } from './quickCallPeople.ts';

/** What a test has it do. */
export type WindowsCommand =
  | { readonly do: 'facts'; readonly isInCall: boolean; readonly hasTray: boolean }
  | { readonly do: 'incoming'; readonly state: IncomingState | null }
  | {
      readonly do:
        | 'palette'
        | 'close-palette'
        | 'close-main'
        | 'close-incoming'
        | 'open-main'
        | 'call-is-over'
        | 'look';
    };

/** How the windows stand. */
interface WindowsSeen {
  readonly main: 'none' | 'shown' | 'hidden' | 'minimised';
  readonly incoming: 'none' | 'shown' | 'hidden';
  readonly palette: 'none' | 'shown' | 'hidden';
  /** Page of the window with the keyboard. */
  readonly focused: string | null;
  readonly told: readonly string[];
}

registerAppScheme();
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const dir = process.env['PAGES_DIR'] ?? '';
const preloadDir = process.env['PRELOAD_DIR'] ?? '';
const pagesUrl = `${APP_ORIGIN.protocol}//${APP_ORIGIN.host}`;
const told: string[] = [];
let facts = { isInCall: false, hasTray: true };
let isQuitting = false;

function start(): void {
  const small = session.fromPartition('small-windows');
  for (const one of [session.defaultSession, small]) serveAppScheme(one, dir);
  const gateway = new Gateway(APP_ORIGIN, log);
  const windows = new SmallWindows({
    gateway,
    preloadDir,
    page: APP_ORIGIN,
    pagesUrl,
    session: (kind) => (kind === 'incoming' ? session.defaultSession : small),
    log,
  });
  const main = new MainWindow({
    gateway,
    state: new JsonFile({
      dir: app.getPath('userData'),
      name: 'window',
      schema: WindowState,
      fallback: () => ({ bounds: null, maximized: false }),
      now: Date.now,
      log,
    }),
    preloadDir,
    first: null,
    url: `${pagesUrl}/windows/main/index.html`,
    log,
    opened: () => undefined,
    sessionEnds: () => undefined,
    isQuitting: () => isQuitting,
    closeOutcome: () => closeOutcome({ platform: 'linux', keepInTray: true, ...facts }),
    quit: (asks) => told.push(asks ? 'asks to quit' : 'quits'),
    tellRemains: (notice) => told.push(notice),
  });
  const workArea = () => screen.getPrimaryDisplay().workArea;
  const place = (zoom: number) => incomingBounds(workArea(), zoom, 'linux');
  const likelyPlace = () => place(1);
  const clock = systemClock;
  const incomingWindows = new IncomingWindows({ windows, gateway, clock, likelyPlace });
  incomingWindows.keepReady(true);
  const incoming = new IncomingCalls({
    open: (state, closed) => incomingWindows.open(state, place, closed),
  });
  const palette = new QuickPalette({
    open: (first, events) =>
      openPaletteWindow(first, events, {
        windows,
        gateway,
        place: () => paletteBounds(workArea()),
        isQuitting: () => isQuitting,
      }),
    sources: () => ({
      look: { language: 'en', theme: 'dark' },
      contacts: contactsState(),
      recentCalls: [],
      isInCall: facts.isInCall,
      here: [],
    }),
    done: () => undefined,
    clock,
  });
  main.open();
  palette.prepare();

  const pageOf = (window: BrowserWindow): string =>
    path.basename(path.dirname(new URL(window.webContents.getURL() || 'about:none').pathname));
  const find = (page: string): BrowserWindow | undefined =>
    BrowserWindow.getAllWindows().find((window) => pageOf(window) === page);
  const standing = (page: string): 'none' | 'shown' | 'hidden' => {
    const window = find(page);
    if (window === undefined) return 'none';
    return window.isVisible() ? 'shown' : 'hidden';
  };
  const look = (): WindowsSeen => {
    const focused = BrowserWindow.getFocusedWindow();
    return {
      main: find('main')?.isMinimized() === true ? 'minimised' : standing('main'),
      // One that is kept ready is none yet.
      incoming: standing('incoming') === 'shown' ? 'shown' : 'none',
      palette: standing('palette'),
      focused: focused === null ? null : pageOf(focused),
      told,
    };
  };
  const run = (command: WindowsCommand): void => {
    switch (command.do) {
      case 'facts':
        facts = { isInCall: command.isInCall, hasTray: command.hasTray };
        return;
      case 'incoming':
        return incoming.show(command.state);
      case 'palette':
        return palette.toggle();
      case 'close-main':
        return find('main')?.close();
      case 'close-palette':
        return find('palette')?.close();
      case 'close-incoming':
        return find('incoming')?.close();
      case 'open-main':
        return void main.bringToFront();
      case 'call-is-over':
        return main.callIsOver();
      case 'look':
        process.stdout.write(`${JSON.stringify(look())}\n`);
    }
  };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => run(JSON.parse(line) as WindowsCommand));
  lines.on('close', () => {
    isQuitting = true;
    app.quit();
  });
}

app.on('window-all-closed', () => undefined);
app.whenReady().then(start, () => app.exit(1));
