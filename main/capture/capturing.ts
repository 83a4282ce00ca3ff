import {
  desktopCapturer,
  screen,
  systemPreferences,
  BrowserWindow,
  type WebContents,
} from 'electron';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { silentDesktop, type Desktop } from '../desktop/desktop.ts';
import type { OpenBus } from '../desktop/bus.ts';
import { platformScreenLock } from '../desktop/platformScreenLock.ts';
import { hasPulseServer } from '../desktop/pulseServer.ts';
import { X11Desktop } from '../desktop/x11Desktop.ts';
import { systemClock } from '../signaling/clock.ts';
import { onNextPage } from '../ipc/nextPage.ts';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import type { Log } from '../system/log.ts';
import { capturePlatform, type CapturePlatform } from './capturePlatform.ts';
import { Captures } from './captures.ts';
import type { Displays } from './displays.ts';
import { platformSources } from './platformSources.ts';
import type { ScreenSources } from './screenSources.ts';
import { Stills } from './stills.ts';

export interface CapturingParts {
  /** Our own windows that are never to be shared. */
  readonly hiddenWindows: () => readonly BrowserWindow[];
  readonly openBus: OpenBus;
  readonly log: Log;
}

/** All that has to do with capturing, put together for the platform that the app runs on. */
export interface Capturing {
  readonly sources: ScreenSources;
  readonly captures: Captures;
  readonly stills: Stills;
  readonly desktop: Desktop;
  close(): void;
}

export function createCapturing({ hiddenWindows, openBus, log }: CapturingParts): Capturing {
  const platform = capturePlatform(process.platform, process.env);
  const desktop = desktopOf(platform, log);
  const lock = platformScreenLock({
    openBus,
    isNeeded: () => captures.current.length > 0,
    clock: systemClock,
    log,
  });
  const sources = platformSources(platform, {
    // Of screens there is no icon, whatever the type says.
    capturer: desktopCapturer,
    displays: () => displays.all(),
    desktop,
    hiddenWindows: () => sourceIds(hiddenWindows()),
    ownWindows: () => sourceIds(BrowserWindow.getAllWindows()),
    isShared: (id) => captures.isShared(id),
    screenAccess: () => systemPreferences.getMediaAccessStatus('screen'),
    systemVersion: () => process.getSystemVersion(),
    hasPulseServer: () => hasPulseServer(process.env, existsSync),
    clock: systemClock,
    log,
  });
  const captures = new Captures({ sources, desktop, displays, lock, clock: systemClock, log });
  const stills = new Stills({
    sources,
    desktop,
    displays,
    capture: (id) => captures.get(id),
    isLocked: () => lock.isLocked,
  });
  return {
    sources,
    captures,
    stills,
    desktop,
    close() {
      captures.clear();
      desktop.close();
      lock.close();
    },
  };
}

/** Ends all captures with the page that holds them: closed, crashed, reloaded or led elsewhere. */
export function releaseWithPage(
  contents: WebContents,
  page: PageOrigin,
  captures: Pick<Captures, 'clear'>,
): void {
  onNextPage(contents, page, () => captures.clear());
  contents.on('render-process-gone', () => captures.clear());
  contents.once('destroyed', () => captures.clear());
}

function desktopOf(platform: CapturePlatform, log: Log): Desktop {
  switch (platform) {
    case 'x11':
      return new X11Desktop({ display: process.env['DISPLAY'] ?? '', clock: systemClock, log });
    case 'wayland':
      return silentDesktop(false);
    case 'macos':
    case 'windows':
      return silentDesktop(true);
  }
}

const displays: Displays = {
  all: () => screen.getAllDisplays(),
  subscribe(listener) {
    const events = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
    for (const event of events) screen.on(event as 'display-added', listener);
    return () => {
      for (const event of events) screen.off(event as 'display-added', listener);
    };
  },
};

function sourceIds(windows: readonly BrowserWindow[]): string[] {
  return windows
    .filter((window) => !window.isDestroyed())
    .map((window) => window.getMediaSourceId());
}
