import { test, expect, type Locator, type Page } from '@playwright/test';
import { checkApps, withCallWindow, type RunningApp } from '../support/app.ts';
import { tile } from '../support/callPage.ts';
import {
  activateWindow,
  moveWindow,
  screenshot,
  startCompositor,
  windowPlace,
  type Compositor,
  type Screenshot,
} from '../support/desktop.ts';
import { showPicture } from '../support/knownPicture.ts';
import {
  expectPicture,
  share,
  smallWindow,
  smallWindows,
  stopSharing,
} from '../support/presentPage.ts';
import { startPresentingCall, type PresentingCall } from '../support/presentingCall.ts';
import { settle } from '../support/standingStill.ts';

let call: PresentingCall;
let compositor: Compositor;
let ada: RunningApp;
let bob: RunningApp;

// One call for all: each test ends what it shares.
test.beforeAll(async () => {
  compositor = await startCompositor();
  call = await startPresentingCall('none');
  ({ ada, bob } = call);
  // Out of the way of what is drawn.
  await withCallWindow(ada, { x: 1000, y: 560, width: 900, height: 500 });
});

test.afterEach(async () => {
  await stopSharing(ada);
  await checkApps();
});

test.afterAll(async () => {
  await call.stop();
  await compositor.stop();
});

/**
 * A place of the shared picture in the page of a viewer, by shares of its width and height, once the
 * picture has got to where it stays.
 */
async function placeIn(shared: Locator, x: number, y: number): Promise<[number, number]> {
  await settle(shared.page());
  await shared.getByRole('application').hover({ trial: true });
  const box = await shared.locator('video').boundingBox();
  if (box === null) throw new Error('no picture');
  return [box.x + box.width * x, box.y + box.height * y];
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 5 });
  await page.mouse.move(...to, { steps: 5 });
  await page.mouse.up();
}

/** Where nothing else is on the screen: neither a window, nor the bar, nor the border. */
const EMPTY_PART = { x: 20, y: 80, width: 940, height: 450 } as const;

type Pixel = readonly number[];

type Edge = 'left' | 'right' | 'top' | 'bottom';

function differs(one: Pixel, other: Pixel): boolean {
  return one.some((value, channel) => Math.abs(value - (other[channel] ?? 0)) > 60);
}

/** Middle of the stretch of a line of pixels that is not as it was; null when it all is. */
function middleOfChange(before: readonly Pixel[], after: readonly Pixel[]): number | null {
  const changed = before.flatMap((pixel, index) =>
    differs(pixel, after[index] ?? []) ? [index] : [],
  );
  const first = changed[0];
  const last = changed.at(-1);
  return first === undefined || last === undefined ? null : (first + last) / 2;
}

/** Pixels of a picture in a row, 60 wide, around a place. */
function rowAround(shot: Screenshot, x: number, y: number): readonly Pixel[] {
  return Array.from({ length: 60 }, (_, index) => shot.at(x - 30 + index, y));
}

function columnAround(shot: Screenshot, x: number, y: number): readonly Pixel[] {
  return Array.from({ length: 60 }, (_, index) => shot.at(x, y - 30 + index));
}

/** The same row in the video of a tile, whose picture is 1920 wide. */
async function videoRowAround(shared: Locator, x: number, y: number): Promise<readonly Pixel[]> {
  return shared.locator('video').evaluate(
    (video: HTMLVideoElement, place) => {
      const context = new OffscreenCanvas(1920, 1080).getContext('2d');
      context?.drawImage(video, 0, 0, 1920, 1080);
      const { data } = context?.getImageData(place.x - 30, place.y, 60, 1) ?? { data: [] };
      return Array.from({ length: 60 }, (_, index) => [...data].slice(index * 4, index * 4 + 3));
    },
    { x, y },
  );
}

async function pickTool(page: Page, name: string): Promise<void> {
  const draw = page.getByRole('button', { name: 'Draw', exact: true });
  if ((await draw.getAttribute('aria-pressed')) !== 'true') await draw.click();
  await page.getByRole('button', { name, exact: true }).click();
}

