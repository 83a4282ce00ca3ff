import type { BrowserWindow } from 'electron';
import { Timer, systemClock } from '../signaling/clock.ts';
import { retryDelayMs } from '../signaling/reconnectPolicy.ts';
import type { Log } from '../system/log.ts';

/** A page that has lasted so long is not counted against the next crash. */
const STABLE_MS = 30_000;

/** Has a window's page come back after a crash; slower if it crashes on. */
export function reloadAfterCrash(window: BrowserWindow, log: Log): void {
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
