import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from './app.ts';

/** From Home through the green room into the call, as a person does it. */
export async function joinRoom(page: Page, room: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Room name' }).fill(room);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await joinFromGreenRoom(page, name);
}

/** From the green room into the call. */
export async function joinFromGreenRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join now' }).click();
  await page.getByRole('toolbar', { name: 'Call controls' }).waitFor();
}

/** A participant's tile; exactly the one of this name. */
export function tile(page: Page, name: string): Locator {
  return page.getByRole('group', { name, exact: true });
}

export function control(page: Page, name: string): Locator {
  return page
    .getByRole('toolbar', { name: 'Call controls' })
    .getByRole('button', { name, exact: true });
}

/** Leaves the call that somebody may be in, and waits for Home; for `afterEach` of a shared app. */
export async function leaveCall({ page }: RunningApp): Promise<void> {
  // At once or not at all: a call that ends by itself takes its button away.
  await control(page, 'Leave').evaluateAll((found: HTMLElement[]) => found[0]?.click());
  await page.getByRole('textbox', { name: 'Room name' }).waitFor();
}

/** Waits until the picture in a tile has changed `times` times, as a live one does. */
export async function expectMovingPicture(where: Locator, times = 3): Promise<void> {
  const video = where.locator('video');
  await video.waitFor();
  await expect
    .poll(() => countChanges(video, times), { message: 'moving picture', timeout: 20_000 })
    .toBe(times);
}

/**
 * Changes of the picture while frames come, up to `wanted`. Ends early when none has come for two
 * seconds: the element may have been replaced by another one for the same person.
 */
async function countChanges(video: Locator, wanted: number): Promise<number> {
  return video.evaluate(async (element: HTMLVideoElement, most) => {
    const canvas = new OffscreenCanvas(64, 36);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let last = '';
    for (let changes = -1; ;) {
      const frame = await new Promise<boolean>((resolve) => {
        element.requestVideoFrameCallback(() => resolve(true));
        setTimeout(() => resolve(false), 2_000);
      });
      if (!frame) return Math.max(0, changes);
      context?.drawImage(element, 0, 0, 64, 36);
      const picture = context?.getImageData(0, 0, 64, 36).data.join() ?? '';
      if (picture !== last) changes += 1;
      if (changes >= most) return changes;
      last = picture;
    }
  }, wanted);
}

/**
 * Waits until a tile's video has shown this many more frames. Looks at no pixel: copying pictures
 * out of videos fills the page's image cache, which a measurement of memory must not do.
 */
export async function expectFrames(where: Locator, frames = 1): Promise<void> {
  // Asked for and not called back: a tile that is laid out anew has another element.
  const shown = (): Promise<number> =>
    where
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  const before = await shown();
  await expect
    .poll(shown, { message: 'frames', timeout: 20_000 })
    .toBeGreaterThanOrEqual(before + frames);
}

/** Mean power of a voice that is played is above 0.01, of a muted microphone's line under 1e-7. */
const AUDIBLE_POWER = 1e-3;

/** Waits until sound that people can hear arrives from all connected members, and is played. */
export async function expectSound(page: Page): Promise<void> {
  await expect
    .poll(async () => quietestPower(page), { message: 'remote sound', timeout: 10_000 })
    .toBeGreaterThan(AUDIBLE_POWER);
}

/** Waits until nothing that people can hear arrives from anybody. */
export async function expectSilence(page: Page): Promise<void> {
  await expect
    .poll(async () => quietestPower(page), { message: 'remote silence', timeout: 10_000 })
    .toBeLessThan(AUDIBLE_POWER);
}

/**
 * Mean power over more than a second of what comes on the
 * microphone lane of each connected link; the least of all. Chromium counts energy only for what is
 * played in an unmuted element, so it says that people can hear it.
 */
async function quietestPower(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const read = async (connection: RTCPeerConnection): Promise<[energy: number, s: number]> => {
      const report = await connection.getTransceivers()[0]?.receiver.getStats();
      for (const stats of report?.values() ?? []) {
        if (stats.type === 'inbound-rtp')
          return [stats.totalAudioEnergy, stats.totalSamplesDuration];
      }
      return [0, 0];
    };
    const measure = async (connection: RTCPeerConnection): Promise<number> => {
      const [energyBefore, secondsBefore] = await read(connection);
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const [energy, seconds] = await read(connection);
        if (connection.connectionState !== 'connected') return 0;
        if (seconds - secondsBefore > 1.2)
          return (energy - energyBefore) / (seconds - secondsBefore);
      }
    };
    const connected = (window.parleyConnections ?? []).filter(
      ({ connectionState }) => connectionState === 'connected',
    );
    return connected.length === 0 ? -1 : Math.min(...(await Promise.all(connected.map(measure))));
  });
}

declare global {
  interface Window {
    parleyLongestGapMs?: () => number;
  }
}

/** States of all peer connections that the page has made, oldest first. */
export async function connectionStates(page: Page): Promise<RTCPeerConnectionState[]> {
  return page.evaluate(() =>
    (window.parleyConnections ?? []).map((connection) => connection.connectionState),
  );
}

/** Starts to watch for the longest time between two frames of a tile's video. */
export async function watchGaps(where: Locator): Promise<void> {
  await where.locator('video').evaluate((element: HTMLVideoElement) => {
    let last = performance.now();
    let longest = 0;
    const frame = (): void => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      element.requestVideoFrameCallback(frame);
    };
    element.requestVideoFrameCallback(frame);
    window.parleyLongestGapMs = () => Math.max(longest, performance.now() - last);
  });
}

/** Longest time without a frame since {@link watchGaps}, milliseconds. */
export async function longestGapMs(page: Page): Promise<number> {
  return page.evaluate(() => window.parleyLongestGapMs?.() ?? Number.POSITIVE_INFINITY);
}

export async function openPanel(page: Page, name: 'Chat' | 'People'): Promise<void> {
  const panel = page.getByRole('complementary', { name });
  if (await panel.isVisible()) return;
  await control(page, name).click();
  await panel.waitFor();
}

export async function sendChat(page: Page, text: string): Promise<void> {
  await openPanel(page, 'Chat');
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

export async function expectChat(page: Page, text: string): Promise<void> {
  await openPanel(page, 'Chat');
  await expect(page.getByRole('log', { name: 'Messages' })).toContainText(text, {
    timeout: 10_000,
  });
}
