import { expect, test } from 'vitest';
import { clampBounds } from '../../../main/windows/windowBounds.ts';

const left = { x: 0, y: 30, width: 1_920, height: 1_050 };
const right = { x: 1_920, y: 0, width: 2_560, height: 1_440 };
const window = { x: 2_000, y: 100, width: 1_000, height: 700 };

test('a first start has the default size, where the system likes', () => {
  expect(clampBounds(null, [left])).toEqual({ width: 1_280, height: 800 });
});

test('a small display gets a window that fits', () => {
  const small = { x: 0, y: 0, width: 1_024, height: 600 };
  expect(clampBounds(null, [small])).toEqual({ width: 1_024, height: 600 });
});

test('a window comes back where it was', () => {
  expect(clampBounds(window, [left, right])).toEqual(window);
});

test('a window of a display that is gone keeps its size and gets a new place', () => {
  expect(clampBounds(window, [left])).toEqual({ width: 1_000, height: 700 });
});

test('a window that hangs over an edge is pulled in', () => {
  expect(clampBounds({ ...window, x: 1_700, y: 900 }, [left])).toEqual({
    x: 920,
    y: 380,
    width: 1_000,
    height: 700,
  });
});

test('a window larger than its display is made to fit, one too small to be of use is made larger', () => {
  expect(clampBounds({ x: 0, y: 30, width: 4_000, height: 3_000 }, [left])).toEqual(left);
  expect(clampBounds({ x: 0, y: 30, width: 200, height: 100 }, [left])).toEqual({
    x: 0,
    y: 30,
    width: 480,
    height: 400,
  });
});

test('a corner that is barely visible does not count', () => {
  expect(clampBounds({ ...window, x: 1_910 }, [left])).toEqual({ width: 1_000, height: 700 });
});

test('without any display known the default holds', () => {
  expect(clampBounds(window, [])).toEqual({ width: 1_000, height: 700 });
});
