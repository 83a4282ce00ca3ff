import { test, expect, type Locator } from '@playwright/test';
import { checkApps, nextDrawnWindow, type RunningApp } from '../support/app.ts';
import { tile } from '../support/callPage.ts';
import { showPicture, type KnownPicture } from '../support/knownPicture.ts';
import { expectPicture, share, stopSharing, videoSize } from '../support/presentPage.ts';
import { startPresentingCall, type PresentingCall } from '../support/presentingCall.ts';

let call: PresentingCall;
let ada: RunningApp;
let bob: RunningApp;
let picture: KnownPicture;

test.beforeAll(async () => {
  picture = await showPicture('parley-picture-one', ['red', 'lime', 'blue', 'yellow']);
  call = await startPresentingCall('none');
  ({ ada, bob } = call);
});

test.afterEach(async () => {
  await stopSharing(ada);
  await checkApps();
});

test.afterAll(async () => {
  await call.stop();
  picture.close();
});

/** CSS pixels that the video of a tile covers, with what lies outside of the tile. */
async function shownSize(shared: Locator): Promise<{ width: number; height: number }> {
  return shared.locator('video').evaluate((video: HTMLVideoElement) => {
    const { width, height } = video.getBoundingClientRect();
    return { width: Math.round(width), height: Math.round(height) };
  });
}

test('a watched screen is shown pixel by pixel, zoomed, panned and fitted again', async () => {
  await share(ada.page, { tab: 'Windows', option: picture.title });
  const { page } = bob;
  const shared = tile(page, "Ada's screen");
  await expectPicture(shared);
  await picture.expectIn(shared.locator('video'));
  const fitted = await shownSize(shared);
  const source = await videoSize(shared);

  await page.getByRole('button', { name: 'Actual size', exact: true }).click();
  await expect.poll(() => shownSize(shared)).toEqual(source);
  await shared.getByRole('application').focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await shownSize(shared)).width).toBeGreaterThan(source.width);
  const before = await shared.locator('video').boundingBox();
  for (let count = 0; count < 3; count++) await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => (await shared.locator('video').boundingBox())?.x)
    .not.toBe(before?.x);
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await expect.poll(() => shownSize(shared)).toEqual(fitted);

  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  // Esc belongs to the browser's own frame, which synthetic keys do not reach.
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
});

test('a shared screen has a window of its own, which ends with the share', async () => {
  await share(ada.page, { tab: 'Windows', option: picture.title });
  const { page } = bob;
  await expectPicture(tile(page, "Ada's screen"));

  const opened = nextDrawnWindow(bob);
  await page.getByRole('button', { name: 'Own window', exact: true }).click();
  const own = await opened;
  const video = own.locator('video');
  await picture.expectIn(video);
  expect(await own.evaluate(() => 'api' in window)).toBe(false);
  await expect(own.getByRole('button', { name: 'Draw', exact: true })).toBeVisible();

  // Closed, it is back in its place.
  await own.close();
  await picture.expectIn(tile(page, "Ada's screen").locator('video'));

  const again = nextDrawnWindow(bob);
  await page.getByRole('button', { name: 'Own window', exact: true }).click();
  const ended = (await again).waitForEvent('close');
  await ada.page.keyboard.press('s');
  await ended;
  await expect(tile(page, "Ada's screen")).toBeHidden();
});
