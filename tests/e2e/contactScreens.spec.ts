import { test, expect } from '@playwright/test';
import {
  checkApps,
  closeAllApps,
  nextDrawnWindow,
  withCallWindow,
  type RunningApp,
} from '../support/app.ts';
import { tile } from '../support/callPage.ts';
import {
  answer,
  callButton,
  contactLink,
  incomingWindow,
  startPerson,
} from '../support/quickCalls.ts';
import { inspect, inspectSmall } from '../support/screenChecks.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

// Those who become contacts in the first test call each other in the second.
test.describe.configure({ mode: 'serial' });

let server: TestServer;
let ada: RunningApp;
let bob: RunningApp;

test.beforeAll(async () => {
  server = await startServer();
  [ada, bob] = await Promise.all([
    startPerson('Ada', { server: server.url }),
    startPerson('Bob', { server: server.url }),
  ]);
});

test.afterEach(checkApps);

test.afterAll(async () => {
  await closeAllApps();
  await server.stop();
});

test('contacts and the ways to them have their names, in every size and theme', async () => {
  const link = await contactLink(ada);
  await bob.page.getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = bob.page.getByRole('dialog', { name: 'Add contact' });
  await dialog.getByRole('textbox', { name: 'Contact link', exact: true }).fill('nothing');
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(dialog.getByText('This is no contact link.')).toBeVisible();
  await inspect(bob, 'add-contact');
  await dialog.getByRole('textbox', { name: 'Contact link', exact: true }).fill(link);
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(dialog.getByText('Request sent to Ada.')).toBeVisible();
  await bob.page.keyboard.press('Escape');
  // What opened the dialog has gone; the keyboard is not lost with it.
  await expect(dialog).toBeHidden();
  await expect(bob.page.locator(':focus')).toHaveCount(1);
  const accept = ada.page.getByRole('button', { name: 'Accept Bob' });
  await expect(accept).toBeVisible();
  await inspect(ada, 'home-request');
  // Behind a dialog the request would not be seen: one without words of hers makes room.
  const settings = ada.page.getByRole('dialog', { name: 'Settings' });
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  await expect(settings).toBeVisible();
  await clickRequestNotification();
  await expect(settings).toBeHidden();
  await ada.page.getByRole('button', { name: 'Add contact' }).first().click();
  const adding = ada.page.getByRole('dialog', { name: 'Add contact' });
  const field = adding.getByRole('textbox', { name: 'Contact link', exact: true });
  await field.fill('half a li');
  await clickRequestNotification();
  await expect(adding.getByRole('button', { name: 'Accept Bob' })).toBeVisible();
  await inspect(ada, 'request-in-dialog');
  await adding.getByRole('button', { name: 'Accept Bob' }).click();
  await expect(field).toHaveValue('half a li');
  await ada.page.keyboard.press('Escape');
  await expect(adding).toBeHidden();
  await expect(callButton(ada.page, 'Bob')).toBeVisible();
  await expect(ada.page.locator(':focus')).toHaveCount(1);
  await inspect(ada, 'home-contacts');
  await ada.page.getByRole('button', { name: 'More about Bob' }).click();
  await ada.page.getByRole('menuitem', { name: 'Block' }).click();
  await expect(ada.page.getByText('Bob is blocked')).toBeVisible();
  await expect(callButton(ada.page, 'Bob')).toBeHidden();
  await expect(ada.page.locator(':focus')).toHaveCount(1);
  await ada.page.getByRole('button', { name: 'Undo' }).click();
  await expect(callButton(ada.page, 'Bob')).toBeVisible();
});

/** As main does: no desktop of a test has a notification that could be clicked. */
async function clickRequestNotification(): Promise<void> {
  const window = await ada.app.browserWindow(ada.page);
  await window.evaluate((shown) => shown.webContents.send('contacts:show-requests', {}));
}

test('calling and being called look as they should, in every size and theme', async () => {
  await callButton(ada.page, 'Bob').click();
  const ring = await incomingWindow(bob);
  await expect(ada.page.getByText('Ringing…')).toBeVisible();
  await inspect(ada, 'home-ringing');
  for (const name of ['Accept', 'Accept without video', 'Decline']) {
    await expect(ring.getByRole('button', { name, exact: true })).toBeVisible();
  }
  await inspectSmall(bob, ring, 'incoming-call');
  await answer(ring, 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  const opened = nextDrawnWindow(ada);
  await withCallWindow(ada, 'minimise');
  const mini = await opened;
  await expect(mini.getByRole('group', { name: 'Bob' }).locator('video')).toBeVisible();
  await inspectSmall(ada, mini, 'mini-call');
});
