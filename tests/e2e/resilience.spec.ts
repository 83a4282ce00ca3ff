import { test, expect, type Page } from '@playwright/test';
import { checkApps, closeAllApps, launchApp, type RunningApp } from '../support/app.ts';
import {
  connectionStates,
  expectChat,
  expectMovingPicture,
  joinRoom,
  longestGapMs,
  sendChat,
  tile,
  watchGaps,
} from '../support/callPage.ts';
import { TcpProxy } from '../support/clientProxy.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;
let proxy: TcpProxy;
let ada: RunningApp;
let bob: RunningApp;

// One call for all, which each test leaves as it was; the last starts one of the apps again.
test.beforeAll(async () => {
  server = await startServer();
  proxy = await TcpProxy.start(server.port);
  [ada, bob] = await Promise.all([
    launchApp({ server: proxy.url }),
    launchApp({ server: proxy.url }),
  ]);
  await joinRoom(ada.page, 'storm', 'Ada');
  await joinRoom(bob.page, 'storm', 'Bob');
});

test.beforeEach(async () => {
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expectMovingPicture(tile(bob.page, 'Ada'));
});

test.afterEach(checkApps);

test.afterAll(async () => {
  await closeAllApps();
  await proxy.close();
  await server.stop();
});

/** The strip that tells that the server is away. */
function reconnecting(page: Page) {
  return page.getByText('The server went away');
}

/** No connection was made or lost since `before`, and exactly one is alive. */
async function expectSameConnections(
  page: Page,
  before: readonly RTCPeerConnectionState[],
): Promise<void> {
  expect(await connectionStates(page)).toEqual(before);
  expect(before.filter((state) => state === 'connected')).toHaveLength(1);
}

test('a server killed and started again in mid-call costs neither a frame nor a connection', async () => {
  const before = [await connectionStates(ada.page), await connectionStates(bob.page)] as const;
  await Promise.all([watchGaps(tile(ada.page, 'Bob')), watchGaps(tile(bob.page, 'Ada'))]);
  await server.kill();
  await expect(reconnecting(ada.page)).toBeVisible();
  await expect(reconnecting(bob.page)).toBeVisible();
  await sendChat(ada.page, 'Still here without a server.');
  await expectChat(bob.page, 'Still here without a server.');

  await server.restart();
  await expect(reconnecting(ada.page)).toBeHidden({ timeout: 20_000 });
  await expect(reconnecting(bob.page)).toBeHidden({ timeout: 20_000 });
  await expect.poll(() => server.metric('parley_members')).toBe(2);
  await sendChat(bob.page, 'And with it again.');
  await expectChat(ada.page, 'And with it again.');
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expectMovingPicture(tile(bob.page, 'Ada'));

  expect(await longestGapMs(ada.page)).toBeLessThan(1_000);
  expect(await longestGapMs(bob.page)).toBeLessThan(1_000);
  await expectSameConnections(ada.page, before[0]);
  await expectSameConnections(bob.page, before[1]);
});

test('a lost socket is resumed with the same connections and no gap', async () => {
  const before = [await connectionStates(ada.page), await connectionStates(bob.page)] as const;
  const resumes = await server.metric('parley_resumes_total');
  await Promise.all([watchGaps(tile(ada.page, 'Bob')), watchGaps(tile(bob.page, 'Ada'))]);
  proxy.refuse();
  await expect(reconnecting(ada.page)).toBeVisible();
  proxy.heal();
  await expect(reconnecting(ada.page)).toBeHidden({ timeout: 20_000 });
  await expect(reconnecting(bob.page)).toBeHidden({ timeout: 20_000 });
  await expect
    .poll(() => server.metric('parley_resumes_total'))
    .toBeGreaterThanOrEqual(resumes + 2);
  await expectMovingPicture(tile(ada.page, 'Bob'));
  expect(await longestGapMs(ada.page)).toBeLessThan(1_000);
  expect(await longestGapMs(bob.page)).toBeLessThan(1_000);
  await expectSameConnections(ada.page, before[0]);
  await expectSameConnections(bob.page, before[1]);
});

test('a window reloaded in mid-call is back with media within five seconds', async () => {
  await sendChat(bob.page, 'Before the reload.');
  await expectChat(ada.page, 'Before the reload.');
  const started = Date.now();
  await bob.page.reload();
  await expectMovingPicture(tile(bob.page, 'Ada'), 1);
  await expectMovingPicture(tile(ada.page, 'Bob'), 1);
  expect(Date.now() - started).toBeLessThan(5_000);
  await expectChat(bob.page, 'Before the reload.');
  await sendChat(bob.page, 'After the reload.');
  await expectChat(ada.page, 'After the reload.');
});

test('a killed app is told within the heartbeat time, and coming back it replaces its ghost', async () => {
  const { userDataDir } = bob;
  await bob.kill();
  await expect(tile(ada.page, 'Bob').getByText('Reconnecting…')).toBeVisible({ timeout: 10_000 });

  const again = await launchApp({ server: proxy.url, userDataDir });
  await joinRoom(again.page, 'storm', 'Bob');
  await expectMovingPicture(tile(ada.page, 'Bob'));
  await expect(tile(ada.page, 'Bob')).toHaveCount(1);
  await expectMovingPicture(tile(again.page, 'Ada'));
});
