import type { CapturePlatform } from '../../main/capture/capturePlatform.ts';
import { Captures, type CapturesChange } from '../../main/capture/captures.ts';
import { platformSources } from '../../main/capture/platformSources.ts';
import type { ScreenSources } from '../../main/capture/screenSources.ts';
import { Stills } from '../../main/capture/stills.ts';
import type { CaptureId, Region } from '../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import { display, FakeCapturer, FakeDesktop, FakeDisplays, FakeLock } from './captureFakes.ts';
import { ManualClock } from './clientClock.ts';
import { KeptLog } from './clientLog.ts';

export const SCREEN = ScreenSourceId.parse('screen:391:0');
export const WINDOW = ScreenSourceId.parse('window:42:0');

/** Capturing with everything real but the system, which has one screen and one window. */
export class CaptureRig {
  readonly capturer = new FakeCapturer();
  readonly desktop = new FakeDesktop();
  readonly displays = new FakeDisplays(display(60));
  readonly lock = new FakeLock();
  readonly clock = new ManualClock();
  readonly log = new KeptLog();
  readonly sources: ScreenSources;
  readonly captures: Captures;
  readonly stills: Stills;
  readonly changes: CapturesChange[] = [];

  constructor(platform: CapturePlatform = 'x11', screenAccess = 'granted') {
    this.capturer.sources = [
      { id: SCREEN, name: 'Entire screen', display: '60', size: { width: 1_920, height: 1_080 } },
      { id: WINDOW, name: 'Editor', size: { width: 400, height: 300 } },
    ];
    this.desktop.windows.set(42, {
      area: { x: 100, y: 50, width: 400, height: 300 },
      minimised: false,
    });
    const { capturer, desktop, displays, lock, clock, log } = this;
    this.sources = platformSources(platform, {
      capturer,
      desktop,
      displays: () => displays.all(),
      hiddenWindows: () => [],
      ownWindows: () => [],
      isShared: (id) => this.captures.isShared(id),
      screenAccess: () => screenAccess,
      systemVersion: () => '14.0',
      hasPulseServer: () => true,
      clock,
      log,
    });
    this.captures = new Captures({ sources: this.sources, desktop, displays, lock, clock, log });
    this.captures.subscribe((change) => this.changes.push(change));
    this.stills = new Stills({
      sources: this.sources,
      desktop,
      displays,
      capture: (id) => this.captures.get(id),
      isLocked: () => lock.isLocked,
    });
  }

  /** @returns the capture that was granted. */
  async grant(source = SCREEN, region: Region | null = null, sound = false): Promise<CaptureId> {
    const granted = await this.captures.grant({ source, region, sound });
    if (!granted.ok) throw new Error(granted.reason);
    return granted.value.capture;
  }

  /** @returns a capture that runs. */
  async start(source = SCREEN, region: Region | null = null): Promise<CaptureId> {
    const id = await this.grant(source, region);
    this.captures.grants.take();
    await this.captures.start(id, { width: 1_920, height: 1_080 });
    return id;
  }

  /** What the page was told of. */
  get events(): string[] {
    return this.changes.flatMap((change) => (change.type === 'happened' ? [change.event] : []));
  }
}
