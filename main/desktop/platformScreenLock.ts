import { powerMonitor } from 'electron';
import process from 'node:process';
import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import type { OpenBus } from './bus.ts';
import { LinuxScreenLock } from './linuxScreenLock.ts';
import { systemScreenLock, type ScreenLock } from './screenLock.ts';

export interface PlatformScreenLockParts {
  readonly openBus: OpenBus;
  /** Whether somebody wants to know. */
  readonly isNeeded: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** What tells of lock and sleep on this system. */
export function platformScreenLock(parts: PlatformScreenLockParts): ScreenLock {
  if (process.platform !== 'linux') {
    return systemScreenLock({
      on: (event, listener) => powerMonitor.on(event as 'suspend', listener),
    });
  }
  return new LinuxScreenLock({
    ...parts,
    sessionId: process.env['XDG_SESSION_ID'] ?? null,
    pid: process.pid,
  });
}
