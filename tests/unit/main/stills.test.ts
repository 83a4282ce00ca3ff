import { expect, test } from 'vitest';
import { cutStill } from '../../../main/capture/stills.ts';
import { CaptureId } from '../../../preload/contract/presenting.ts';
import { display } from '../../support/captureFakes.ts';
import { CaptureRig, SCREEN, WINDOW } from '../../support/captureRig.ts';

const region = { x: 100, y: 200, width: 640, height: 480 };
const gone = { ok: false, reason: 'gone' };
const failed = { ok: false, reason: 'failed' };

test('a bitmap is cut to the region, red first, opaque', () => {
  // Three by two; each pixel holds its own number.
  const bitmap = Uint8Array.from(
    Array.from({ length: 6 }, (_, pixel) => [pixel, 100 + pixel, 200 + pixel, 0]).flat(),
  );
  const size = { width: 3, height: 2 };
  const still = cutStill(bitmap, size, { x: 1, y: 0, width: 2, height: 2 });
  expect({ width: still?.width, height: still?.height }).toEqual({ width: 2, height: 2 });
  const wanted = [1, 2, 4, 5].flatMap((pixel) => [200 + pixel, 100 + pixel, pixel, 255]);
  expect([...(still?.pixels ?? [])]).toEqual(wanted);
  // Also where the bytes do not begin at a whole pixel of their memory.
  const shifted = new Uint8Array(25);
  shifted.set(bitmap, 1);
  const again = cutStill(shifted.subarray(1), size, { x: 1, y: 0, width: 2, height: 2 });
  expect([...(again?.pixels ?? [])]).toEqual(wanted);
});

test('a bitmap of another size, or a region outside of it, gives nothing', () => {
  const size = { width: 3, height: 2 };
  expect(cutStill(new Uint8Array(23), size, null)).toBeNull();
  expect(cutStill(new Uint8Array(24), size, { x: 2, y: 0, width: 2, height: 2 })).toBeNull();
});

test("a still of a screen has the display's own pixels", async () => {
  const rig = new CaptureRig();
  const id = await rig.start();
  const still = await rig.stills.take(id);
  expect(still).toMatchObject({ ok: true, value: { width: 1_920, height: 1_080 } });
  expect(still.ok && [...still.value.pixels.subarray(0, 4)]).toEqual([30, 20, 10, 255]);
  expect(rig.capturer.calls.at(-1)).toEqual({
    types: ['screen'],
    thumbnailSize: { width: 1_920, height: 1_080 },
  });
});

/** 1366 by 768 physical pixels, of which the system's numbers give 1365. */
const odd = { id: 60, bounds: { x: 0, y: 0, width: 910, height: 512 }, scaleFactor: 1.5 };
const oddSize = { width: 1_366, height: 768 };

test('a still of a screen whose scale is odd has the pixels of its capture', async () => {
  const rig = new CaptureRig();
  rig.displays.change(odd);
  rig.capturer.sources = [{ id: SCREEN, display: '60', size: oddSize }];
  const id = await rig.grant();
  await rig.captures.start(id, oddSize);
  expect(await rig.stills.take(id)).toMatchObject({ ok: true, value: oddSize });
  // A region can be chosen on a picture that is a pixel smaller.
  const screen = await rig.stills.screen(SCREEN);
  expect(screen.ok && screen.value.picture.getSize()).toEqual({ width: 1_365, height: 767 });
});

test('a screen that has got another resolution is taken at that', async () => {
  const rig = new CaptureRig();
  const id = await rig.start();
  const size = { width: 2_560, height: 1_440 };
  rig.displays.change({ id: 60, bounds: { x: 0, y: 0, ...size }, scaleFactor: 1 });
  rig.capturer.sources = [{ id: SCREEN, display: '60', size }];
  expect(await rig.stills.take(id)).toMatchObject({ ok: true, value: size });
});

