import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { control } from './callPage.ts';

export interface ShareChoice {
  readonly tab: 'Screens' | 'Windows';
  /** Part of the option's name; left out: the first. */
  readonly option?: string;
  readonly optimiseFor?: 'Text' | 'Motion';
}

export function picker(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Choose what to share' });
}

/** Chooses a source in the open picker. */
export async function choose(page: Page, choice: ShareChoice): Promise<void> {
  const dialog = picker(page);
  await dialog.getByRole('tab', { name: choice.tab }).click();
  const options = dialog.getByRole('option');
  await (
    choice.option === undefined
      ? options.first()
      : options.filter({ hasText: choice.option }).first()
  ).click();
  if (choice.optimiseFor !== undefined) {
    await dialog.getByRole('radio', { name: choice.optimiseFor }).click();
  }
}

/** Shares by the console's button and the picker. */
export async function share(page: Page, choice: ShareChoice): Promise<void> {
  await control(page, 'Share screen').click();
  await choose(page, choice);
  await picker(page).getByRole('button', { name: 'Share', exact: true }).click();
  await expect(picker(page)).toBeHidden();
}

/** Ends what an instance shares, if it does. */
export async function stopSharing({ app, page }: RunningApp): Promise<void> {
  const stop = control(page, 'Stop sharing');
  // At once or not at all: a share that ends by itself makes another button of it.
  await stop.evaluateAll((found: HTMLElement[]) => found[0]?.click());
  await expect(stop).toBeHidden();
  for (const kind of ['sharingBar', 'overlay'] as const) {
    await expect.poll(() => smallWindows(app, kind).length, { message: kind }).toBe(0);
  }
}

/** Chooses an entry of the console's `More`. */
export async function chooseMore(page: Page, entry: string): Promise<void> {
  await control(page, 'More').click();
  await page.getByRole('menuitem', { name: entry }).click();
}

type SmallWindow = 'sharingBar' | 'overlay' | 'region';

function isKind(page: Page, kind: SmallWindow): boolean {
  return page.url().includes(`/windows/${kind}/`);
}

export function smallWindows(app: ElectronApplication, kind: SmallWindow): readonly Page[] {
  return app.windows().filter((page) => isKind(page, kind));
}

/** Waits for a small window of an instance. */
export async function smallWindow({ app }: RunningApp, kind: SmallWindow): Promise<Page> {
  await expect.poll(() => smallWindows(app, kind).length, { message: kind }).toBeGreaterThan(0);
  const [page] = smallWindows(app, kind);
  if (page === undefined) throw new Error(`no ${kind}`);
  await page.waitForLoadState();
  return page;
}

/** Pixels of the video in a tile; 0 by 0 before its first picture. */
export async function videoSize(where: Locator): Promise<{ width: number; height: number }> {
  return where.locator('video').evaluate((video: HTMLVideoElement) => ({
    width: video.videoWidth,
    height: video.videoHeight,
  }));
}

/** A pixel of the picture in a tile, by the picture's own coordinates: red, green, blue. */
export async function videoPixels(
  where: Locator,
  places: readonly (readonly [x: number, y: number])[],
): Promise<readonly (readonly number[])[]> {
  return where.locator('video').evaluate((video: HTMLVideoElement, wanted) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0) return [];
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(video, 0, 0);
    return wanted.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3));
  }, places);
}

/** Waits until a tile's video has a picture; a shared window that stands still gives few frames. */
export async function expectPicture(where: Locator): Promise<void> {
  await expect
    .poll(async () => (await videoSize(where)).width, { message: 'a picture', timeout: 20_000 })
    .toBeGreaterThan(0);
}
