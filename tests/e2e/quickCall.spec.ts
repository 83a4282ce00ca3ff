import { test, expect } from '@playwright/test';
import {
  checkApps,
  closeAllApps,
  nextDrawnWindow,
  withCallWindow,
  type RunningApp,
} from '../support/app.ts';
import { control, leaveCall, tile } from '../support/callPage.ts';
import {
  answer,
  callButton,
  contactLink,
  expectBothAvailable,
  expectPresence,
  incomingWindow,
  isRinging,
  startContacts,
  startPerson,
} from '../support/quickCalls.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;
let ada: RunningApp;
let bob: RunningApp;

// Two people for all: each test ends the calls it makes, and the last ends Ada's app.
test.beforeAll(async () => {
  server = await startServer();
  ({ ada, bob } = await startContacts(server.url));
});

test.beforeEach(() => expectBothAvailable({ ada, bob }));

test.afterEach(checkApps);

test.afterAll(async () => {
  await closeAllApps();
  await server.stop();
});

test('contacts ring each other, and are in a call when it is accepted, or when both ring at once', async () => {
  await callButton(ada.page, 'Bob').click();
  await expect(ada.page.getByText('Ringing…')).toBeVisible();
  const ring = await incomingWindow(bob);
  await expect(ring.getByRole('heading', { name: 'Ada is calling' })).toBeVisible();
  await answer(ring, 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  await expect.poll(() => isRinging(bob)).toBe(false);
  await Promise.all([leaveCall(ada), leaveCall(bob)]);
  await expectBothAvailable({ ada, bob });

  await Promise.all([callButton(ada.page, 'Bob').click(), callButton(bob.page, 'Ada').click()]);
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  expect(await Promise.all([isRinging(ada), isRinging(bob)])).toEqual([false, false]);
  await Promise.all([leaveCall(ada), leaveCall(bob)]);
});

test('a call is accepted without video, declined, cancelled, and answered busy', async () => {
  await callButton(ada.page, 'Bob').click();
  await answer(await incomingWindow(bob), 'Decline');
  await expect(ada.page.getByText('Bob declined')).toBeVisible();
  await expect.poll(() => isRinging(bob)).toBe(false);

  await callButton(ada.page, 'Bob').click();
  await incomingWindow(bob);
  await ada.page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => isRinging(bob)).toBe(false);
  const callBack = bob.page.getByRole('button', { name: 'Call back Ada' });
  await expect(callBack).toBeVisible();
  // It stays where it is under the pointer.
  const place = await callBack.boundingBox();
  await callBack.hover();
  expect(await callBack.boundingBox()).toEqual(place);

  await bob.page.getByRole('button', { name: 'Your status' }).click();
  await bob.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
  await expectPresence(ada.page, 'Bob', 'Do not disturb');
  await callButton(ada.page, 'Bob').click();
  const refusal = ada.page.getByText('Bob does not want to be disturbed');
  await expect(refusal).toBeVisible();
  expect(await isRinging(bob)).toBe(false);
  await bob.page.getByRole('button', { name: 'Your status' }).click();
  await bob.page.getByRole('menuitemradio', { name: 'Available' }).click();
  // They can be called again.
  await expect(refusal).toBeHidden();

  await callButton(ada.page, 'Bob').click();
  await answer(await incomingWindow(bob), 'Accept without video');
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  await expect(control(bob.page, 'Start camera')).toBeVisible();
  await Promise.all([leaveCall(ada), leaveCall(bob)]);
});

test('a server that dies while it rings leaves nobody ringing, and contacts find each other again', async () => {
  await callButton(ada.page, 'Bob').click();
  await incomingWindow(bob);
  await server.kill();
  await server.restart();
  await expect(ada.page.getByText('Bob cannot be reached')).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => isRinging(bob)).toBe(false);
  await expectBothAvailable({ ada, bob });
});

test('away from its window a call is in a small one, and comes back from there', async () => {
  await callButton(ada.page, 'Bob').click();
  await answer(await incomingWindow(bob), 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  const opened = nextDrawnWindow(ada);
  await withCallWindow(ada, 'minimise');
  const mini = await opened;
  await expect(mini.getByRole('group', { name: 'Bob' }).locator('video')).toBeVisible();
  await expect
    .poll(() =>
      mini
        .locator('video')
        .first()
        .evaluate((video: HTMLVideoElement) => video.videoWidth),
    )
    .toBeGreaterThan(0);
  await mini.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(mini.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
  await expect(bob.page.getByRole('group', { name: 'Ada' }).getByText('Muted')).toBeAttached();
  await mini.screenshot({ path: 'test-results/mini-call.png' });
  const closed = mini.waitForEvent('close');
  await mini
    .getByRole('button', { name: 'Open Parley' })
    .click()
    .catch(() => undefined);
  await closed;
  await expect(control(ada.page, 'Unmute')).toBeVisible();
  await Promise.all([leaveCall(ada), leaveCall(bob)]);
});

test('a contact link is a question first, also in an app that it starts', async () => {
  const link = await contactLink(bob);
  const cleo = await startPerson('Cleo', { server: server.url, args: [link] });
  const question = cleo.page.getByRole('dialog', { name: 'Add Bob to your contacts?' });
  await expect(question).toBeVisible();
  await expect(bob.page.getByText('Cleo')).toBeHidden();
  await question.getByRole('button', { name: 'Send request' }).click();
  await bob.page.getByRole('button', { name: 'Accept Cleo' }).click();
  await expectPresence(cleo.page, 'Bob', 'Available');
});

test('a caller that is killed is told as a missed call, and rings no longer once it is given up', async () => {
  await callButton(ada.page, 'Bob').click();
  await incomingWindow(bob);
  await ada.kill();
  await expect.poll(() => isRinging(bob), { timeout: 10_000 }).toBe(false);
  await expect(bob.page.getByRole('button', { name: 'Call back Ada' })).toBeVisible();
});
