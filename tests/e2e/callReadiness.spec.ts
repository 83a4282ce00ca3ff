import { test, expect, type Page } from '@playwright/test';
import { checkApps, withCallWindow, type RunningApp } from '../support/app.ts';
import { control, tile } from '../support/callPage.ts';
import {
  answer,
  becomeContacts,
  callButton,
  expectBothAvailable,
  incomingWindow,
} from '../support/quickCalls.ts';
import { startTrayPeople, type TrayPeople } from '../support/trayPeople.ts';

declare global {
  interface Window {
    /** Every track that the page's devices have given. */
    parleyTracks?: MediaStreamTrack[];
  }
}

/** What a page has open: kinds of tracks, and how far each connection is with its candidates. */
interface Open {
  readonly tracks: readonly string[];
  readonly links: readonly string[];
}

const NOTHING: Open = { tracks: [], links: [] };
const QUIET: Open = { tracks: [], links: ['new'] };
const READY: Open = { tracks: ['audio', 'video'], links: ['complete'] };

let people: TrayPeople;
let ada: RunningApp;
let bob: RunningApp;

function recordTracks(): void {
  const given: MediaStreamTrack[] = [];
  window.parleyTracks = given;
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    given.push(...stream.getTracks());
    return stream;
  };
}

function openIn(page: Page): Promise<Open> {
  return page.evaluate(() => ({
    tracks: (window.parleyTracks ?? [])
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .toSorted(),
    links: (window.parleyConnections ?? [])
      .filter(({ signalingState }) => signalingState !== 'closed')
      .map(({ iceGatheringState }) => iceGatheringState),
  }));
}

async function record({ app, page }: RunningApp): Promise<void> {
  await app.context().addInitScript(recordTracks);
  await page.evaluate(recordTracks);
}

// Two people for all; the last test needs Ada's tray.
test.beforeAll(async () => {
  people = await startTrayPeople('XFCE');
  ({ ada, bob } = people);
  await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
  await Promise.all([record(ada), record(bob)]);
});

test.beforeEach(() => expectBothAvailable({ ada, bob }));

test.afterEach(checkApps);

test.afterAll(() => people.stop());

test('who calls is ready, who is called opens nothing before the yes, and a no closes all', async () => {
  await callButton(ada.page, 'Bob').click();
  const ring = await incomingWindow(bob);
  await expect.poll(() => openIn(ada.page)).toEqual(READY);
  await expect.poll(() => openIn(bob.page)).toEqual(QUIET);
  await answer(ring, 'Decline');
  for (const { page } of [ada, bob]) await expect.poll(() => openIn(page)).toEqual(NOTHING);
  expect(await bob.page.evaluate(() => window.parleyTracks?.length)).toBe(0);

  await callButton(ada.page, 'Bob').click();
  await incomingWindow(bob);
  await expect.poll(() => openIn(ada.page)).toEqual(READY);
  await ada.page.getByRole('button', { name: 'Cancel' }).click();
  for (const { page } of [ada, bob]) await expect.poll(() => openIn(page)).toEqual(NOTHING);
});

test('pages that are reloaded while it rings are ready again, and the call has one link', async () => {
  await callButton(ada.page, 'Bob').click();
  const ring = await incomingWindow(bob);
  await expect.poll(() => openIn(bob.page)).toEqual(QUIET);
  await Promise.all([ada.page.reload(), bob.page.reload()]);
  await expect.poll(() => openIn(ada.page)).toEqual(READY);
  await expect.poll(() => openIn(bob.page)).toEqual(QUIET);
  await answer(ring, 'Accept');
  await expect(tile(ada.page, 'Bob').locator('video')).toBeVisible();
  await expect(tile(bob.page, 'Ada').locator('video')).toBeVisible();
  for (const { page } of [ada, bob]) await expect.poll(() => openIn(page)).toEqual(READY);
  await control(ada.page, 'Leave').click();
  await control(bob.page, 'Leave').click();
  for (const { page } of [ada, bob]) await expect.poll(() => openIn(page)).toEqual(NOTHING);
});

test('a closed window loads its page while it rings, out of sight, and not for longer', async () => {
  const home = (): Page | undefined =>
    ada.app.windows().find((page) => page.url().includes('/windows/main/'));
  await withCallWindow(ada, 'close');
  await expect.poll(() => home() === undefined).toBe(true);
  await callButton(bob.page, 'Ada').click();
  const ring = await incomingWindow(ada);
  await expect.poll(() => home() !== undefined).toBe(true);
  await expect
    .poll(async () => (await home()?.evaluate(() => window.parleyConnections?.length)) ?? 0)
    .toBe(1);
  expect(
    await ada.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().includes('/windows/main/') && window.isVisible(),
      ),
    ),
  ).toBe(false);
  await answer(ring, 'Decline');
  await expect.poll(() => home() === undefined, { timeout: 10_000 }).toBe(true);
});
