import { describe, expect, test } from 'vitest';
import { overlayPlace } from '../../../main/capture/overlayPlace.ts';
import { PORTAL } from '../../../main/capture/portalSources.ts';
import { windowNumber } from '../../../main/capture/screenSources.ts';
import { ScreenSourceId } from '../../../preload/contract/screenSources.ts';
import { display } from '../../support/captureFakes.ts';
import { CaptureRig, SCREEN, WINDOW } from '../../support/captureRig.ts';

const region = { x: 100, y: 200, width: 640, height: 480 };

describe('a grant', () => {
  test('names the capture, its source and what kind of share it is', async () => {
    const rig = new CaptureRig();
    expect(await rig.captures.grant({ source: WINDOW, region: null, sound: false })).toEqual({
      ok: true,
      value: { capture: 1, name: 'Editor', kind: 'window' },
    });
    expect(await rig.captures.grant({ source: SCREEN, region, sound: true })).toEqual({
      ok: true,
      value: { capture: 2, name: 'Entire screen', kind: 'region' },
    });
    expect(rig.captures.grants.take()).toEqual({ capture: 2, source: SCREEN, sound: true });
  });

  test('of what is not there is refused as gone', async () => {
    const rig = new CaptureRig();
    const gone = { ok: false, reason: 'gone' };
    const nobody = ScreenSourceId.parse('window:9:0');
    for (const request of [
      { source: nobody, region: null },
      { source: PORTAL, region: null },
      // No part of a window is a region, nor what lies outside of the screen.
      { source: WINDOW, region },
      { source: SCREEN, region: { ...region, x: 1_300 } },
    ]) {
      expect(await rig.captures.grant({ ...request, sound: false })).toEqual(gone);
    }
    expect(rig.captures.current).toEqual([]);
    expect(rig.captures.grants.take()).toBeNull();
  });

  test('is denied where the system denies', async () => {
    const rig = new CaptureRig('macos', 'denied');
    const grant = (): Promise<unknown> =>
      rig.captures.grant({ source: SCREEN, region: null, sound: false });
    expect(await grant()).toEqual({ ok: false, reason: 'denied' });
    expect(rig.capturer.calls).toHaveLength(1);
    // By then the system has asked.
    expect(await grant()).toEqual({ ok: false, reason: 'denied' });
    expect(rig.capturer.calls).toHaveLength(1);
    expect(rig.captures.current).toEqual([]);
  });

  test('that nobody uses for 5 s is no capture any more', async () => {
    const rig = new CaptureRig();
    const id = await rig.grant();
    expect(rig.captures.current).toHaveLength(1);
    rig.clock.advance(5_000);
    expect(rig.captures.current).toEqual([]);
    expect(rig.captures.get(id)).toBeNull();
    expect(rig.changes.at(-1)?.type).toBe('released');
  });

  test('is void when its page ends while the source is looked for', async () => {
    const rig = new CaptureRig();
    const grant = rig.captures.grant({ source: SCREEN, region: null, sound: false });
    rig.captures.clear();
    expect(await grant).toEqual({ ok: false, reason: 'gone' });
    expect(rig.captures.grants.take()).toBeNull();
  });

  test('has lock and sleep listened for', async () => {
    const rig = new CaptureRig();
    expect(rig.lock.starts).toBe(0);
    await rig.grant();
    expect(rig.lock.starts).toBe(1);
  });
});

