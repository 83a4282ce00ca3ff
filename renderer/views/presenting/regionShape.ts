import type { Region, RegionChoice } from '../../../preload/contract/presenting.ts';

/*
 * Rectangles on a picture, in its pixels. All that is made here is even, inside of the picture and
 * large enough to be shared.
 */

export type PictureSize = Pick<RegionChoice, 'width' | 'height'>;

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Which side of a rectangle is held: -1 left or top, 1 right or bottom, 0 neither. */
export interface Hold {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Corners and edges, in the order of reading. */
export const HOLDS: readonly Hold[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 0 },
  { x: 1, y: 0 },
  { x: -1, y: 1 },
  { x: 0, y: 1 },
  { x: 1, y: 1 },
];

const LEAST = 32;
/** Pixels for each press of an arrow key. */
const STEP = 8;
const FINE_STEP = 2;

const ARROWS: Readonly<Record<string, Pixel>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Span {
  readonly start: number;
  readonly length: number;
}

/** In the middle, half as wide and high as the picture. */
export function centredRegion({ width, height }: PictureSize): Region {
  const across = (room: number): Span => spanFrom(room / 4, room / 2, room);
  return regionOf(across(width), across(height));
}

/** Between two places, whichever comes first. */
export function regionBetween(one: Pixel, other: Pixel, picture: PictureSize): Region {
  return regionOf(
    spanBetween(one.x, other.x, picture.width),
    spanBetween(one.y, other.y, picture.height),
  );
}

/** The same size somewhere else, as far as the picture goes. */
export function movedRegion(region: Region, by: Pixel, picture: PictureSize): Region {
  return regionOf(
    spanFrom(region.x + by.x, region.width, picture.width),
    spanFrom(region.y + by.y, region.height, picture.height),
  );
}

/** With the held sides at a place; the others stay where they are. */
export function resizedRegion(region: Region, hold: Hold, at: Pixel, picture: PictureSize): Region {
  return regionOf(
    heldSpan({ start: region.x, length: region.width }, hold.x, at.x, picture.width),
    heldSpan({ start: region.y, length: region.height }, hold.y, at.y, picture.height),
  );
}

/**
 * What an arrow key makes of it.
 *
 * @param resize - its right or lower side goes, not all of it.
 * @param fine - by the smallest step.
 * @returns null when the key is none.
 */
export function regionAfterKey(
  region: Region,
  key: string,
  { resize, fine }: { readonly resize: boolean; readonly fine: boolean },
  picture: PictureSize,
): Region | null {
  const arrow = ARROWS[key];
  if (arrow === undefined) return null;
  const step = fine ? FINE_STEP : STEP;
  const by = { x: arrow.x * step, y: arrow.y * step };
  if (!resize) return movedRegion(region, by, picture);
  const hold: Hold = { x: by.x === 0 ? 0 : 1, y: by.y === 0 ? 0 : 1 };
  const corner = { x: region.x + region.width + by.x, y: region.y + region.height + by.y };
  return resizedRegion(region, hold, corner, picture);
}

function regionOf(across: Span, down: Span): Region {
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function even(value: number): number {
  return Math.round(value / 2) * 2;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function spanFrom(start: number, length: number, room: number): Span {
  const most = room - (room % 2);
  const kept = within(even(length), LEAST, most);
  return { start: within(even(start), 0, most - kept), length: kept };
}

function spanBetween(one: number, other: number, room: number): Span {
  const most = room - (room % 2);
  const start = within(even(Math.min(one, other)), 0, most);
  const end = within(even(Math.max(one, other)), 0, most);
  // What is too short grows away from where it was begun.
  return end - start >= LEAST
    ? { start, length: end - start }
    : spanFrom(other < one ? end - LEAST : start, LEAST, room);
}

function heldSpan(span: Span, hold: -1 | 0 | 1, at: number, room: number): Span {
  const most = room - (room % 2);
  const end = span.start + span.length;
  if (hold === 0) return span;
  if (hold === 1) {
    const moved = within(even(at), span.start + LEAST, Math.max(most, span.start + LEAST));
    return { start: span.start, length: moved - span.start };
  }
  const moved = within(even(at), 0, end - LEAST);
  return { start: moved, length: end - moved };
}
