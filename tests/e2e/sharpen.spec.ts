import { test, expect, type Locator } from '@playwright/test';
import { checkApps, withCallWindow, type RunningApp } from '../support/app.ts';
import { tile } from '../support/callPage.ts';
import { activateWindow, screenshot, showText, windowPlace } from '../support/desktop.ts';
import { expectPicture, share, smallWindow, stopSharing } from '../support/presentPage.ts';
import { startPresentingCall, type PresentingCall } from '../support/presentingCall.ts';

let call: PresentingCall;
let ada: RunningApp;
let bob: RunningApp;

// One call for both; the last test minimises the presenter's window.
test.beforeAll(async () => {
  call = await startPresentingCall('none');
  ({ ada, bob } = call);
});

test.afterEach(async () => {
  await stopSharing(ada);
  await checkApps();
});

test.afterAll(() => call.stop());

interface Still {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of all pixels, rows from the top. */
  readonly pixels: readonly number[];
}

/** The still that lies over a shared picture; null when there is none. */
async function stillIn(shared: Locator): Promise<Still | null> {
  return shared.evaluate((element) => {
    const canvas = [...element.querySelectorAll('canvas')].find(
      (candidate) => candidate.dataset['still'] !== undefined && candidate.width > 0,
    );
    if (canvas === undefined) return null;
    const { width, height } = canvas;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
    return { width, height, pixels: [...data].filter((_, index) => index % 4 !== 3) };
  });
}

/** Whether a still lies over a shared picture. */
async function hasStill(shared: Locator): Promise<boolean> {
  return shared.evaluate((element) =>
    [...element.querySelectorAll('canvas')].some(
      (candidate) => candidate.dataset['still'] !== undefined && candidate.width > 0,
    ),
  );
}

/** How bright the middle of a tile is on the screen, 0 to 1. */
async function brightness(shared: Locator): Promise<number> {
  const png = await shared.screenshot();
  return await shared.evaluate(
    async (_, bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(16, 16);
      const context = canvas.getContext('2d');
      const { width, height } = bitmap;
      context?.drawImage(bitmap, width / 4, height / 4, width / 2, height / 2, 0, 0, 16, 16);
      const { data } = context?.getImageData(0, 0, 16, 16) ?? { data: [] };
      const light = [...data].filter((_value, index) => index % 4 !== 3);
      return light.reduce((sum, value) => sum + value, 0) / light.length / 255;
    },
    [...png],
  );
}

test('a still is the source to the pixel, and is gone once the source changes', async () => {
  const text = await showText('parley-text', 'Every pixel of it, and 10 px letters too.');
  try {
    await share(ada.page, { tab: 'Windows', option: text.title });
    const shared = tile(bob.page, "Ada's screen");
    await expectPicture(shared);
    expect(await stillIn(shared)).toBeNull();
    // Nothing lies over it in the screenshot.
    activateWindow(text.title);

    const bar = await smallWindow(ada, 'sharingBar');
    await bar.getByRole('button', { name: 'Sharpen now', exact: true }).click();
    let still = null as Still | null;
    await expect
      .poll(async () => (still = await stillIn(shared)) !== null, { timeout: 10_000 })
      .toBe(true);
    const source = screenshot(windowPlace(text.title));
    expect({ width: still?.width, height: still?.height }).toEqual({
      width: source.width,
      height: source.height,
    });
    let different = 0;
    for (let y = 0; y < source.height; y++) {
      for (let x = 0; x < source.width; x++) {
        const start = (y * source.width + x) * 3;
        const pixel = source.at(x, y);
        if (pixel.some((value, channel) => value !== still?.pixels[start + channel]))
          different += 1;
      }
    }
    expect(different).toBe(0);

    text.change('Something else.');
    await expect.poll(() => hasStill(shared), { timeout: 10_000 }).toBe(false);
    // The picture is to be seen, not only there: it is white with a text.
    await expect.poll(() => brightness(shared)).toBeGreaterThan(0.8);
  } finally {
    text.close();
  }
});

test('a still of a whole screen stays while the bar on it counts the seconds', async () => {
  await share(ada.page, { tab: 'Screens' });
  const shared = tile(bob.page, "Ada's screen");
  await expectPicture(shared);
  // Its cameras and its preview of the screen never stand still.
  await withCallWindow(ada, 'minimise');
  const bar = await smallWindow(ada, 'sharingBar');
  const clock = bar.getByText(/^\d+:\d\d$/);
  await bar.getByRole('button', { name: 'Sharpen now', exact: true }).click();
  await expect.poll(() => hasStill(shared), { timeout: 10_000 }).toBe(true);
  for (const _ of [1, 2, 3]) {
    const before = await clock.textContent();
    await expect(clock).not.toHaveText(before ?? '');
  }
  expect(await hasStill(shared)).toBe(true);
  // The console of a window that is minimised cannot be pressed.
  await bar.getByRole('button', { name: 'Stop sharing', exact: true }).click();
});
