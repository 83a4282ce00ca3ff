import type { Region } from '../../../preload/contract/presenting.ts';

interface Picture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a region is in a frame.
 *
 * A display may have become smaller since the region was drawn: it is moved inside, and made
 * smaller where that does not suffice. All of it is even, for colours are kept for every second
 * pixel.
 *
 * @param visible - the frame's own visible part.
 * @returns null when the frame is too small for any part of it.
 */
export function regionRect(region: Region, visible: Picture): DOMRectInit | null {
  const horizontal = fit(region.x, region.width, visible.width);
  const vertical = fit(region.y, region.height, visible.height);
  if (horizontal.length < 2 || vertical.length < 2) return null;
  return {
    x: even(visible.x) + horizontal.start,
    y: even(visible.y) + vertical.start,
    width: horizontal.length,
    height: vertical.length,
  };
}

function fit(start: number, length: number, room: number): { start: number; length: number } {
  const fitting = Math.min(even(length), even(room));
  return { start: Math.min(even(start), even(room) - fitting), length: fitting };
}

function even(value: number): number {
  return value - (value % 2);
}
