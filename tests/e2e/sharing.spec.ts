import { test, expect } from '@playwright/test';
import { checkApps, type RunningApp } from '../support/app.ts';
import { control, expectFrames, tile } from '../support/callPage.ts';
import {
  activateWindow,
  lockScreen,
  minimiseWindow,
  resizeWindow,
  showCounter,
  windowPlace,
} from '../support/desktop.ts';
import { showPicture } from '../support/knownPicture.ts';
import {
  choose,
  chooseMore,
  picker,
  share,
  smallWindow,
  smallWindows,
  stopSharing,
  videoPixels,
  videoSize,
} from '../support/presentPage.ts';
import { startPresentingCall, type PresentingCall } from '../support/presentingCall.ts';

let call: PresentingCall;
let ada: RunningApp;
let bob: RunningApp;

// One call for all: each test ends what it shares.
test.beforeAll(async () => {
  call = await startPresentingCall('none');
  ({ ada, bob } = call);
});

test.afterEach(async () => {
  await stopSharing(ada);
  await checkApps();
});

test.afterAll(() => call.stop());

/** Waits until the picture in a tile is another one than at the start; false: it stood still. */
async function changesWithin(page: RunningApp['page'], name: string, ms: number): Promise<boolean> {
  return tile(page, name)
    .locator('video')
    .evaluate(async (video: HTMLVideoElement, durationMs) => {
      const look = (): string => {
        const context = new OffscreenCanvas(160, 90).getContext('2d');
        context?.drawImage(video, 0, 0, 160, 90);
        const { data } = context?.getImageData(0, 0, 160, 90) ?? { data: [] };
        // Coarse, so that an encoder's refining is no change.
        return [...data].map((value) => value >> 6).join('');
      };
      const first = look();
      const endMs = performance.now() + durationMs;
      while (performance.now() < endMs) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (look() !== first) return true;
      }
      return false;
    }, ms);
}

test('a window is paused, locked, resized, minimised and closed, and everybody is told', async () => {
  const counter = await showCounter('parley-counter');
  await share(ada.page, { tab: 'Windows', option: counter.title });
  const shared = tile(bob.page, "Ada's screen");
  await expectFrames(shared, 3);
  expect(await changesWithin(bob.page, "Ada's screen", 5_000)).toBe(true);
  const bar = await smallWindow(ada, 'sharingBar');
  await expect(bar.getByText(counter.title)).toBeVisible();

  await bar.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(shared.getByText('Paused')).toBeVisible();
  expect(await changesWithin(bob.page, "Ada's screen", 1_500)).toBe(false);
  await bar.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(shared.getByText('Paused')).toBeHidden();
  expect(await changesWithin(bob.page, "Ada's screen", 5_000)).toBe(true);

  lockScreen(true);
  await expect(shared.getByText('locked')).toBeVisible();
  expect(await changesWithin(bob.page, "Ada's screen", 1_500)).toBe(false);
  lockScreen(false);
  await expect(shared.getByText('locked')).toBeHidden();
  expect(await changesWithin(bob.page, "Ada's screen", 5_000)).toBe(true);

  resizeWindow(counter.title, 700, 420);
  const { width, height } = windowPlace(counter.title);
  await expect
    .poll(() => videoSize(shared), { timeout: 10_000 })
    .toEqual({ width: width - (width % 2), height: height - (height % 2) });

  minimiseWindow(counter.title);
  await expect(shared.getByText('minimised')).toBeVisible();
  activateWindow(counter.title);
  await expect(shared.getByText('minimised')).toBeHidden();
  expect(await changesWithin(bob.page, "Ada's screen", 5_000)).toBe(true);

  counter.close();
  await expect(shared).toBeHidden();
  await expect(ada.page.getByText('The shared window was closed')).toBeVisible();
  await expect(control(ada.page, 'Share screen')).toBeVisible();
  await expect.poll(() => smallWindows(ada.app, 'sharingBar').length).toBe(0);
});

