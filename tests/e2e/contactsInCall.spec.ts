import { test, expect, type Locator, type Page } from '@playwright/test';
import { closeAllApps, type RunningApp } from '../support/app.ts';
import { control, joinRoom, tile } from '../support/callPage.ts';
import { callButton, expectPresence, startPerson } from '../support/quickCalls.ts';
import { inspect } from '../support/screenChecks.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

// Three screens in four ways each, axe included.
test.describe.configure({ timeout: 120_000 });

let server: TestServer;
let ada: RunningApp;
let bob: RunningApp;

test.beforeEach(async () => {
  server = await startServer();
  [ada, bob] = await Promise.all([
    startPerson('Ada', { server: server.url }),
    startPerson('Bob', { server: server.url }),
  ]);
});

test.afterEach(async () => {
  await closeAllApps();
  await server.stop();
});

async function meet(): Promise<void> {
  await joinRoom(ada.page, 'Design review', 'Ada');
  await joinRoom(bob.page, 'Design review', 'Bob');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
}

function addButton(page: Page, name: string): Locator {
  return page.getByRole('button', { name: `Add ${name} to contacts`, exact: true });
}

function row(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'In the call' })
    .getByRole('listitem')
    .filter({ hasText: name });
}

async function rename(page: Page, name: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `More about ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(to);
  await dialog.getByRole('textbox').press('Enter');
  await expect(dialog).toBeHidden();
}

async function leave({ page }: RunningApp): Promise<void> {
  await control(page, 'Leave').click();
  await page.getByRole('textbox', { name: 'Room name' }).waitFor();
}

test('one adds another from the People panel, the other accepts, and both are contacts', async () => {
  await meet();
  await control(ada.page, 'People').click();
  // By keyboard alone: the list has the focus, then comes what is in it.
  await expect(ada.page.getByRole('list', { name: 'In the call' })).toBeFocused();
  await ada.page.keyboard.press('Tab');
  await expect(addButton(ada.page, 'Bob')).toBeFocused();
  await inspect(ada, 'people-add');
  await ada.page.keyboard.press('Enter');
  await expect(row(ada.page, 'Bob')).toContainText('Request sent');
  await expect(addButton(ada.page, 'Bob')).toBeFocused();

  const notices = bob.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('Ada wants to be your contact');
  await inspect(bob, 'call-contact-question');
  await control(bob.page, 'People').click();
  await notices.getByRole('button', { name: 'Accept', exact: true }).press('Enter');

  await expect(row(ada.page, 'Bob')).toContainText('Contact');
  await expect(row(bob.page, 'Ada')).toContainText('Contact');
  await expect(addButton(ada.page, 'Bob')).toBeHidden();
  await expect(addButton(bob.page, 'Ada')).toBeHidden();
  await expect(ada.page.getByRole('list', { name: 'In the call' })).toBeFocused();
  await inspect(ada, 'people-contact');

  await leave(ada);
  await leave(bob);
  await expectPresence(ada.page, 'Bob', 'Available');
  await expectPresence(bob.page, 'Ada', 'Available');
  await expect(ada.page.getByRole('heading', { name: 'Contact requests' })).toBeHidden();
  await expect(bob.page.getByRole('heading', { name: 'Contact requests' })).toBeHidden();

  // In the next call they know each other from the start, by the names they have given each other.
  await rename(ada.page, 'Bob', 'Robert');
  await joinRoom(ada.page, 'Design review', 'Ada');
  await joinRoom(bob.page, 'Design review', 'Bob');
  await expect(tile(ada.page, 'Robert').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  await control(ada.page, 'People').click();
  await expect(row(ada.page, 'Robert')).toContainText('Contact');
  await expect(addButton(ada.page, 'Robert')).toBeHidden();
});

test('whoever says not now is not asked again in this call, and nobody is added', async () => {
  await meet();
  await control(ada.page, 'People').click();
  await addButton(ada.page, 'Bob').click();
  const notices = bob.page.getByRole('region', { name: 'Notices' });
  await notices.getByRole('button', { name: 'Not now' }).click();
  await expect(notices).not.toContainText('wants to be your contact');
  await expect(row(ada.page, 'Bob')).toContainText('Request sent');
  // A reloaded window asks anew over a new connection, where the answer still holds.
  await ada.page.reload();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  await control(ada.page, 'People').click();
  await addButton(ada.page, 'Bob').click();
  await expect(row(ada.page, 'Bob')).toContainText('Request sent');

  // Their own question is another matter, and finds both willing.
  await control(bob.page, 'People').click();
  await addButton(bob.page, 'Ada').click();
  await expect(row(bob.page, 'Ada')).toContainText('Contact');
  await leave(ada);
  await leave(bob);
  await expect(callButton(ada.page, 'Bob')).toBeVisible();
  await expect(callButton(bob.page, 'Ada')).toBeVisible();
});
