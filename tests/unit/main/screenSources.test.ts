import { beforeEach, describe, expect, test } from 'vitest';
import { capturePlatform } from '../../../main/capture/capturePlatform.ts';
import {
  platformSources,
  type PlatformSourcesParts,
} from '../../../main/capture/platformSources.ts';
import { PORTAL } from '../../../main/capture/portalSources.ts';
import { REQUESTS } from '../../../preload/contract/channels.ts';
import { ScreenSourceId, type ScreenList } from '../../../preload/contract/screenSources.ts';
import {
  display,
  FakeCapturer,
  FakeDesktop,
  FakeDisplays,
  plainImage,
} from '../../support/captureFakes.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

const screenId = ScreenSourceId.parse('screen:391:0');
const windowId = ScreenSourceId.parse('window:42:0');

let capturer: FakeCapturer;
let desktop: FakeDesktop;
let displays: FakeDisplays;
let clock: ManualClock;
let parts: PlatformSourcesParts;

beforeEach(() => {
  capturer = new FakeCapturer();
  capturer.sources = [
    { id: windowId, name: 'Editor', icon: plainImage({ width: 16, height: 16 }) },
    { id: 'window:43:1', name: 'Parley' },
    { id: 'window:44:1', name: 'sharing bar' },
    { id: screenId, name: 'Entire screen', display: '60' },
  ];
  desktop = new FakeDesktop();
  displays = new FakeDisplays(display(60));
  clock = new ManualClock();
  parts = {
    capturer,
    desktop,
    displays: () => displays.all(),
    hiddenWindows: () => ['window:44:1'],
    ownWindows: () => [],
    isShared: (id) => id === windowId,
    screenAccess: () => 'granted',
    systemVersion: () => '14.5',
    hasPulseServer: () => true,
    clock,
    log: new KeptLog(),
  };
});

