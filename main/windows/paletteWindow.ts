import process from 'node:process';
import type { PaletteState } from '../../preload/contract/ringing.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import { Timer, systemClock } from '../signaling/clock.ts';
import type { PaletteWindow, PaletteWindowEvents } from './quickPalette.ts';
import { keepAbove, type SmallWindows } from './smallWindows.ts';
import { surfaceColour } from './windowLook.ts';

/** A key that is grabbed, and a window that closes, can take the keyboard for a moment. */
const FOCUS_SETTLES_MS = 50;

export interface PaletteWindowParts {
  readonly windows: SmallWindows;
  readonly gateway: Gateway;
  /** Where it is shown now. */
  readonly place: () => Area;
  /** The app is about to end: then the window may. */
  readonly isQuitting: () => boolean;
}

/** Makes the palette's window, out of sight. */
export function openPaletteWindow(
  first: PaletteState,
  { left, closed }: PaletteWindowEvents,
  { windows, gateway, place, isQuitting }: PaletteWindowParts,
): PaletteWindow {
  let state = first;
  const window = windows.make(
    'palette',
    {
      ...place(),
      title: 'Parley',
      backgroundColor: surfaceColour('raised', first.theme),
      // So that showing it does not bring the app's other windows to the front.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    },
    ({ webContents }) => gateway.pushTo(webContents, 'palette:state', state),
  );
  const { webContents } = window;
  keepAbove(window);
  const settle = new Timer(systemClock);
  window.on('blur', () => {
    settle.set(FOCUS_SETTLES_MS, () => {
      if (window.isVisible() && !window.isFocused()) left();
    });
  });
  window.once('closed', () => settle.clear());
  window.on('close', (event) => {
    // A new one would not be there at once.
    if (isQuitting()) return;
    event.preventDefault();
    left();
  });
  window.once('closed', closed);
  gateway.pushTo(webContents, 'palette:state', state);
  return {
    tell(next) {
      if (next.theme !== state.theme) {
        window.setBackgroundColor(surfaceColour('raised', next.theme));
      }
      state = next;
      gateway.pushTo(webContents, 'palette:state', next);
    },
    show() {
      const bounds = place();
      window.setBounds(bounds);
      window.show();
      // Where it was hidden last, a window manager may have kept it.
      window.setBounds(bounds);
      window.focus();
    },
    hide: () => window.hide(),
    close() {
      window.off('closed', closed);
      window.destroy();
    },
  };
}
