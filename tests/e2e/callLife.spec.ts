import { expect, test, type Page } from '@playwright/test';
import {
  checkApps,
  closeAllApps,
  nextDrawnWindow,
  withCallWindow,
  type RunningApp,
} from '../support/app.ts';
import { control, joinRoom, leaveCall, tile } from '../support/callPage.ts';
import {
  answer,
  becomeContacts,
  callButton,
  expectBothAvailable,
  expectPresence,
  incomingWindow,
  startContacts,
  startPerson,
} from '../support/quickCalls.ts';
import { expectPicture } from '../support/presentPage.ts';
import { inspect, inspectSmall } from '../support/screenChecks.ts';
import { killAllServers, startServer, type TestServer } from '../support/serverProcess.ts';

// Up to two screens in four ways each, axe included.
test.describe.configure({ timeout: 120_000 });

/** One calls the other, who says yes. */
async function call(from: RunningApp, to: RunningApp, name: string): Promise<void> {
  await callButton(from.page, name).click();
  await answer(await incomingWindow(to), 'Accept');
  // Both are connected when both have seen the other's picture.
  await Promise.all([
    expectPicture(tile(from.page, name)),
    expectPicture(tile(to.page, name === 'Bob' ? 'Ada' : 'Bob')),
  ]);
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** Presses what closes a window: its page may be gone before it has said that it was clicked. */
async function closeBy(page: Page, name: string): Promise<void> {
  const closed = page.waitForEvent('close');
  await button(page, name)
    .click()
    .catch(() => undefined);
  await closed;
}

/** From the press of `Leave` until the page has no call any more, milliseconds. */
function timeToLeave(page: Page): Promise<number> {
  return control(page, 'Leave').evaluate(
    (leave: HTMLElement) =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now();
        new MutationObserver((_changes, observer) => {
          if (leave.isConnected) return;
          observer.disconnect();
          resolve(performance.now() - startedAt);
        }).observe(document.body, { childList: true, subtree: true });
        leave.click();
      }),
  );
}