test('a rectangle is on the real screen, in every view, at its place, and goes by undo', async () => {
  const cleo = await call.join('Cleo');
  await share(ada.page, { tab: 'Screens' });
  const [bobs, cleos] = [bob, cleo].map(({ page }) => tile(page, "Ada's screen"));
  if (bobs === undefined || cleos === undefined) throw new Error('no viewers');
  await expectPicture(bobs);
  await expectPicture(cleos);
  await smallWindow(ada, 'overlay');

  // 20 to 40 % of the width, 30 to 50 % of the height: the empty part of the screen.
  const [left, right, top, bottom] = [384, 768, 324, 540];
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  // One picture for all four: to take one is slow on a busy machine.
  const lines = (): Readonly<Record<Edge, readonly Pixel[]>> => {
    const shot = screenshot();
    return {
      left: rowAround(shot, left, middle.y),
      right: rowAround(shot, right, middle.y),
      top: columnAround(shot, middle.x, top),
      bottom: columnAround(shot, middle.x, bottom),
    };
  };
  const before = lines();
  const beforeAtCleo = await videoRowAround(cleos, left, middle.y);
  await pickTool(bob.page, 'Rectangle');
  await drag(bob.page, await placeIn(bobs, 0.2, 0.3), await placeIn(bobs, 0.4, 0.5));

  const near = expect.closeTo(30, -0.6);
  const edges = (): Readonly<Record<Edge, number | null>> => {
    const now = lines();
    return {
      left: middleOfChange(before.left, now.left),
      right: middleOfChange(before.right, now.right),
      top: middleOfChange(before.top, now.top),
      bottom: middleOfChange(before.bottom, now.bottom),
    };
  };
  await expect
    .poll(edges, { message: 'on the screen, within two pixels', timeout: 10_000 })
    .toEqual({ left: near, right: near, top: near, bottom: near });
  await expect
    .poll(async () => middleOfChange(beforeAtCleo, await videoRowAround(cleos, left, middle.y)), {
      message: 'in the other view',
      timeout: 10_000,
    })
    .toEqual(near);

  await bob.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect
    .poll(() => edges(), { timeout: 10_000 })
    .toEqual({ left: null, right: null, top: null, bottom: null });
  await cleo.close();
});

test('ink on a shared window goes with the window when it is moved', async () => {
  const picture = await showPicture('parley-picture-one', ['red', 'lime', 'blue', 'yellow']);
  try {
    await share(ada.page, { tab: 'Windows', option: picture.title });
    const shared = tile(bob.page, "Ada's screen");
    await expectPicture(shared);
    await smallWindow(ada, 'overlay');
    // The middle of the left edge of the rectangle, in the red quarter.
    const edge = (): [number, number] => {
      const place = windowPlace(picture.title);
      return [Math.round(place.x + place.width * 0.2), Math.round(place.y + place.height * 0.3)];
    };
    activateWindow(picture.title);
    const red = rowAround(screenshot(), ...edge());
    await pickTool(bob.page, 'Rectangle');
    await drag(bob.page, await placeIn(shared, 0.2, 0.2), await placeIn(shared, 0.45, 0.45));
    const near = expect.closeTo(30, -0.6);
    await expect
      .poll(() => middleOfChange(red, rowAround(screenshot(), ...edge())), { timeout: 10_000 })
      .toEqual(near);

    const before = windowPlace(picture.title);
    moveWindow(picture.title, before.x + 300, 60);
    expect(windowPlace(picture.title).x).not.toBe(before.x);
    await expect
      .poll(() => middleOfChange(red, rowAround(screenshot(), ...edge())), { timeout: 10_000 })
      .toEqual(near);
  } finally {
    picture.close();
  }
});

