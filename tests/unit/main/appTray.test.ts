import { beforeEach, expect, test } from 'vitest';
import { AppTray, type TraySurface } from '../../../main/tray/appTray.ts';
import type { TrayAction, TrayMenuItem } from '../../../main/tray/trayMenu.ts';
import type { TraySnapshot } from '../../../main/tray/traySnapshot.ts';
import type { TrayHost } from '../../../main/desktop/trayHost.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { callSummary, name, ringId } from '../../support/quickCallPeople.ts';

/** A tray that comes and goes. */
class Host implements TrayHost {
  isPresent = false;
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(isPresent: boolean): void {
    this.isPresent = isPresent;
    for (const listener of this.#listeners) listener();
  }

  close(): void {
    this.#listeners.clear();
  }
}

/** What was put into the tray, in order. */
class Surface implements TraySurface {
  readonly icons: string[] = [];
  readonly menus: (readonly TrayMenuItem[])[] = [];
  readonly tooltips: string[] = [];
  act: (action: TrayAction) => void = () => undefined;
  isClosed = false;

  setIcon({ kind, badge }: { kind: string; badge: boolean }, isResting: boolean): void {
    this.icons.push(`${kind}${badge ? '+' : ''}${isResting ? ' rests' : ''}`);
  }

  setTooltip(text: string): void {
    this.tooltips.push(text);
  }

  setMenu(items: readonly TrayMenuItem[], act: (action: TrayAction) => void): void {
    this.menus.push(items);
    this.act = act;
  }

  close(): void {
    this.isClosed = true;
  }
}

const IDLE: TraySnapshot = {
  status: 'available',
  shownStatus: 'available',
  online: [],
  lastCalled: [],
  call: null,
  incoming: null,
  missedUnseen: 0,
  requests: 0,
  hasLastRoom: false,
  shortcuts: { palette: null, mute: null },
};

let host: Host;
let surfaces: Surface[];
let snapshot: TraySnapshot;
let clock: ManualClock;
let acted: TrayAction[];
let isCalm: boolean;
let tray: AppTray;

beforeEach(() => {
  host = new Host();
  surfaces = [];
  snapshot = IDLE;
  clock = new ManualClock();
  acted = [];
  isCalm = false;
  tray = new AppTray({
    host,
    open() {
      const surface = new Surface();
      surfaces.push(surface);
      return surface;
    },
    snapshot: () => snapshot,
    language: () => 'en',
    prefersReducedMotion: () => isCalm,
    act: (action) => acted.push(action),
    clock,
    log: new KeptLog(),
  });
});

function update(facts: Partial<TraySnapshot>): void {
  snapshot = { ...snapshot, ...facts };
  tray.update();
}

test('the icon is there while the desktop has a tray', () => {
  expect(tray.isThere).toBe(false);
  host.set(true);
  expect(tray.isThere).toBe(true);
  expect(surfaces[0]).toMatchObject({ icons: ['idle'], tooltips: ['Parley: Available'] });
  host.set(false);
  expect(tray.isThere).toBe(false);
  expect(surfaces[0]!.isClosed).toBe(true);
});

test('another tray in the place of the first gets an icon too', () => {
  host.set(true);
  host.set(true);
  expect(surfaces.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  expect(surfaces[1]!.menus).toHaveLength(1);
});

test('each change makes the menu anew, and what has not changed does not', () => {
  host.set(true);
  const surface = surfaces[0]!;
  update({});
  expect(surface.menus).toHaveLength(1);
  update({ call: callSummary() });
  update({ call: callSummary({ microphone: false }) });
  expect(surface.menus).toHaveLength(3);
  expect(surface.icons).toEqual(['idle', 'in-call', 'muted']);
  const labels = surface.menus[2]!.flatMap((item) => ('label' in item ? [item.label] : []));
  expect(labels).toContain('Unmute');
});

test('a status that was clicked and not taken is not ticked any more', () => {
  host.set(true);
  const surface = surfaces[0]!;
  surface.act({ type: 'set-status', status: 'busy' });
  expect(acted).toEqual([{ type: 'set-status', status: 'busy' }]);
  expect(surface.menus).toHaveLength(2);
  expect(surface.menus[1]).toEqual(surface.menus[0]);
});

test('it blinks once a second while somebody calls, and no longer', () => {
  host.set(true);
  const surface = surfaces[0]!;
  update({ incoming: { ring: ringId('r'), name: name('Yana') } });
  clock.advance(999);
  expect(surface.icons).toEqual(['idle', 'ringing']);
  clock.advance(2_001);
  expect(surface.icons.slice(2)).toEqual(['ringing rests', 'ringing', 'ringing rests']);
  update({ incoming: null, missedUnseen: 1 });
  expect(surface.icons.at(-1)).toBe('missed');
  expect(clock.pending).toBe(0);
});

test('who wants no motion sees none', () => {
  isCalm = true;
  host.set(true);
  update({ incoming: { ring: ringId('r'), name: name('Yana') } });
  expect(clock.pending).toBe(0);
  expect(surfaces[0]!.icons).toEqual(['idle', 'ringing']);
});

test('it does not blink on in a tray that is gone', () => {
  host.set(true);
  update({ incoming: { ring: ringId('r'), name: name('Yana') } });
  host.set(false);
  expect(clock.pending).toBe(0);
});

test('closed, it takes its icon away and hears of no tray', () => {
  host.set(true);
  tray.close();
  host.set(true);
  expect(surfaces.map(({ isClosed }) => isClosed)).toEqual([true]);
});
