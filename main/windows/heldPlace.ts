import type { BrowserWindow } from 'electron';
import { isSameArea } from '../desktop/desktop.ts';
import { Timer, type Clock } from '../signaling/clock.ts';

/** Within this time after it was shown, nobody has taken hold of a window with the mouse. */
const HELD_MS = 700;
/** A window manager that insists on its own place, as tiling ones do, has its way. */
const MAX_CORRECTIONS = 8;

export type HeldWindow = Pick<BrowserWindow, 'getBounds' | 'isDestroyed' | 'setBounds'> & {
  on(event: 'move', listener: () => void): void;
  off(event: 'move', listener: () => void): void;
};

/**
 * Keeps a window that is about to be shown where it was made: on X11 the toolkit centres it first and
 * the window manager moves it, in either order, some time after it was shown.
 *
 * @param settled - called once it stays where it is; from now on it is the person who moves it.
 */
export function holdPlace(window: HeldWindow, clock: Clock, settled: () => void): void {
  const place = window.getBounds();
  let corrections = 0;
  const putBack = (): void => {
    if (isSameArea(window.getBounds(), place) || corrections >= MAX_CORRECTIONS) return;
    corrections += 1;
    window.setBounds(place);
  };
  window.on('move', putBack);
  new Timer(clock).set(HELD_MS, () => {
    if (window.isDestroyed()) return;
    window.off('move', putBack);
    settled();
  });
}
