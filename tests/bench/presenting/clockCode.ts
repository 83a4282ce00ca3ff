/*
 * A wall clock as large black and white cells, so that it can be read from a picture however much
 * that was compressed or scaled: 24 bits of milliseconds and 8 of a check, in two rows.
 */
import type { Rect } from './scene.ts';

const TIME_BITS = 24;
const CHECK_BITS = 8;
const TIME_RANGE_MS = 2 ** TIME_BITS;

export const CELL = 32;
const COLUMNS = 16;
const ROWS = (TIME_BITS + CHECK_BITS) / COLUMNS;

/** Place of the code on the screen: the lower left corner. */
export const CODE_RECT: Rect = {
  x: 0,
  y: 1_080 - ROWS * CELL,
  width: COLUMNS * CELL,
  height: ROWS * CELL,
};

/** What a clock shows, from 0 to {@link TIME_RANGE_MS}: four and a half hours. */
export function clockCode(atMs: number): number {
  return Math.floor(atMs) % TIME_RANGE_MS;
}

/** Milliseconds from when the clock showed `code` to `nowMs`. */
export function ageMs(code: number, nowMs: number): number {
  return (clockCode(nowMs) - code + TIME_RANGE_MS) % TIME_RANGE_MS;
}

/** Left upper corners, inside the code's rectangle, of the cells that are white. */
export function whiteCells(code: number): { readonly x: number; readonly y: number }[] {
  const bits = code * 2 ** CHECK_BITS + check(code);
  const cells: { x: number; y: number }[] = [];
  for (let bit = 0; bit < TIME_BITS + CHECK_BITS; bit++) {
    if (Math.floor(bits / 2 ** bit) % 2 === 1) cells.push(cellOf(bit));
  }
  return cells;
}

/**
 * Reads the code from the luma of its rectangle.
 *
 * @param scale - pixels of the picture for each of the screen.
 * @returns null when the picture shows none, or parts of two.
 */
export function readClock(luma: Uint8Array, stride: number, scale: number): number | null {
  let code = 0;
  let checkSeen = 0;
  for (let bit = 0; bit < TIME_BITS + CHECK_BITS; bit++) {
    const { x, y } = cellOf(bit);
    const column = Math.floor((x + CELL / 2) * scale);
    const row = Math.floor((y + CELL / 2) * scale);
    if ((luma[row * stride + column] ?? 0) < 128) continue;
    if (bit < CHECK_BITS) checkSeen += 2 ** bit;
    else code += 2 ** (bit - CHECK_BITS);
  }
  return check(code) === checkSeen ? code : null;
}

function cellOf(bit: number): { readonly x: number; readonly y: number } {
  return { x: (bit % COLUMNS) * CELL, y: Math.floor(bit / COLUMNS) * CELL };
}

// Never equal to the time's own bits, so that neither a black nor a white picture is a code.
function check(code: number): number {
  return (code ^ (code >> 8) ^ (code >> 16) ^ 0xa5) & 0xff;
}
