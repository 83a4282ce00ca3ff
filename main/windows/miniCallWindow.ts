import { screen, type BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { Area } from '../desktop/desktop.ts';
import { systemClock } from '../signaling/clock.ts';
import { holds } from './barPlaces.ts';
import { holdPlace } from './heldPlace.ts';
import { keepAbove } from './smallWindows.ts';

const SIZE = { width: 320, height: 200 } as const;
const MIN_SIZE = { width: 240, height: 150 } as const;
/** From the edges of the work area. */
const GAP = 16;

/** How the small window of a call is made, wherever the person has put the last one. */
export class MiniCallWindow {
  #left: Area | null = null;

  options(): BrowserWindowConstructorOptions {
    return {
      ...this.#place(),
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
      frame: false,
      show: false,
      resizable: true,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      transparent: false,
      focusable: true,
      opacity: 1,
    };
  }

  /** Shows it without taking the keyboard from anybody. */
  made(window: BrowserWindow): void {
    // Kept out of captures where the system can do that.
    window.setContentProtection(true);
    keepAbove(window);
    const remember = (): void => {
      this.#left = window.getBounds();
    };
    holdPlace(window, systemClock, () => {
      window.on('move', remember);
      window.on('resize', remember);
    });
    window.showInactive();
  }

  #place(): Area {
    const left = this.#left;
    const isThere = screen
      .getAllDisplays()
      .some(({ workArea }) => left !== null && holds(workArea, left));
    if (left !== null && isThere) return left;
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    return {
      ...SIZE,
      x: workArea.x + workArea.width - SIZE.width - GAP,
      y: workArea.y + workArea.height - SIZE.height - GAP,
    };
  }
}