describe('the register', () => {
  test('knows what is alive from grant to release, and what is shared', async () => {
    const rig = new CaptureRig();
    const id = await rig.grant();
    expect(rig.captures.isShared(SCREEN)).toBe(false);
    expect(rig.captures.get(id)?.started).toBeNull();
    await rig.captures.start(id, { width: 1_920, height: 1_080 });
    expect(rig.captures.isShared(SCREEN)).toBe(true);
    expect(rig.captures.isShared(WINDOW)).toBe(false);
    const list = await rig.sources.list();
    expect(list.ok && list.value.sources.map(({ shared }) => shared)).toEqual([true, false]);
    rig.captures.release(id);
    rig.captures.release(id);
    expect(rig.captures.current).toEqual([]);
    expect(rig.changes.map(({ type }) => type)).toEqual(['started', 'moved', 'released']);
  });

  test('logs each step with how many are alive', async () => {
    const rig = new CaptureRig();
    rig.captures.release(await rig.start());
    expect(rig.log.lines).toEqual([
      'info capture granted capture=1 kind=screen alive=1',
      'info capture started capture=1 kind=screen alive=1',
      'info capture released capture=1 kind=screen alive=0',
    ]);
  });

  test('is empty, and watches nothing, once the page is over', async () => {
    const rig = new CaptureRig();
    await rig.start();
    await rig.start(WINDOW);
    const { page } = rig.captures;
    rig.captures.clear();
    expect(page.aborted).toBe(true);
    expect(rig.captures.page.aborted).toBe(false);
    expect(rig.captures.current).toEqual([]);
    expect(rig.desktop.watched.size).toBe(0);
    expect(rig.displays.listeners.size).toBe(0);
    expect(await rig.grant()).toBe(3);
  });

  test('starts nothing that it does not know, and nothing twice', async () => {
    const rig = new CaptureRig();
    const id = await rig.start();
    await rig.captures.start(id, { width: 1, height: 1 });
    expect(rig.changes.filter(({ type }) => type === 'started')).toHaveLength(1);
    rig.captures.release(id);
    expect(await rig.captures.start(id, { width: 1, height: 1 })).toBe('none');
    expect(rig.captures.current).toEqual([]);
  });

  test('lets whoever is told of a start release it at once', async () => {
    const rig = new CaptureRig();
    const end = rig.captures.subscribe((change) => {
      if (change.type === 'started') rig.captures.release(change.capture.id);
    });
    await rig.start(WINDOW);
    end();
    expect(rig.captures.current).toEqual([]);
    expect(rig.desktop.watched.size).toBe(0);
    expect(rig.displays.listeners.size).toBe(0);
  });
});

test('a listener that fails keeps no capture alive, and nothing from the others', async () => {
  const rig = new CaptureRig();
  await rig.start();
  await rig.start(WINDOW);
  rig.captures.subscribe(() => {
    throw new TypeError('broken');
  });
  const released: number[] = [];
  rig.captures.subscribe(({ type, capture }) => {
    if (type === 'released') released.push(capture.id);
  });
  rig.captures.clear();
  expect(released).toEqual([1, 2]);
  expect(rig.captures.current).toEqual([]);
  expect(rig.log.lines).toContain('error capture listener failed change=released error=TypeError');
});

test('a region may reach as far as the picture where sizes are rounded', async () => {
  const rig = new CaptureRig();
  // 1366 by 768 physical pixels.
  rig.displays.change({
    id: 60,
    bounds: { x: 0, y: 0, width: 910, height: 512 },
    scaleFactor: 1.5,
  });
  const ask = (width: number): Promise<unknown> =>
    rig.captures.grant({
      source: SCREEN,
      region: { x: 0, y: 0, width, height: 768 },
      sound: false,
    });
  expect(await ask(1_366)).toMatchObject({ ok: true });
  expect(await ask(1_368)).toEqual({ ok: false, reason: 'gone' });
});

