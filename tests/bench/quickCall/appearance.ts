import type { Area, Screen } from './screen.ts';

const POLL_MS = 1;
const STEADY_AFTER_MS = 400;
/** Nothing that is awaited takes longer. */
const TIMEOUT_MS = 30_000;
/** So small a part is read in a tenth of a millisecond. */
const BAND = { width: 480, height: 16 } as const;
/** The screen's own colour and that of a window without anything in it yet. */
const GROUNDS = 2;
/** Of the pixels that are drawn on a ground: more than an empty page has. */
const ENOUGH = 0.5;
/** As many may be the same by chance. */
const CHANCE = 0.1;

/** How a part of a screen looks once something is painted there. */
export interface Appearance {
  readonly area: Area;
  readonly pixels: Uint32Array;
  /** Places in `pixels` that are drawn upon the ground, and were not there before. */
  readonly drawn: readonly number[];
}

/**
 * Learns by what to know something that is to be seen now: by the band of its area with the most
 * drawn in it that stays as it is.
 *
 * @param before - the same area without it.
 */
export async function learnAppearance(
  screen: Screen,
  area: Area,
  before: Uint32Array,
): Promise<Appearance> {
  const first = await screen.read(area);
  await new Promise((resolve) => setTimeout(resolve, STEADY_AFTER_MS));
  const pixels = await screen.read(area);
  const grounds = mostCommon(pixels, GROUNDS);
  const isDrawn = (at: number): boolean =>
    !grounds.has(pixels[at]) && pixels[at] !== before[at] && pixels[at] === first[at];
  const width = Math.min(BAND.width, area.width);
  const height = Math.min(BAND.height, area.height);
  let best: { readonly x: number; readonly y: number; readonly count: number } | null = null;
  // From below: the bar above a window is the window manager's, and there before its page.
  for (let y = area.height - height; y >= 0; y -= height / 2) {
    for (let x = 0; x + width <= area.width; x += Math.max(1, width / 4)) {
      let count = 0;
      for (const at of placesOf({ x, y, width, height }, area.width)) if (isDrawn(at)) count += 1;
      if (count > (best?.count ?? 0)) best = { x, y, count };
    }
  }
  if (best === null) throw new Error('there is nothing new to be seen');
  const band = { x: best.x, y: best.y, width, height };
  const places = [...placesOf(band, area.width)];
  return {
    area: { ...band, x: area.x + band.x, y: area.y + band.y },
    pixels: Uint32Array.from(places, (at) => pixels[at] ?? 0),
    drawn: places.flatMap((at, index) => (isDrawn(at) ? [index] : [])),
  };
}

/** Waits until it is to be seen on the screen. @returns when, as `performance.now()` has it. */
export async function untilPainted(screen: Screen, appearance: Appearance): Promise<number> {
  return until(screen, appearance, (share) => share >= ENOUGH);
}

/** Waits until it is to be seen no more. */
export async function untilGone(screen: Screen, appearance: Appearance): Promise<void> {
  await until(screen, appearance, (share) => share < CHANCE);
}

async function until(
  screen: Screen,
  { area, pixels, drawn }: Appearance,
  isEnough: (share: number) => boolean,
): Promise<number> {
  const endMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    const now = await screen.read(area);
    const at = performance.now();
    const same = drawn.reduce((sum, place) => sum + (now[place] === pixels[place] ? 1 : 0), 0);
    if (isEnough(same / drawn.length)) return at;
    if (at > endMs) throw new Error('it was not painted in time');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function* placesOf({ x, y, width, height }: Area, stride: number): Generator<number> {
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) yield row * stride + column;
  }
}

function mostCommon(pixels: Uint32Array, amount: number): ReadonlySet<number | undefined> {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return new Set(sorted.slice(0, amount).map(([pixel]) => pixel));
}
