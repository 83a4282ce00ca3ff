import { test, expect } from '@playwright/test';
import { closeAllApps, launchApp } from '../support/app.ts';
import {
  expectChat,
  expectMovingPicture,
  joinFromGreenRoom,
  sendChat,
  tile,
} from '../support/callPage.ts';
import { inspect } from '../support/screenChecks.ts';

// Four screens in four ways each, axe included.
test.describe.configure({ timeout: 120_000 });

test.afterEach(closeAllApps);

test('somebody who has only the invite link joins a call on the embedded server', async () => {
  const ada = await launchApp();
  await expect(
    ada.page.getByRole('status').filter({ hasText: 'This computer is the server' }),
  ).toBeVisible();
  await expect(ada.page.getByText('others come in by your invite link')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  const settings = ada.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: "Copy this computer's address" }).click();
  await expect(settings.getByText(/^ws:\/\/127\.0\.0\.1:\d+$/)).toBeVisible();
  const address = await ada.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(address).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
  await inspect(ada, 'settings-own-address');
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('button', { name: 'New call' }).click();
  await joinFromGreenRoom(ada.page, 'Ada');
  await expect(ada.page.getByText('Nobody else is here yet.')).toBeVisible();
  await expect(ada.page.getByText('This computer is the server, so')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Copy invite link' }).click();
  await expect(ada.page.getByText('Link copied').first()).toBeVisible();
  await inspect(ada, 'call-alone-own-server');
  const link = await ada.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(/^parley:\/\/join\/[a-z-]+\?server=ws:\/\/127\.0\.0\.1:\d+$/);

  // One that was cut off on its way, and then what was pasted where it does not belong.
  const bob = await launchApp({ args: [link.slice(0, link.indexOf('join/') + 5)] });
  const broken = bob.page.getByRole('dialog', { name: 'This link does not work' });
  await expect(broken).toBeVisible();
  await inspect(bob, 'home-broken-link');
  await broken.getByRole('button', { name: 'Dismiss' }).click();
  await expect(broken).toBeHidden();
  const field = bob.page.getByRole('textbox', { name: 'Room name' });
  await field.fill(` ${link.slice(0, link.indexOf('?') + 1)}`);
  await field.press('Enter');
  await expect(bob.page.getByText('This link is not whole.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(` ${link}`);
  await expect(bob.page.getByText('This is an invite link to the room')).toBeVisible();
  await inspect(bob, 'home-typed-link');
  await field.press('Enter');
  await expect(bob.page.getByText('You have not used this server before')).toBeVisible();
  await bob.page.getByRole('button', { name: 'Join through this server' }).click();
  await joinFromGreenRoom(bob.page, 'Bob');
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expectMovingPicture(tile(bob.page, 'Ada'));
  await sendChat(bob.page, 'Found you.');
  await expectChat(ada.page, 'Found you.');
});