test('a still of what is released or locked meanwhile is none', async () => {
  const rig = new CaptureRig();
  const id = await rig.start();
  rig.capturer.before = () => {
    rig.lock.state.setScreen(true);
    return Promise.resolve();
  };
  expect(await rig.stills.take(id)).toEqual(failed);
  rig.lock.state.setScreen(false);
  rig.capturer.before = () => {
    rig.captures.release(id);
    return Promise.resolve();
  };
  expect(await rig.stills.take(id)).toEqual(gone);
});

test('a still of a region is the region', async () => {
  const rig = new CaptureRig();
  expect(await rig.stills.take(await rig.start(SCREEN, region))).toMatchObject({
    ok: true,
    value: { width: 640, height: 480 },
  });
});

test('a still of a window has the size that X11 tells', async () => {
  const rig = new CaptureRig();
  expect(await rig.stills.take(await rig.start(WINDOW))).toMatchObject({
    ok: true,
    value: { width: 400, height: 300 },
  });
});

test('a window that changes its size meanwhile, is minimised or unknown fails', async () => {
  const rig = new CaptureRig();
  const id = await rig.start(WINDOW);
  const area = { x: 100, y: 50, width: 400, height: 300 };
  rig.capturer.before = () => {
    rig.desktop.windows.set(42, { area: { ...area, width: 800, height: 600 }, minimised: false });
    return Promise.resolve();
  };
  expect(await rig.stills.take(id)).toEqual(failed);
  rig.capturer.before = () => Promise.resolve();
  rig.desktop.windows.set(42, { area, minimised: true });
  expect(await rig.stills.take(id)).toEqual(failed);
  rig.desktop.windows.set(42, 'unknown');
  expect(await rig.stills.take(id)).toEqual(failed);
});

test('elsewhere a still of a window has the size of its capture, or fails', async () => {
  const rig = new CaptureRig('windows');
  const id = await rig.grant(WINDOW);
  await rig.captures.start(id, { width: 400, height: 300 });
  expect(await rig.stills.take(id)).toMatchObject({ ok: true, value: { width: 400, height: 300 } });
  rig.capturer.sources = [{ id: WINDOW, size: { width: 400, height: 250 } }];
  expect(await rig.stills.take(id)).toEqual(failed);
  expect(rig.desktop.looks).toBe(0);
});

test('what is not captured, or is no more, is gone', async () => {
  const rig = new CaptureRig();
  expect(await rig.stills.take(CaptureId.parse(9))).toEqual(gone);
  const granted = await rig.grant();
  expect(await rig.stills.take(granted)).toEqual(gone);
  const screen = await rig.start();
  const window = await rig.start(WINDOW);
  rig.desktop.windows.set(42, 'gone');
  expect(await rig.stills.take(window)).toEqual(gone);
  rig.displays.change(display(61));
  expect(await rig.stills.take(screen)).toEqual(gone);
  rig.displays.change(display(60));
  rig.capturer.sources = [];
  expect(await rig.stills.take(screen)).toEqual(gone);
});

test('stills are taken one after the other', async () => {
  const rig = new CaptureRig();
  const id = await rig.start();
  rig.capturer.calls = [];
  let goOn = (): void => undefined;
  rig.capturer.before = () =>
    new Promise((resolve) => {
      goOn = resolve;
    });
  const both = [rig.stills.take(id), rig.stills.take(id)];
  await expect.poll(() => rig.capturer.calls.length).toBe(1);
  rig.capturer.before = () => Promise.resolve();
  goOn();
  expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(rig.capturer.calls).toHaveLength(2);
});

test('a whole screen is there to choose a region on, before it is shared', async () => {
  const rig = new CaptureRig();
  const screen = await rig.stills.screen(SCREEN);
  expect(screen.ok && screen.value.display).toEqual(display(60));
  expect(screen.ok && screen.value.picture.getSize()).toEqual({ width: 1_920, height: 1_080 });
  expect(await rig.stills.screen(WINDOW)).toEqual(gone);
  rig.displays.change(display(61), display(62, 1));
  expect(await rig.stills.screen(SCREEN)).toEqual(failed);
});
