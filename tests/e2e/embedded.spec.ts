import { test, expect } from '@playwright/test';
import { closeAllApps, launchApp } from '../support/app.ts';
import {
  control,
  expectChat,
  expectMovingPicture,
  joinFromGreenRoom,
  sendChat,
  tile,
} from '../support/callPage.ts';

test.afterEach(closeAllApps);

test('somebody who has only the invite link joins a call on the embedded server', async () => {
  const ada = await launchApp();
  await expect(
    ada.page.getByRole('status').filter({ hasText: 'This computer is the server' }),
  ).toBeVisible();
  await ada.page.getByRole('button', { name: 'New call' }).click();
  await joinFromGreenRoom(ada.page, 'Ada');
  await control(ada.page, 'Invite').click();
  await expect(ada.page.getByText('Link copied').first()).toBeVisible();
  const link = await ada.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(/^parley:\/\/join\/[a-z-]+\?server=ws:\/\/127\.0\.0\.1:\d+$/);

  const bob = await launchApp({ args: [link] });
  await expect(bob.page.getByText('You have not used this server before')).toBeVisible();
  await bob.page.getByRole('button', { name: 'Use this server' }).click();
  await joinFromGreenRoom(bob.page, 'Bob');
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expectMovingPicture(tile(bob.page, 'Ada'));
  await sendChat(bob.page, 'Found you.');
  await expectChat(ada.page, 'Found you.');
});