test('two sources at once, and one switched for another in place', async () => {
  const first = await showPicture('parley-picture-one', ['red', 'lime', 'blue', 'yellow']);
  const second = await showPicture('parley-picture-two', ['cyan', 'white', 'magenta', 'black']);
  const third = await showPicture('parley-picture-three', ['black', 'red', 'white', 'lime']);
  try {
    await share(ada.page, { tab: 'Windows', option: first.title });
    await first.expectIn(tile(bob.page, "Ada's screen").locator('video'));
    await chooseMore(ada.page, 'Share one more');
    await choose(ada.page, { tab: 'Windows', option: second.title, optimiseFor: 'Motion' });
    await picker(ada.page).getByRole('button', { name: 'Share', exact: true }).click();
    await second.expectIn(tile(bob.page, "Ada's screen 2").locator('video'));
    await first.expectIn(tile(bob.page, "Ada's screen").locator('video'));
    await expect.poll(() => smallWindows(ada.app, 'sharingBar').length).toBe(2);

    // What is shared already is marked.
    await chooseMore(ada.page, 'Share something else');
    await picker(ada.page).getByRole('tab', { name: 'Windows' }).click();
    await expect(
      picker(ada.page).getByRole('option').filter({ hasText: first.title }),
    ).toContainText('You share this');
    await choose(ada.page, { tab: 'Windows', option: third.title });
    await picker(ada.page).getByRole('button', { name: 'Share', exact: true }).click();
    await third.expectIn(tile(bob.page, "Ada's screen 2").locator('video'));
    await first.expectIn(tile(bob.page, "Ada's screen").locator('video'));

    await control(ada.page, 'Stop sharing').click();
    await expect(tile(bob.page, "Ada's screen")).toBeHidden();
    await expect(tile(bob.page, "Ada's screen 2")).toBeHidden();
    await expect.poll(() => smallWindows(ada.app, 'sharingBar').length).toBe(0);
  } finally {
    for (const picture of [first, second, third]) picture.close();
  }
});

test('a region of a screen is drawn by mouse and arrives alone', async () => {
  const picture = await showPicture('parley-picture-one', ['red', 'lime', 'blue', 'yellow']);
  try {
    const place = windowPlace(picture.title);
    await control(ada.page, 'Share screen').click();
    await choose(ada.page, { tab: 'Screens' });
    await picker(ada.page).getByRole('button', { name: 'Choose an area…' }).click();
    const region = await smallWindow(ada, 'region');
    // Nothing of ours lies over what is chosen from.
    await expect.poll(() => isMinimised(ada)).toBe(true);
    expect(miniCalls(ada)).toBe(0);
    const closed = region.waitForEvent('close');
    // Around the middle of the picture, where all four colours meet.
    const left = place.x + place.width / 2 - 120;
    const top = place.y + place.height / 2 - 80;
    await region.mouse.move(left, top);
    await region.mouse.down();
    await region.mouse.move(left + 100, top + 50, { steps: 4 });
    await region.mouse.move(left + 240, top + 160, { steps: 4 });
    await region.mouse.up();
    // The page that the key closes may be gone before it has said that it got the key.
    await Promise.all([closed, region.keyboard.down('Enter').catch(() => undefined)]);
    const shared = tile(bob.page, "Ada's screen");
    await expect(shared).toBeVisible();
    await expect.poll(() => videoSize(shared)).toEqual({ width: 240, height: 160 });
    await picture.expectIn(shared.locator('video'));
    await expect
      .poll(async () => videoPixels(shared, [[2, 2]]))
      .toEqual([[expect.closeTo(255, -2), expect.closeTo(0, -2), expect.closeTo(0, -2)]]);
    expect(await isMinimised(ada)).toBe(true);
    expect(miniCalls(ada)).toBe(0);
    const bar = await smallWindow(ada, 'sharingBar');
    await bar.getByRole('button', { name: 'Stop sharing' }).click();
    // Back where it was before the area was chosen.
    await expect.poll(() => isMinimised(ada)).toBe(false);
  } finally {
    picture.close();
  }
});

async function isMinimised({ app, page }: RunningApp): Promise<boolean> {
  const window = await app.browserWindow(page);
  return window.evaluate((shown) => shown.isMinimized());
}

/** Small windows of the call, which are empty pages of its own. */
function miniCalls({ app }: RunningApp): number {
  return app.windows().filter((page) => page.url() === 'about:blank').length;
}