async function listed(platform: 'x11' | 'macos' | 'windows' | 'wayland'): Promise<ScreenList> {
  const answer = await platformSources(platform, parts).list();
  // As the page gets it.
  expect(REQUESTS['screen:list'].output.safeParse(answer).success).toBe(true);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

test.each([
  ['darwin', {}, 'macos'],
  ['win32', { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, 'windows'],
  ['linux', { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, 'wayland'],
  ['linux', { XDG_SESSION_TYPE: 'wayland' }, 'x11'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0', XDG_SESSION_TYPE: 'x11' }, 'x11'],
  ['linux', {}, 'x11'],
] as const)('%s with %o captures by %s', (platform, env, wanted) => {
  expect(capturePlatform(platform, env)).toBe(wanted);
});

describe.each(['x11', 'macos', 'windows'] as const)('on %s', (platform) => {
  test('our own windows come after the others', async () => {
    capturer.sources = [
      { id: 'window:43:1', name: 'Parley' },
      { id: windowId, name: 'Editor' },
      { id: 'window:45:0', name: 'Terminal' },
      { id: screenId, name: 'Entire screen', display: '60' },
    ];
    parts = { ...parts, ownWindows: () => ['window:43:1', 'window:44:1'] };
    const { sources } = await listed(platform);
    const windows = sources.filter(({ kind }) => kind === 'window').map(({ name }) => name);
    expect(windows).toEqual(['Editor', 'Terminal', 'Parley']);
  });

  test('screens and windows are listed with picture, icon and what is shared', async () => {
    const list = await listed(platform);
    expect(list.picker).toBe('own');
    expect(list.regions).toBe(true);
    expect(list.sources.map(({ id, kind, name, shared }) => ({ id, kind, name, shared }))).toEqual([
      { id: windowId, kind: 'window', name: 'Editor', shared: true },
      { id: 'window:43:1', kind: 'window', name: 'Parley', shared: false },
      { id: screenId, kind: 'screen', name: 'Entire screen', shared: false },
    ]);
    expect(list.sources.map(({ icon }) => icon !== null)).toEqual([true, false, false]);
    expect(list.sources.every(({ thumbnail }) => thumbnail.length > 0)).toBe(true);
  });

  test('who asks while a listing runs shares its answer', async () => {
    const sources = platformSources(platform, parts);
    const [one, two] = await Promise.all([sources.list(), sources.list()]);
    expect(two).toBe(one);
    expect(capturer.calls).toHaveLength(1);
    await sources.list();
    expect(capturer.calls).toHaveLength(2);
  });

  test('nothing is captured before anybody asks', () => {
    platformSources(platform, parts);
    expect(capturer.calls).toEqual([]);
  });

  test('a failed listing says so, and the next one is tried', async () => {
    const sources = platformSources(platform, parts);
    capturer.before = () => Promise.reject(new Error('no'));
    expect(await sources.list()).toEqual({ ok: false, reason: 'failed' });
    capturer.before = () => Promise.resolve();
    expect(await sources.list()).toMatchObject({ ok: true });
  });

  test('a source is found without pictures while it is there, and ours never', async () => {
    const sources = platformSources(platform, parts);
    expect(await sources.find(screenId)).toEqual({
      id: screenId,
      kind: 'screen',
      name: 'Entire screen',
      display: 60,
    });
    expect(await sources.find(ScreenSourceId.parse('window:44:1'))).toBeNull();
    expect(await sources.find(ScreenSourceId.parse('window:99:0'))).toBeNull();
    expect(capturer.calls.every(({ thumbnailSize }) => thumbnailSize.width === 0)).toBe(true);
    capturer.before = () => Promise.reject(new Error('no'));
    expect(await sources.find(screenId)).toBeNull();
  });

  test('a picture is taken at the size that is asked for, as far as its shape allows', async () => {
    capturer.sources = [{ id: screenId, size: { width: 1_366, height: 768 } }];
    const sources = platformSources(platform, parts);
    const sizeOf = async (width: number, height: number): Promise<unknown> => {
      const picture = await sources.picture(screenId, { width, height });
      return picture.ok ? picture.value.getSize() : picture.reason;
    };
    expect(await sizeOf(1_366, 768)).toEqual({ width: 1_366, height: 768 });
    expect(await sizeOf(1_365, 768)).toEqual({ width: 1_365, height: 767 });
    capturer.sources = [{ id: screenId, size: { width: 0, height: 0 } }];
    expect(await sizeOf(1_366, 768)).toBe('failed');
    capturer.sources = [];
    expect(await sizeOf(1_366, 768)).toBe('gone');
  });

  test('a capturer that does not answer holds up nothing for ever', async () => {
    const sources = platformSources(platform, parts);
    capturer.before = () => new Promise(() => undefined);
    const [listing, finding] = [sources.list(), sources.find(screenId)];
    const picture = sources.picture(screenId, { width: 1_920, height: 1_080 });
    clock.advance(10_000);
    expect(await listing).toEqual({ ok: false, reason: 'failed' });
    expect(await finding).toBeNull();
    clock.advance(10_000);
    expect(await picture).toEqual({ ok: false, reason: 'failed' });
    capturer.before = () => Promise.resolve();
    expect(await sources.list()).toMatchObject({ ok: true });
    expect(clock.pending).toBe(0);
  });

  test('Chromium is told the very source', () => {
    expect(platformSources(platform, parts).stream(windowId)).toEqual({
      id: windowId,
      name: windowId,
    });
  });
});

test('a picture that has not changed keeps its key, and another has another', async () => {
  const keyOf = async (colour: readonly number[]): Promise<string | undefined> => {
    capturer.sources = [{ id: screenId, colour }];
    return (await listed('x11')).sources[0]?.thumbnailKey;
  };
  const first = await keyOf([1, 2, 3, 0]);
  expect(await keyOf([1, 2, 3, 0])).toBe(first);
  expect(await keyOf([1, 2, 4, 0])).not.toBe(first);
});

test('a window without picture or icon is listed without', async () => {
  const nothing = { width: 0, height: 0 };
  capturer.sources = [{ id: windowId, size: nothing, icon: plainImage(nothing) }];
  const [source] = (await listed('x11')).sources;
  expect(source?.thumbnail).toHaveLength(0);
  expect(source?.icon).toBeNull();
});

test('displays are numbered where there are several, windows by where X11 has them', async () => {
  desktop.windows.set(42, {
    area: { x: 2_000, y: 100, width: 400, height: 300 },
    minimised: false,
  });
  expect((await listed('x11')).sources.map((source) => source.display)).toEqual([null, null, null]);
  expect(desktop.looks).toBe(0);
  displays.change(display(50, 1), display(60));
  expect((await listed('x11')).sources.map((source) => source.display)).toEqual([1, null, 2]);
});

describe('where the system hides the screen', () => {
  test.each(['denied', 'restricted'])(
    'the first listing has it ask the person, the next ones ask nothing: %s',
    async (access) => {
      const sources = platformSources('macos', { ...parts, screenAccess: () => access });
      // So it is also on a computer where nobody was ever asked.
      expect(sources.isDenied()).toBe(false);
      expect(await sources.list()).toEqual({ ok: false, reason: 'denied' });
      expect(capturer.calls).toHaveLength(1);
      expect(sources.isDenied()).toBe(true);
      expect(await sources.list()).toEqual({ ok: false, reason: 'denied' });
      expect(capturer.calls).toHaveLength(1);
    },
  );

  test('a person who says yes when asked gets the list', async () => {
    let access = 'denied';
    capturer.before = () => {
      access = 'granted';
      return Promise.resolve();
    };
    const sources = platformSources('macos', { ...parts, screenAccess: () => access });
    expect(await sources.list()).toMatchObject({ ok: true });
  });

  test('a refusal is told as such when the capturer fails of it', async () => {
    capturer.before = () => Promise.reject(new Error('no'));
    const sources = platformSources('macos', { ...parts, screenAccess: () => 'denied' });
    expect(await sources.list()).toEqual({ ok: false, reason: 'denied' });
  });
});

test.each([
  ['x11', '', false],
  ['wayland', '', false],
  ['windows', '10.0.19045', true],
  ['macos', '14.6.1', true],
  ['macos', '15.0', false],
  ['macos', '26.1', false],
] as const)('%s %s leaves our windows out of captures: %s', (platform, version, hides) => {
  const sources = platformSources(platform, { ...parts, systemVersion: () => version });
  expect(sources.hidesWindows).toBe(hides);
});

test.each([
  ['x11', { hasPulseServer: (): boolean => true }, 'available'],
  ['x11', { hasPulseServer: (): boolean => false }, 'unsupported'],
  ['wayland', { hasPulseServer: (): boolean => true }, 'available'],
  ['wayland', { hasPulseServer: (): boolean => false }, 'unsupported'],
  ['windows', {}, 'available'],
  ['macos', { systemVersion: (): string => '13.0' }, 'available'],
  ['macos', { systemVersion: (): string => '12.7.6' }, 'unsupported'],
] as const)('computer sound on %s with %o is %s', async (platform, given, offer) => {
  parts = { ...parts, ...given };
  expect((await listed(platform)).sound).toBe(offer);
});

describe('on Wayland', () => {
  beforeEach(() => {
    // Each call would open a dialog of its own.
    capturer.before = () => Promise.reject(new Error('getSources was called'));
  });

  test('getSources is never called, whatever is asked', async () => {
    const sources = platformSources('wayland', parts);
    await sources.list();
    await sources.find(PORTAL);
    await sources.find(screenId);
    sources.stream(PORTAL);
    expect(await sources.picture(PORTAL, { width: 2, height: 2 })).toEqual({
      ok: false,
      reason: 'failed',
    });
    expect(capturer.calls).toEqual([]);
  });

  test('the system picks, and one portal is all there is', async () => {
    const list = await listed('wayland');
    expect(list).toMatchObject({ picker: 'system', sources: [], regions: false });
    const sources = platformSources('wayland', parts);
    expect(await sources.find(PORTAL)).toEqual({
      id: PORTAL,
      kind: 'screen',
      name: '',
      display: null,
    });
    expect(await sources.find(screenId)).toBeNull();
    expect(sources.stream(PORTAL).id).toBe('screen:0:0');
  });
});