/** Nobody is in a call here, and the devices are given back. */
async function expectHome(page: Page): Promise<void> {
  // A call that ends by itself takes five seconds for it.
  await expect(page.getByRole('list', { name: 'Contacts' })).toBeVisible({ timeout: 8_000 });
  await expect(page.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
}

function recentCalls(page: Page) {
  return page.getByRole('list', { name: 'Recent calls' }).getByRole('listitem');
}

test.describe('two contacts', () => {
  let server: TestServer;
  let ada: RunningApp;
  let bob: RunningApp;

  test.beforeAll(async () => {
    server = await startServer();
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

  test('a call that rang is called by its people, ends when the other has left, and rings again from its row', async () => {
    await call(ada, bob, 'Bob');
    await expect(ada.page).toHaveTitle('Bob – Parley');
    await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText('Bob');
    await control(bob.page, 'Leave').click();
    await expectHome(bob.page);
    await expect(ada.page.getByText('Bob left.', { exact: true })).toBeVisible();
    await expect(ada.page.getByText(/The call ends in [1-5] s/)).toBeVisible();
    await expect(button(ada.page, 'Stay')).toBeVisible();
    // By itself.
    await expectHome(ada.page);
    await expectPresence(bob.page, 'Ada', 'Available');

    const [row] = await recentCalls(ada.page).all();
    await expect(row!).toContainText('Bob');
    await row!.getByRole('button', { name: 'Call Bob', exact: true }).click();
    await answer(await incomingWindow(bob), 'Decline');
    await expect(ada.page.getByText('Bob declined')).toBeVisible();
    await expect(recentCalls(ada.page).filter({ hasText: 'Declined' })).toHaveCount(1);
    await expect(recentCalls(ada.page)).toHaveCount(2);
  });

  test('whoever stays in a call that the other has left is told so, and can be rung there', async () => {
    await call(ada, bob, 'Bob');
    await inspect(ada, 'call-quick');
    await control(bob.page, 'Leave').click();
    await button(ada.page, 'Stay').click();
    await expect(ada.page.getByText('Bob left. Nobody else is here.')).toBeVisible();
    await expect(button(ada.page, 'Stay')).toBeHidden();
    await inspect(ada, 'call-left-stayed');
    const opened = nextDrawnWindow(ada);
    await withCallWindow(ada, 'minimise');
    const mini = await opened;
    await inspectSmall(ada, mini, 'mini-left-stayed');
    await closeBy(mini, 'Open Parley');

    await expectPresence(bob.page, 'Ada', 'Available');
    await callButton(bob.page, 'Ada').click();
    await answer(await incomingWindow(ada), 'Accept');
    await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
    await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
    await expect(button(ada.page, 'Leave now')).toBeHidden();
  });

  test('the small window hangs up nowhere near where a call was accepted, opens from the menu, and tells that the other has left', async () => {
    await withCallWindow(bob, 'minimise');
    await callButton(ada.page, 'Bob').click();
    const ring = await incomingWindow(bob);
    const asked = await Promise.all(
      ['Accept', 'Accept without video'].map((name) => placeOf(bob, ring, name)),
    );
    const opened = nextDrawnWindow(bob);
    await answer(ring, 'Accept');
    const mini = await opened;
    await expect(mini.getByRole('group', { name: 'Ada' }).locator('video')).toBeVisible();
    // The same area of the screen, or the test would tell nothing.
    await expect
      .poll(async () => Math.abs((await placeOf(bob, mini, 'Leave')).top - asked[0]!.top))
      .toBeLessThan(44);
    const leave = await placeOf(bob, mini, 'Leave');
    for (const { left, right } of asked) {
      expect(leave.right < left || leave.left > right, `${leave.left} in ${left} to ${right}`).toBe(
        true,
      );
    }
    await inspectSmall(bob, mini, 'mini-call-new');

    await closeBy(mini, 'Open Parley');
    const opening = nextDrawnWindow(bob);
    await button(bob.page, 'More').click();
    await bob.page.getByRole('menuitem', { name: 'Small window' }).click();
    const again = await opening;
    await expect(button(again, 'Leave')).toBeVisible();
    expect(await again.title()).toBe('Ada, small');

    await control(ada.page, 'Leave').click();
    await expect(again.getByText('Ada left.')).toBeVisible();
    await closeBy(again, 'Leave now');
    await expectPresence(ada.page, 'Bob', 'Available');
  });

  test('a room that was joined by its name stays open, and says who has left', async () => {
    await joinRoom(ada.page, 'standup', 'Ada');
    await expect(ada.page.getByText('Nobody else is here yet.')).toBeVisible();
    await expect(ada.page.getByText('This computer is the server')).toBeHidden();
    await joinRoom(bob.page, 'standup', 'Bob');
    await expect(tile(ada.page, 'Bob')).toBeVisible();
    await control(bob.page, 'Leave').click();
    await expect(ada.page.getByText('Bob left. Nobody else is here.')).toBeVisible();
    await expect(button(ada.page, 'Stay')).toBeHidden();
  });

  test('leaving is at once while the server is gone', async () => {
    await call(ada, bob, 'Bob');
    await server.kill();
    await expect(ada.page.getByText('Reconnecting…').first()).toBeVisible();
    expect(await timeToLeave(ada.page)).toBeLessThan(1_000);
    await expectHome(ada.page);
    // By the goodbye over their own connection.
    await expect(bob.page.getByText('Ada left.', { exact: true })).toBeVisible();
  });
});

test.describe('two others', () => {
  test.afterEach(async () => {
    await closeAllApps();
    await killAllServers();
  });

  test('the call ends too when the other has quit and their own server went with them', async () => {
    const [ada, bob] = await Promise.all([startPerson('Ada', {}), startPerson('Bob', {})]);
    await becomeContacts({ app: bob, name: 'Bob' }, { app: ada, name: 'Ada' });
    // Over Ada's server, and in a room there.
    await call(bob, ada, 'Ada');
    await ada.close();
    await expect(bob.page.getByText('Ada left.', { exact: true })).toBeVisible();
    await expect(bob.page.getByText('Reconnecting…')).toBeHidden();
    await expectHome(bob.page);
  });

  test('without a camera one is seen as a letter, and the button says why when it is pressed', async () => {
    const server = await startServer();
    const { ada, bob } = await startContacts(server.url, { devices: 'none' });
    await callButton(ada.page, 'Bob').click();
    await answer(await incomingWindow(bob), 'Accept');
    await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
    const own = tile(ada.page, 'Ada (you)');
    await expect(own.getByText('A', { exact: true })).toBeVisible();
    await expect(own.locator('video')).toHaveCount(0);
    const notices = ada.page.getByRole('region', { name: 'Notices' });
    const start = control(ada.page, 'Start camera');
    await expect(start).toHaveAccessibleDescription('No camera found');
    await expect(notices.getByText('No camera found')).toBeHidden();
    await start.hover();
    await expect(ada.page.getByText('No camera found')).toBeVisible();
    await start.click();
    await expect(notices.getByText('No camera found')).toBeVisible();
    await inspect(ada, 'call-no-camera');
  });
});

interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** Where a button is on the screen, pixels; asked of main, as a page hears late where it is. */
async function placeOf({ app }: RunningApp, page: Page, name: string): Promise<Place> {
  const window = await app.browserWindow(page);
  const content = await window.evaluate((shown) => shown.getContentBounds());
  const { left, right, top } = await button(page, name).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left, right: box.right, top: box.top };
  });
  return { left: content.x + left, right: content.x + right, top: content.y + top };
}