describe('what is captured', () => {
  test('of a window brings that window to the front, of a screen none', async () => {
    const rig = new CaptureRig();
    await rig.start();
    expect(rig.desktop.activated).toEqual([]);
    await rig.start(WINDOW);
    expect(rig.desktop.activated).toEqual([windowNumber(WINDOW)]);
  });

  test('is told of when a window is minimised, comes back, moves and closes', async () => {
    const rig = new CaptureRig();
    const id = await rig.start(WINDOW);
    const area = { x: 100, y: 50, width: 400, height: 300 };
    expect(rig.captures.whereIs(id)).toEqual(area);
    rig.desktop.set(42, { area, minimised: true });
    expect(rig.captures.whereIs(id)).toBeNull();
    rig.desktop.set(42, { area: { ...area, x: 300 }, minimised: false });
    expect(rig.captures.whereIs(id)).toEqual({ ...area, x: 300 });
    rig.desktop.set(42, { area: { ...area, x: 310 }, minimised: false });
    rig.desktop.set(42, 'gone');
    expect(rig.captures.whereIs(id)).toBeNull();
    expect(rig.events).toEqual(['minimised', 'restored', 'gone']);
    // It is the page that ends it.
    expect(rig.captures.current).toHaveLength(1);
  });

  test('is nowhere when the window system does not answer any more', async () => {
    const rig = new CaptureRig();
    const id = await rig.start(WINDOW);
    rig.desktop.set(42, 'unknown');
    expect(rig.captures.whereIs(id)).toBeNull();
    expect(rig.events).toEqual([]);
  });

  test('is not gone only because a connection does not know the window', async () => {
    const rig = new CaptureRig();
    rig.desktop.windows.set(42, 'gone');
    const id = await rig.start(WINDOW);
    expect(rig.captures.whereIs(id)).toBeNull();
    const area = { x: 100, y: 50, width: 400, height: 300 };
    rig.desktop.set(42, { area, minimised: false });
    rig.desktop.set(42, 'unknown');
    rig.desktop.set(42, 'gone');
    expect(rig.events).toEqual([]);
    rig.desktop.set(42, { area, minimised: false });
    rig.desktop.set(42, 'gone');
    expect(rig.events).toEqual(['gone']);
  });

  test('has its place in device-independent pixels, also after displays have changed', async () => {
    const rig = new CaptureRig();
    const screen = await rig.start();
    const part = await rig.start(SCREEN, region);
    const window = await rig.start(WINDOW);
    rig.displays.change(display(60, 0, 2));
    expect(rig.captures.whereIs(screen)).toEqual({ x: 0, y: 0, width: 960, height: 540 });
    expect(rig.captures.whereIs(part)).toEqual({ x: 50, y: 100, width: 320, height: 240 });
    expect(rig.captures.whereIs(window)).toEqual({ x: 50, y: 25, width: 200, height: 150 });
  });

  test('is gone with the display, once', async () => {
    const rig = new CaptureRig();
    rig.displays.change(display(60), display(61, 1));
    const id = await rig.start(SCREEN, region);
    rig.displays.change(display(61));
    rig.displays.change(display(61, 1));
    expect(rig.events).toEqual(['gone']);
    expect(rig.captures.whereIs(id)).toBeNull();
  });

  test('is somewhere unknown where the system does not say which screen it is', async () => {
    const rig = new CaptureRig();
    rig.capturer.sources = [{ id: SCREEN, display: '' }];
    // One display can only be that one.
    expect(rig.captures.whereIs(await rig.start())).toEqual(display(60).bounds);
    rig.displays.change(display(60), display(61, 1));
    expect(rig.captures.whereIs(await rig.start())).toBeNull();
  });

  test('stands still while the screen is locked or the computer sleeps', async () => {
    const rig = new CaptureRig();
    await rig.start();
    await rig.grant(WINDOW);
    rig.lock.state.setScreen(true);
    rig.lock.state.setAsleep(true);
    rig.lock.state.setAsleep(false);
    expect(rig.events).toEqual(['locked']);
    rig.lock.state.setScreen(false);
    expect(rig.events).toEqual(['locked', 'unlocked']);
  });

  test('stands still from its start when the screen is locked by then', async () => {
    const rig = new CaptureRig();
    const id = await rig.grant();
    rig.lock.state.setScreen(true);
    expect(rig.events).toEqual([]);
    await rig.captures.start(id, { width: 1_920, height: 1_080 });
    expect(rig.events).toEqual(['locked']);
  });

  test('by the portal is known by nothing but its id', async () => {
    const rig = new CaptureRig('wayland');
    const id = await rig.start(PORTAL);
    expect(rig.captures.current).toMatchObject([{ id, kind: 'screen', name: '', display: null }]);
    expect(rig.captures.whereIs(id)).toBeNull();
    expect(rig.capturer.calls).toEqual([]);
    expect(await rig.captures.grant({ source: PORTAL, region, sound: false })).toEqual({
      ok: false,
      reason: 'gone',
    });
  });
});

test('a start answers where ink can appear', async () => {
  const rig = new CaptureRig();
  const size = { width: 1_920, height: 1_080 };
  expect(await rig.captures.start(await rig.grant(), size)).toBe('in-picture');
  expect(await rig.captures.start(await rig.grant(WINDOW), size)).toBe('beside');
  rig.desktop.compositor = false;
  expect(await rig.captures.start(await rig.grant(), size)).toBe('none');
});

test('a start does not wait for ever for a window system that does not answer', async () => {
  const rig = new CaptureRig();
  const id = await rig.grant();
  rig.desktop.hasCompositor = () => new Promise(() => undefined);
  const place = rig.captures.start(id, { width: 1_920, height: 1_080 });
  rig.clock.advance(3_000);
  expect(await place).toBe('none');
});

test.each([
  ['x11', 'region', true, false, 'in-picture'],
  ['x11', 'window', false, false, 'none'],
  ['wayland', 'screen', true, false, 'none'],
  ['macos', 'screen', true, true, 'beside'],
  ['macos', 'screen', true, false, 'in-picture'],
  ['macos', 'window', true, false, 'none'],
  ['windows', 'region', true, true, 'beside'],
  ['windows', 'window', true, true, 'none'],
] as const)(
  'ink on %s over a %s, compositor %s, windows hidden %s: %s',
  (platform, kind, compositor, hides, place) => {
    expect(overlayPlace(platform, kind, compositor, hides)).toBe(place);
  },
);
