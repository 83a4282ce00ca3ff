import type { InkPoint } from '../../../preload/contract/presenting.ts';
import { nearestInk, placeOf, seenMiddle, type Extent, type PictureFrame } from './pictureView.ts';

/** CSS pixels for each press of an arrow key. */
const STEP = 4;
const FAST_STEP = 40;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Where the keyboard's cross goes: by the same way on the display at every zoom, never out of what
 * is seen. It begins in the middle.
 *
 * @param at - where it is; null: nowhere yet.
 * @returns null when the key does not move it.
 */
export function movedCrosshair(
  at: InkPoint | null,
  key: string,
  fast: boolean,
  frame: PictureFrame,
  tile: Extent,
): InkPoint | null {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return null;
  const start = at === null ? seenMiddle(frame, tile) : placeOf(frame, at);
  const step = fast ? FAST_STEP : STEP;
  const within = (value: number, room: number): number => Math.min(room, Math.max(0, value));
  return nearestInk(frame, {
    x: within(start.x + direction[0] * step, tile.width),
    y: within(start.y + direction[1] * step, tile.height),
  });
}
