import { test, expect } from '@playwright/test';
import { checkApps, type RunningApp } from '../support/app.ts';
import { control, expectFrames, joinRoom, tile } from '../support/callPage.ts';
import {
  lockScreen,
  sharedMemorySegments,
  startCompositor,
  type Compositor,
} from '../support/desktop.ts';
import { expectPicture, picker, share, smallWindow, smallWindows } from '../support/presentPage.ts';
import { paletteWindow } from '../support/quickCalls.ts';
import { ROOM, startPresentingCall, type PresentingCall } from '../support/presentingCall.ts';

let call: PresentingCall;
let compositor: Compositor;
let ada: RunningApp;
let bob: RunningApp;
/** What the X capturer holds before anything is shared. */
let atRest: number;

// One call for both; the page that has crashed cannot be driven any more.
test.beforeAll(async () => {
  compositor = await startCompositor();
  call = await startPresentingCall('fake');
  ({ ada, bob } = call);
  await expectFrames(tile(ada.page, 'Bob'), 3);
  // It is made some time after the start, and has some for good.
  await Promise.all([paletteWindow(ada), paletteWindow(bob)]);
  // The first listing leaves some behind for good.
  await control(ada.page, 'Share screen').click();
  await expect(picker(ada.page).getByRole('option').first()).toBeVisible();
  await picker(ada.page).getByRole('button', { name: 'Cancel' }).click();
  await expect(picker(ada.page)).toBeHidden();
});

test.beforeEach(() => expect.poll(steadySegments, { timeout: 15_000 }).toBe(true));

test.afterEach(checkApps);

test.afterAll(async () => {
  await call.stop();
  await compositor.stop();
});

let last = -1;
/** Whether the number has been the same for two looks; it is then the one at rest. */
function steadySegments(): boolean {
  const now = sharedMemorySegments();
  const steady = now === last;
  last = now;
  atRest = now;
  return steady;
}

/** How many captures main's log says are alive. */
function alive(instance: RunningApp): number {
  const told = [...instance.log().matchAll(/capture \w+ .*?alive[:=] ?(\d+)/g)].at(-1)?.[1];
  return Number(told ?? 0);
}

async function startSharing(): Promise<void> {
  await share(ada.page, { tab: 'Screens' });
  await expectPicture(tile(bob.page, "Ada's screen"));
  await smallWindow(ada, 'sharingBar');
  await smallWindow(ada, 'overlay');
  expect(alive(ada)).toBe(1);
  expect(sharedMemorySegments()).toBeGreaterThan(atRest);
}

async function expectNothingAlive(): Promise<void> {
  await expect.poll(() => alive(ada), { message: 'captures in main' }).toBe(0);
  await expect
    .poll(
      () => smallWindows(ada.app, 'sharingBar').length + smallWindows(ada.app, 'overlay').length,
    )
    .toBe(0);
  await expect
    .poll(sharedMemorySegments, { message: 'the capturer itself', timeout: 10_000 })
    .toBeLessThanOrEqual(atRest);
}

test('nothing is captured after stop, in a lock, after a cancel, and after leaving', async () => {
  await startSharing();
  await control(ada.page, 'Stop sharing').click();
  await expectNothingAlive();

  await startSharing();
  lockScreen(true);
  await expect(tile(bob.page, "Ada's screen").getByText('locked')).toBeVisible();
  lockScreen(false);
  await control(ada.page, 'Leave').click();
  await expectNothingAlive();
  await expect(tile(bob.page, "Ada's screen")).toBeHidden();
  await joinRoom(ada.page, ROOM, 'Ada');
});

test('nothing is captured after the page crashes, and the call comes back without the share', async () => {
  await startSharing();
  ada.expectProblem(/page crashed/);
  await ada.app.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows().filter(({ webContents }) =>
      webContents.getURL().includes('/windows/main/'),
    );
    first?.webContents.forcefullyCrashRenderer();
  });
  await expectNothingAlive();
  await expect(tile(bob.page, "Ada's screen")).toBeHidden({ timeout: 20_000 });
  await expect(tile(bob.page, 'Ada')).toBeVisible();
});
