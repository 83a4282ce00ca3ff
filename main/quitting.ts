import { app } from 'electron';
import { systemClock } from './signaling/clock.ts';

/** After this the app ends whatever hangs. */
const HANG_MS = 3_000;

/**
 * Runs `goodbye` before the app quits, whoever asked for it (menu, signal, last window), and
 * quits when it is done. The exit code is 0.
 */
export function quitAfter(goodbye: () => Promise<void>): void {
  let state: 'running' | 'leaving' | 'left' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    if (state === 'leaving') return;
    state = 'leaving';
    systemClock.after(HANG_MS, () => app.exit(0));
    void goodbye().finally(() => {
      state = 'left';
      app.quit();
    });
  });
}
