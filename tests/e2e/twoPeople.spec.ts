import { test, expect } from '@playwright/test';
import { checkApps, closeAllApps, launchApp, type RunningApp } from '../support/app.ts';
import {
  control,
  expectChat,
  expectMovingPicture,
  expectSilence,
  expectSound,
  joinRoom,
  sendChat,
  tile,
} from '../support/callPage.ts';
import { showPicture } from '../support/knownPicture.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;
let ada: RunningApp;
let bob: RunningApp;

// One call for all, which the last test ends.
test.beforeAll(async () => {
  server = await startServer();
  [ada, bob] = await Promise.all([
    launchApp({ server: server.url }),
    launchApp({ server: server.url }),
  ]);
  await joinRoom(ada.page, 'Design review', 'Ada');
  // The same room, spelled without case and with spaces around it.
  await joinRoom(bob.page, '  design REVIEW ', 'Bob');
});

test.afterEach(checkApps);

test.afterAll(async () => {
  await closeAllApps();
  await server.stop();
});

test('a shared window arrives with its own picture, can be switched, and stops', async () => {
  const first = await showPicture('parley-picture-one', ['red', 'lime', 'blue', 'yellow']);
  const second = await showPicture('parley-picture-two', ['cyan', 'white', 'magenta', 'black']);
  try {
    await control(ada.page, 'Share screen').click();
    const picker = ada.page.getByRole('dialog', { name: 'Choose what to share' });
    await expect(picker.getByRole('tab', { name: 'Screens' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(picker.getByRole('option').first()).toBeVisible();
    await picker.getByRole('tab', { name: 'Windows' }).click();
    await picker.getByRole('option', { name: first.title }).click();
    await picker.getByRole('button', { name: 'Share', exact: true }).click();

    const shared = tile(bob.page, "Ada's screen");
    await first.expectIn(shared.locator('video'));
    await expect(tile(ada.page, "Ada's screen")).toBeVisible();

    await control(ada.page, 'More').click();
    await ada.page.getByRole('menuitem', { name: 'Share something else' }).click();
    await picker.getByRole('tab', { name: 'Windows' }).click();
    await picker.getByRole('option', { name: second.title }).click();
    await picker.getByRole('button', { name: 'Share', exact: true }).click();
    await second.expectIn(shared.locator('video'));

    await control(ada.page, 'Stop sharing').click();
    await expect(shared).toBeHidden();
    await expect(control(ada.page, 'Share screen')).toBeVisible();
  } finally {
    first.close();
    second.close();
  }
});

test('chat goes both ways, and to somebody who comes later', async () => {
  await sendChat(ada.page, 'The numbers are in the second tab.');
  await expectChat(bob.page, 'The numbers are in the second tab.');
  await sendChat(bob.page, 'Привіт, бачу.');
  await expectChat(ada.page, 'Привіт, бачу.');

  // A web address opens outside of the app, which stays where it is.
  await ada.app.evaluate(({ shell }) => {
    const kept = globalThis as { parleyOpened?: string[] };
    kept.parleyOpened = [];
    shell.openExternal = (url) => {
      kept.parleyOpened?.push(url);
      return Promise.resolve();
    };
  });
  await sendChat(bob.page, 'It is at https://example.org/plan.');
  await ada.page
    .getByRole('link', { name: 'https://example.org/plan', exact: true })
    .press('Enter');
  await expect
    .poll(() => ada.app.evaluate(() => (globalThis as { parleyOpened?: string[] }).parleyOpened))
    .toEqual(['https://example.org/plan']);

  // Three cameras would leave two cores nothing for the chat.
  const cleo = await launchApp({
    server: server.url,
    devices: 'none',
    env: { PULSE_SERVER: 'unix:/nonexistent/pulse' },
  });
  await joinRoom(cleo.page, 'design review', 'Cleo');
  await expectChat(cleo.page, 'The numbers are in the second tab.');
  await expectChat(cleo.page, 'Привіт, бачу.');
  await sendChat(cleo.page, 'Thanks, caught up.');
  await expectChat(ada.page, 'Thanks, caught up.');
  await expectChat(bob.page, 'Thanks, caught up.');
  await cleo.close();
});

test('two people see and hear each other, switch their devices, and leave', async () => {
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expectMovingPicture(tile(bob.page, 'Ada'));
  await expectMovingPicture(tile(ada.page, 'Ada (you)'));
  await expectSound(ada.page);
  await expectSound(bob.page);

  await control(bob.page, 'Mute').click();
  await expect(control(bob.page, 'Unmute')).toBeVisible();
  await expect(tile(ada.page, 'Bob').getByText('Muted')).toBeAttached();
  await expectSilence(ada.page);
  await control(bob.page, 'Unmute').click();
  await expect(control(bob.page, 'Mute')).toBeVisible();
  await expectSound(ada.page);

  await control(bob.page, 'Stop camera').click();
  await expect(tile(ada.page, 'Bob').locator('video')).toBeHidden();
  await control(bob.page, 'Start camera').click();
  await expectMovingPicture(tile(ada.page, 'Bob'));

  await control(bob.page, 'Leave').click();
  await expect(tile(ada.page, 'Bob')).toBeHidden({ timeout: 1_000 });
  await expect(bob.page.getByRole('textbox', { name: 'Room name' })).toBeVisible();
  await expect(bob.page.getByRole('button', { name: 'Join Design review' })).toBeVisible();
});
