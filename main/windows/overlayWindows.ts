import { BaseWindow, type BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import process from 'node:process';
import { withChange } from '../../preload/contract/inkChange.ts';
import type { OverlayState } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import type { BoardEvents, BorderWindows, OverlayWindow } from './overlay.ts';
import { borderSides } from './overlayBounds.ts';
import { keepAbove, type SmallWindows } from './smallWindows.ts';
import { SHARE_COLOUR } from './windowLook.ts';

export interface OverlayWindowParts {
  readonly windows: SmallWindows;
  readonly gateway: Gateway;
}

const SEE_THROUGH: BrowserWindowConstructorOptions = {
  title: 'Parley',
  transparent: true,
  hasShadow: false,
  backgroundColor: '#00000000',
};

/**
 * Opens a pane: no window manager touches it, and everything goes through it.
 *
 * @param raised - it may lie above what is to be above everything.
 */
export function openPaneWindow(
  bounds: Area,
  moved: () => void,
  raised: () => void,
  parts: OverlayWindowParts,
): OverlayWindow {
  let isHidden = false;
  const { window, common } = makeOverlay(bounds, { focusable: false }, moved, parts, () => {
    if (!isHidden) window.showInactive();
  });
  window.on('show', raised);
  window.setIgnoreMouseEvents(true);
  return {
    ...common,
    place(next) {
      window.setBounds(next);
      if (isHidden) window.showInactive();
      isHidden = false;
    },
    hide() {
      isHidden = true;
      window.hide();
    },
    close: () => window.destroy(),
  };
}

/**
 * Opens a board: a window like any other to the window manager, so that it gets the keyboard.
 *
 * @param raised - it may lie above what is to be above everything.
 */
export function openBoardWindow(
  display: Area,
  { moved, closed, shown }: BoardEvents,
  raised: () => void,
  parts: OverlayWindowParts,
): OverlayWindow {
  const { window, common } = makeOverlay(boardBounds(display), {}, moved, parts, () => {
    window.show();
    window.focus();
    shown();
  });
  window.on('focus', raised);
  // Window managers raise what is clicked, before the click arrives.
  window.webContents.on('input-event', (_event, { type }) => {
    if (type === 'mouseDown') raised();
  });
  window.once('closed', closed);
  return {
    ...common,
    place: (next) => window.setBounds(boardBounds(next)),
    hide: () => window.hide(),
    close() {
      window.off('closed', closed);
      window.destroy();
    },
  };
}

/** X window managers take what covers a display for full screen, and put it above the bar. */
function boardBounds(display: Area): Area {
  return process.platform === 'linux' ? { ...display, height: display.height - 1 } : display;
}

function makeOverlay(
  bounds: Area,
  options: BrowserWindowConstructorOptions,
  moved: () => void,
  { windows, gateway }: OverlayWindowParts,
  ready: () => void,
): {
  readonly window: BrowserWindow;
  readonly common: Pick<OverlayWindow, 'sender' | 'bounds' | 'tell' | 'tellInk'>;
} {
  let state: OverlayState | null = null;
  const tell = ({ webContents }: BrowserWindow): void => {
    if (state !== null) gateway.pushTo(webContents, 'overlay:state', state);
  };
  // Chromium makes a new window that would cover a display a pixel smaller, a placed one not.
  const first = { ...bounds, height: bounds.height + 1 };
  const window = windows.make('overlay', { ...SEE_THROUGH, ...first, ...options }, tell);
  keepAbove(window);
  window.setBounds(bounds);
  window.on('resize', moved);
  window.on('move', moved);
  window.once('ready-to-show', ready);
  return {
    window,
    common: {
      sender: window.webContents.id,
      bounds: () => window.getBounds(),
      tell(next) {
        state = next;
        tell(window);
      },
      tellInk(change) {
        if (state === null) return;
        // A page that comes back after a crash is told all of it.
        state = { ...state, scene: withChange(state.scene, change) };
        gateway.pushTo(window.webContents, 'overlay:ink', change);
      },
    },
  };
}

/** Makes a border of four thin windows without a page, for screens without transparency. */
export function makeBorderWindows(): BorderWindows {
  const [first, ...rest] = borderSides({ x: 0, y: 0, width: 8, height: 8 });
  const sides = [first, ...rest].map((bounds) => {
    const window = new BaseWindow({
      ...bounds,
      title: 'Parley',
      show: false,
      frame: false,
      focusable: false,
      hasShadow: false,
      resizable: false,
      skipTaskbar: true,
      backgroundColor: SHARE_COLOUR,
    });
    window.contentView.setBackgroundColor(SHARE_COLOUR);
    window.setIgnoreMouseEvents(true);
    window.setContentProtection(true);
    window.setAlwaysOnTop(true, 'screen-saver');
    return window;
  });
  return {
    place(bounds) {
      for (const [index, side] of borderSides(bounds).entries()) {
        const window = sides[index];
        window?.setBounds(side);
        if (window?.isVisible() === false) window.showInactive();
      }
    },
    hide() {
      for (const window of sides) window.hide();
    },
    close() {
      for (const window of sides) window.destroy();
    },
  };
}
