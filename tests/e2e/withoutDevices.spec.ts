import { test, expect } from '@playwright/test';
import { closeAllApps, launchApp } from '../support/app.ts';
import {
  control,
  expectChat,
  expectMovingPicture,
  expectSound,
  joinRoom,
  sendChat,
  tile,
} from '../support/callPage.ts';
import { showPicture } from '../support/knownPicture.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;

test.beforeEach(async () => {
  server = await startServer();
});

test.afterEach(async () => {
  await closeAllApps();
  await server.stop();
});

test('without camera and microphone one sees, hears, chats and shares a screen', async () => {
  const ada = await launchApp({ server: server.url });
  // No sound server can be reached, and the machine has no camera.
  const bob = await launchApp({
    server: server.url,
    devices: 'none',
    env: { PULSE_SERVER: 'unix:/nonexistent/pulse' },
  });
  await joinRoom(ada.page, 'quiet', 'Ada');
  await bob.page.getByRole('textbox', { name: 'Room name' }).fill('quiet');
  await bob.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(bob.page.getByText('No camera').first()).toBeVisible();
  await expect(bob.page.getByText('No microphone').first()).toBeVisible();
  await bob.page.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await expect(bob.page.getByRole('button', { name: 'Test speaker' })).toBeDisabled();
  await bob.page.getByRole('button', { name: 'Join now' }).click();

  // One strip tells of both, and what one sees of oneself is what the others see.
  const notices = bob.page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText('No microphone and no camera found')).toBeVisible();
  await expect(tile(bob.page, 'Bob (you)').getByText('Muted')).toBeVisible();
  await expect(tile(ada.page, 'Bob').getByText('Muted')).toBeVisible();
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices.getByText('No microphone and no camera found')).toBeHidden();
  await control(bob.page, 'Unmute').click();
  await expect(notices.getByText('No microphone found')).toBeVisible();

  await expectMovingPicture(tile(bob.page, 'Ada'));
  await expectSound(bob.page);
  await sendChat(bob.page, 'I can see and hear you.');
  await expectChat(ada.page, 'I can see and hear you.');

  const picture = await showPicture('parley-quiet-picture', ['red', 'lime', 'blue', 'yellow']);
  try {
    await control(bob.page, 'Share screen').click();
    const picker = bob.page.getByRole('dialog', { name: 'Choose what to share' });
    await picker.getByRole('tab', { name: 'Windows' }).click();
    await picker.getByRole('option', { name: picture.title }).click();
    await picker.getByRole('button', { name: 'Share', exact: true }).click();
    await picture.expectIn(tile(ada.page, "Bob's screen").locator('video'));
  } finally {
    picture.close();
  }
});

test('two people without any device still meet, in either order of joining', async () => {
  const env = { PULSE_SERVER: 'unix:/nonexistent/pulse' };
  const [ada, bob] = await Promise.all([
    launchApp({ server: server.url, devices: 'none', env }),
    launchApp({ server: server.url, devices: 'none', env }),
  ]);
  await joinRoom(ada.page, 'silent', 'Ada');
  await joinRoom(bob.page, 'silent', 'Bob');
  await sendChat(ada.page, 'Anybody?');
  await expectChat(bob.page, 'Anybody?');
  await sendChat(bob.page, 'Here.');
  await expectChat(ada.page, 'Here.');
});
