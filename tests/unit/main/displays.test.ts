import { expect, test } from 'vitest';
import {
  displayAt,
  displayNumber,
  pixelSize,
  regionBounds,
  toBounds,
} from '../../../main/capture/displays.ts';
import { display } from '../../support/captureFakes.ts';

const left = display(7, 0, 2);
const right = display(9, 1, 2);
const both = [left, right];

test('a display is captured in physical pixels', () => {
  expect(left.bounds.width).toBe(960);
  expect(pixelSize(left)).toEqual({ width: 1_920, height: 1_080 });
});

test('displays count from 1, and one display has no number', () => {
  expect(displayNumber(both, 9)).toBe(2);
  expect(displayNumber(both, 8)).toBeNull();
  expect(displayNumber(both, null)).toBeNull();
  expect(displayNumber([left], 7)).toBeNull();
});

test('a window belongs to the display that has its middle', () => {
  expect(displayAt(both, { x: 1_900, y: 10, width: 100, height: 100 })).toBe(right);
  expect(displayAt(both, { x: 1_860, y: 10, width: 100, height: 100 })).toBe(left);
  expect(displayAt(both, { x: -900, y: 10, width: 100, height: 100 })).toBeNull();
});

test('physical pixels of the desktop become device-independent ones', () => {
  expect(toBounds(both, { x: 2_120, y: 100, width: 400, height: 300 })).toEqual({
    x: 1_060,
    y: 50,
    width: 200,
    height: 150,
  });
  expect(toBounds(both, { x: 9_000, y: 0, width: 10, height: 10 })).toBeNull();
});

test('a region lies in its display', () => {
  expect(regionBounds(right, { x: 100, y: 200, width: 300, height: 400 })).toEqual({
    x: 1_010,
    y: 100,
    width: 150,
    height: 200,
  });
});