test('the presenter clears everything, can forbid drawing, and draws in any colour', async () => {
  await share(ada.page, { tab: 'Screens' });
  const shared = tile(bob.page, "Ada's screen");
  await expectPicture(shared);
  await smallWindow(ada, 'overlay');
  const before = rowAround(screenshot(), 384, 400);
  await pickTool(bob.page, 'Rectangle');
  await drag(bob.page, await placeIn(shared, 0.2, 0.3), await placeIn(shared, 0.4, 0.5));
  await expect
    .poll(() => middleOfChange(before, rowAround(screenshot(), 384, 400)), { timeout: 10_000 })
    .not.toBeNull();

  const bar = await smallWindow(ada, 'sharingBar');
  await bar.getByRole('button', { name: 'People watching' }).click();
  await bar.getByRole('button', { name: 'Clear ink' }).click();
  await expect
    .poll(() => middleOfChange(before, rowAround(screenshot(), 384, 400)), { timeout: 10_000 })
    .toBeNull();
  await bar.getByRole('radio', { name: 'Nobody' }).click();
  await expect(bob.page.getByRole('button', { name: 'Draw', exact: true })).toBeDisabled();

  // The presenter still may, in any colour; Escape puts away what is open, and not the pens with it.
  await bar.getByRole('button', { name: 'Draw', exact: true }).click();
  // Beside the window that shows the ink there is one now that takes the mouse.
  await expect.poll(() => smallWindows(ada.app, 'overlay').length).toBe(2);
  const board = smallWindows(ada.app, 'overlay').at(-1)!;
  const colour = board.getByRole('button', { name: 'Colour', exact: true });
  await colour.click();
  await board.getByRole('menuitemradio', { name: 'Blue', exact: true }).click();
  await expect(colour).toHaveAttribute('aria-description', 'Blue');
  await colour.click();
  await expect(board.getByRole('menu')).toBeVisible();
  await board.keyboard.press('Escape');
  await expect(board.getByRole('menu')).toBeHidden();
  await expect(colour).toBeVisible();
  await board.getByRole('button', { name: 'Stop drawing', exact: true }).click();
  await expect.poll(() => smallWindows(ada.app, 'overlay').length).toBe(1);
});

test('by the keyboard alone: presenting, pointing, drawing a rectangle, stopping', async () => {
  await ada.page.keyboard.press('s');
  await expect(ada.page.getByRole('dialog', { name: 'Choose what to share' })).toBeVisible();
  await expect(ada.page.getByRole('option').first()).toBeVisible();
  const option = ada.page.getByRole('option').first();
  for (let count = 0; count < 20; count++) {
    if (await option.evaluate((element) => element === document.activeElement)) break;
    await ada.page.keyboard.press('Tab');
  }
  await expect(option).toBeFocused();
  await ada.page.keyboard.press('Enter');
  const shared = tile(bob.page, "Ada's screen");
  await expectPicture(shared);
  await smallWindow(ada, 'overlay');
  const before = screenshot(EMPTY_PART);
  const changed = (): number => {
    const after = screenshot(EMPTY_PART);
    let count = 0;
    for (let y = 0; y < EMPTY_PART.height; y += 2) {
      for (let x = 0; x < EMPTY_PART.width; x += 2)
        if (differs(before.at(x, y), after.at(x, y))) count += 1;
    }
    return count;
  };

  const { page } = bob;
  await page.getByRole('button', { name: 'Point', exact: true }).focus();
  await page.keyboard.press('Enter');
  for (let count = 0; count < 12; count++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect.poll(changed, { message: 'pointer', timeout: 10_000 }).toBeGreaterThan(20);
  await page.keyboard.press('Escape');
  await expect.poll(changed, { message: 'no pointer', timeout: 10_000 }).toBeLessThan(5);

  await page.getByRole('button', { name: 'Draw', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rectangle', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('application').focus();
  for (let count = 0; count < 12; count++) await page.keyboard.press('Shift+ArrowLeft');
  for (let count = 0; count < 4; count++) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Enter');
  for (let count = 0; count < 6; count++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(changed, { message: 'rectangle', timeout: 10_000 }).toBeGreaterThan(50);

  await ada.page.bringToFront();
  await ada.page.keyboard.press('s');
  await expect(shared).toBeHidden();
  await expect.poll(() => smallWindows(ada.app, 'overlay').length).toBe(0);
});

test('zooming the window of the call leaves bar and overlay as they are', async () => {
  await share(ada.page, { tab: 'Screens' });
  const bar = await smallWindow(ada, 'sharingBar');
  const overlay = await smallWindow(ada, 'overlay');
  const zoomOf = (page: Page): Promise<number> => page.evaluate(() => devicePixelRatio);
  const before = await Promise.all([zoomOf(ada.page), zoomOf(bar), zoomOf(overlay)]);
  const zoomCall = (factor: number): Promise<void> =>
    ada.app.evaluate(({ BrowserWindow }, wanted) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        if (webContents.getURL().includes('/windows/main/')) webContents.setZoomFactor(wanted);
      }
    }, factor);
  await zoomCall(1.5);
  await expect.poll(() => zoomOf(ada.page)).toBe((before[0] ?? 0) * 1.5);
  expect([await zoomOf(bar), await zoomOf(overlay)]).toEqual(before.slice(1));
  await zoomCall(1);
});
