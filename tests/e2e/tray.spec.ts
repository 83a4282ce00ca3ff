import { test, expect } from '@playwright/test';
import { checkApps, nextDrawnWindow, withCallWindow, type RunningApp } from '../support/app.ts';
import { leaveCall, tile } from '../support/callPage.ts';
import { answer, becomeContacts, callButton, incomingWindow } from '../support/quickCalls.ts';
import { startTrayPeople, type TrayPeople } from '../support/trayPeople.ts';

let people: TrayPeople;
let ada: RunningApp;
let bob: RunningApp;

// Two people for both; Ada's window is closed from the first on.
test.beforeAll(async () => {
  people = await startTrayPeople('KDE');
  ({ ada, bob } = people);
  await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
});

test.afterEach(checkApps);

test.afterAll(() => people.stop());

test('a contact is rung from the tray, and the call goes on in it when the window is closed', async () => {
  await expect
    .poll(people.labels)
    .toEqual(expect.arrayContaining(['Quick call', 'Bob', 'Open Parley']));
  const item = await people.item();
  await item.choose('Bob');
  await answer(await incomingWindow(bob), 'Accept');
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  await expect
    .poll(people.labels)
    .toEqual(expect.arrayContaining(['Mute', 'Stop camera', 'Share screen', 'Leave call']));

  const opened = nextDrawnWindow(ada);
  await withCallWindow(ada, 'close');
  const mini = await opened;
  await expect(mini.getByRole('group', { name: 'Bob' }).locator('video')).toBeVisible();
  await item.choose('Mute');
  await expect(mini.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
  await expect.poll(people.labels).toContain('Unmute');
  const closed = mini.waitForEvent('close');
  await item.choose('Leave call');
  await closed;
  await expect(tile(bob.page, 'Ada')).toBeHidden();
  await expect.poll(people.labels).not.toContain('Leave call');
  await leaveCall(bob);
});

test('with the window closed a call rings, is answered in the small window, and missed ones are kept', async () => {
  await withCallWindow(ada, 'close');
  await expect
    .poll(() => ada.app.windows().some((page) => page.url().includes('/windows/main/')))
    .toBe(false);
  await callButton(bob.page, 'Ada').click();
  const ring = await incomingWindow(ada);
  await ring.screenshot({ path: 'test-results/incoming-call.png' });
  await bob.page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => ring.isClosed()).toBe(true);

  await callButton(bob.page, 'Ada').click();
  await answer(await incomingWindow(ada), 'Accept');
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  const small = (): boolean => ada.app.windows().some((page) => page.url() === 'about:blank');
  await expect.poll(small).toBe(true);

  const item = await people.item();
  await item.choose('Leave call');
  // They have talked: what was missed before is settled.
  await expect.poll(people.labels).not.toContain('Leave call');
  expect(await people.labels()).not.toContain('Missed calls');
  await bob.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await callButton(bob.page, 'Ada').click();
  await incomingWindow(ada);
  await bob.page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(people.labels).toContain('Missed calls');
  await item.choose('Missed calls');
  await expect
    .poll(async () => {
      const home = ada.app.windows().find((page) => page.url().includes('/windows/main/'));
      return (await home?.getByRole('button', { name: 'Call back Bob' }).isVisible()) ?? false;
    })
    .toBe(true);
});
