import { test, expect } from '@playwright/test';
import { checkApps, withCallWindow, type RunningApp } from '../support/app.ts';
import { tile } from '../support/callPage.ts';
import {
  answer,
  becomeContacts,
  callButton,
  contactLink,
  expectBothAvailable,
  incomingWindow,
  isRinging,
} from '../support/quickCalls.ts';
import { inspect } from '../support/screenChecks.ts';
import { startTrayPeople, type TrayPeople } from '../support/trayPeople.ts';

let people: TrayPeople;
let ada: RunningApp;
let bob: RunningApp;

async function start(): Promise<void> {
  people = await startTrayPeople('XFCE');
  ({ ada, bob } = people);
}

test.afterEach(checkApps);

/** Ada's window after it was closed and opened again. */
async function reopened() {
  const item = await people.item();
  const opens = ada.app.waitForEvent('window', {
    predicate: (page) => page.url().includes('/windows/main/'),
  });
  await item.choose('Contact requests (1)');
  return opens;
}

test.describe('strangers', () => {
  test.beforeAll(start);
  test.afterAll(() => people.stop());

  test('a contact request that comes with the window closed is in the tray, and can be declined and taken back', async () => {
    const link = await contactLink(ada);
    await withCallWindow(ada, 'close');
    await bob.page.getByRole('button', { name: 'Add contact' }).first().click();
    const dialog = bob.page.getByRole('dialog', { name: 'Add contact' });
    await dialog.getByRole('textbox', { name: 'Contact link', exact: true }).fill(link);
    await dialog.getByRole('button', { name: 'Send request' }).click();

    await expect.poll(people.labels).toContain('Contact requests (1)');
    const item = await people.item();
    await expect.poll(() => item.tooltip()).toBe('Parley: Available, 1 contact request');
    const page = await reopened();
    await page.getByRole('button', { name: 'Decline Bob' }).click();
    await expect(page.getByText('Declined Bob.')).toBeVisible();
    await expect.poll(people.labels).not.toContain('Contact requests (1)');
    await inspect({ ...ada, page }, 'request-declined');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Accept Bob' }).click();
    await expect(callButton(page, 'Bob')).toBeVisible();
  });
});

test.describe('contacts', () => {
  test.beforeAll(async () => {
    await start();
    await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
  });

  test.beforeEach(() => expectBothAvailable({ ada, bob }));

  test.afterAll(() => people.stop());

  test('a missed call is gone once both have talked, and whoever is in the call is not rung again', async () => {
    await callButton(bob.page, 'Ada').click();
    await incomingWindow(ada);
    await bob.page.getByRole('button', { name: 'Cancel' }).click();
    const callBack = ada.page.getByRole('button', { name: 'Call back Bob' });
    await callBack.click();
    await answer(await incomingWindow(bob), 'Accept');
    await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
    await expect.poll(people.labels).toContain('Others see: Busy');

    const item = await people.item();
    await item.choose('Bob');
    await ada.page.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(ada.page.getByRole('button', { name: 'New call' })).toBeVisible();
    await expect(callBack).toBeHidden();
    await bob.page.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(bob.page.getByRole('button', { name: 'New call' })).toBeVisible();
    await expect(bob.page.getByRole('button', { name: 'Call back Ada' })).toBeHidden();
  });

  test('Escape in the main window silences a call, in its small window too', async () => {
    await callButton(bob.page, 'Ada').click();
    const ring = await incomingWindow(ada);
    await expect(ada.page.getByText('Esc silences the ring')).toBeVisible();
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.getByText('The ring is silenced')).toBeVisible();
    await expect(ring.getByText('The ring is silenced')).toBeVisible();
    expect(await isRinging(ada)).toBe(true);
    await inspect(ada, 'ring-silenced');
    await answer(ring, 'Decline');
    await expect(bob.page.getByText('Ada declined')).toBeVisible();
  });
});
