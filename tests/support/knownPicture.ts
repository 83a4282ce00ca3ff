import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';

const COLOURS = {
  red: [255, 0, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  cyan: [0, 255, 255],
  magenta: [255, 0, 255],
  white: [255, 255, 255],
  black: [0, 0, 0],
} as const;
type Colour = keyof typeof COLOURS;

/** Video is limited-range, subsampled and lossy: a channel may be off by this much of 255. */
const TOLERANCE = 40;

export interface KnownPicture {
  readonly title: string;
  /** Waits until the video shows the four colours in their corners. */
  expectIn(video: Locator): Promise<void>;
  close(): void;
}

/** Opens a window on the screen that shows four coloured quarters, left to right, top to bottom. */
export async function showPicture(
  title: string,
  quarters: readonly [Colour, Colour, Colour, Colour],
): Promise<KnownPicture> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-picture-'));
  const file = path.join(folder, 'picture.png');
  const cells = quarters.map((colour) => `xc:${colour}`);
  execFileSync('montage', [
    '-mode',
    'concatenate',
    '-tile',
    '2x2',
    '-size',
    '320x200',
    ...cells,
    file,
  ]);
  const viewer = spawn('display', ['-title', title, file], { stdio: 'ignore' });
  await expect
    .poll(() => spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout, {
      timeout: 10_000,
    })
    .toContain(`"${title}"`);
  return {
    title,
    async expectIn(video) {
      await video.waitFor();
      await expect
        .poll(async () => matches(await corners(video), quarters), { timeout: 15_000 })
        .toBe('all four');
    },
    close() {
      viewer.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Colours at the middles of the four quarters, as red, green, blue. */
async function corners(video: Locator): Promise<readonly (readonly number[])[]> {
  return video.evaluate((element: HTMLVideoElement) => {
    const { videoWidth: width, videoHeight: height } = element;
    if (width === 0) return [];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context?.drawImage(element, 0, 0);
    return [0.25, 0.75].flatMap((y) =>
      [0.25, 0.75].map((x) => {
        const pixel = context?.getImageData(
          Math.floor(width * x),
          Math.floor(height * y),
          1,
          1,
        ).data;
        return [...(pixel ?? [])].slice(0, 3);
      }),
    );
  });
}

function matches(seen: readonly (readonly number[])[], quarters: readonly Colour[]): string {
  const wrong = quarters.filter((colour, index) =>
    COLOURS[colour].some(
      (value, channel) => Math.abs(value - (seen[index]?.[channel] ?? -999)) > TOLERANCE,
    ),
  );
  return wrong.length === 0 ? 'all four' : `not ${wrong.join(', ')} in ${JSON.stringify(seen)}`;
}
