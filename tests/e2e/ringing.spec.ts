import { test, expect } from '@playwright/test';
import { RING_TIMEOUT_MS } from '../../signaling/protocol/limits.ts';
import { checkApps, closeAllApps, openLink, type RunningApp } from '../support/app.ts';
import { control, leaveCall, openPanel, tile } from '../support/callPage.ts';
import {
  answer,
  becomeContacts,
  callButton,
  contactLink,
  expectBothAvailable,
  expectPresence,
  incomingWindow,
  isRinging,
  startContacts,
  startPerson,
} from '../support/quickCalls.ts';
import { adoptIdentity, saveIdentity } from '../support/secondDevice.ts';
import { startTimeServer, type TimeServer } from '../support/timeServer.ts';

let server: TimeServer;
let ada: RunningApp;
let bob: RunningApp;

// Two people for all, and whoever else a test needs.
test.beforeAll(async () => {
  server = await startTimeServer();
  ({ ada, bob } = await startContacts(server.url));
});

test.beforeEach(() => expectBothAvailable({ ada, bob }));

test.afterEach(async () => {
  await Promise.all([leaveCall(ada), leaveCall(bob)]);
  await checkApps();
});

test.afterAll(async () => {
  await closeAllApps();
  await server.stop();
});

test('two devices ring, and the first that answers stops the other', async () => {
  const second = await startPerson('Laptop', { server: server.url });
  await adoptIdentity(second, await saveIdentity(bob));
  await expectPresence(second.page, 'Ada', 'Available');
  await callButton(ada.page, 'Bob').click();
  const rings = await Promise.all([incomingWindow(bob), incomingWindow(second)]);
  await answer(rings[1], 'Accept');
  await expect(tile(second.page, 'Ada').locator('video')).toBeVisible();
  await expect.poll(() => isRinging(bob)).toBe(false);
  await expect(bob.page.getByRole('button', { name: 'Call back Ada' })).toBeHidden();
  await expect(tile(bob.page, 'Ada')).toBeHidden();
  await second.close();
});

test('a third person is brought into a running call', async () => {
  const cleo = await startPerson('Cleo', { server: server.url });
  await becomeContacts({ app: ada, name: 'Ada' }, { app: cleo, name: 'Cleo' });
  await callButton(ada.page, 'Bob').click();
  await answer(await incomingWindow(bob), 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await openPanel(ada.page, 'People');
  await ada.page.getByRole('button', { name: 'Call somebody' }).click();
  const callable = ada.page.getByRole('list', { name: 'Call somebody' });
  await expect(callable.getByRole('listitem').filter({ hasText: 'Bob' })).toContainText(
    'In this call',
  );
  await expect(callable.getByRole('button', { name: 'Call Bob', exact: true })).toBeHidden();
  await callable.getByRole('button', { name: 'Call Cleo', exact: true }).click();
  await answer(await incomingWindow(cleo), 'Accept');
  // Cleo and Bob are no contacts, and see each other.
  await expect(tile(cleo.page, 'Bob').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Cleo').locator('video')).toBeVisible();
  await control(ada.page, 'Leave').click();
  await expect(tile(cleo.page, 'Ada')).toBeHidden();
  await expect(tile(cleo.page, 'Bob').locator('video')).toBeVisible();
  await cleo.close();
});

test('nobody answers for 45 seconds: the caller is told, and the other has a missed call', async () => {
  await callButton(ada.page, 'Bob').click();
  await incomingWindow(bob);
  await expect(ada.page.getByText('Ringing…')).toBeVisible();
  expect(server.skip(RING_TIMEOUT_MS)).toBe(1);
  await expect(ada.page.getByText('Bob did not answer')).toBeVisible();
  await expect.poll(() => isRinging(bob)).toBe(false);
  await expect(bob.page.getByRole('button', { name: 'Call back Ada' })).toBeVisible();
});

test('links that are opened while the app runs are questions first', async () => {
  const link = await contactLink(bob);
  const dana = await startPerson('Dana', { server: server.url });
  await openLink(dana, link);
  const adding = dana.page.getByRole('dialog', { name: 'Add Bob to your contacts?' });
  await expect(adding).toBeVisible();
  await expect(bob.page.getByText('Dana')).toBeHidden();
  await adding.getByRole('button', { name: 'Send request' }).click();
  await expect(bob.page.getByRole('button', { name: 'Accept Dana' })).toBeVisible();

  const [, address = ''] = /^parley:\/\/contact\/([^?/]+)/.exec(link) ?? [];
  await openLink(ada, `parley://call/${address}`);
  const calling = ada.page.getByRole('dialog', { name: 'Call Bob?' });
  await expect(calling).toBeVisible();
  expect(await isRinging(bob)).toBe(false);
  await calling.getByRole('button', { name: 'Call', exact: true }).click();
  await answer(await incomingWindow(bob), 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();

  // In a call, to another room: asked, too.
  await openLink(ada, 'parley://join/harbour');
  const question = ada.page.getByRole('region', { name: 'Notices' });
  await expect(question).toContainText(/harbour/i);
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).not.toContainText(/harbour/i);
});
