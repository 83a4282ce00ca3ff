import { powerMonitor } from 'electron';
import process from 'node:process';
import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { busOpener } from './bus.ts';
import { LinuxScreenLock } from './linuxScreenLock.ts';
import { systemScreenLock, type ScreenLock } from './screenLock.ts';

/** What tells of lock and sleep on this system. @param isNeeded - whether somebody wants to know. */
export function platformScreenLock(isNeeded: () => boolean, clock: Clock, log: Log): ScreenLock {
  if (process.platform !== 'linux') {
    return systemScreenLock({
      on: (event, listener) => powerMonitor.on(event as 'suspend', listener),
    });
  }
  return new LinuxScreenLock({
    openBus: busOpener(process.env),
    sessionId: process.env['XDG_SESSION_ID'] ?? null,
    pid: process.pid,
    isNeeded,
    clock,
    log,
  });
}
