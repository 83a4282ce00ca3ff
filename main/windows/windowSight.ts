import type { BrowserWindow } from 'electron';

/** Tells when a window is to be seen or no longer: minimised, hidden, and back. */
export function watchSight(window: BrowserWindow, tell: (inSight: boolean) => void): void {
  const see = (): void => tell(true);
  const miss = (): void => tell(false);
  window.on('show', see);
  window.on('restore', see);
  window.on('hide', miss);
  window.on('minimize', miss);
}
