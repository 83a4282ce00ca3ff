import { describe, expect, test } from 'vitest';
import { regionRect } from '../../../../renderer/engine/present/regionRect.ts';

const display = { x: 0, y: 0, width: 1_920, height: 1_080 };

describe('a region in a frame', () => {
  test('is where it was drawn', () => {
    const region = { x: 100, y: 200, width: 640, height: 360 };
    expect(regionRect(region, display)).toEqual(region);
  });

  test('counts from where the visible part of the frame begins', () => {
    const region = { x: 10, y: 20, width: 64, height: 32 };
    expect(regionRect(region, { ...display, x: 4, y: 3 })).toEqual({ ...region, x: 14, y: 22 });
  });

  test('is moved inside a display that became smaller', () => {
    const region = { x: 1_600, y: 900, width: 320, height: 180 };
    const smaller = { ...display, width: 1_280, height: 720 };
    expect(regionRect(region, smaller)).toEqual({ x: 960, y: 540, width: 320, height: 180 });
  });

  test('is all of a display that is smaller than itself, and always even', () => {
    const region = { x: 200, y: 200, width: 1_000, height: 800 };
    const tiny = { ...display, width: 641, height: 479 };
    expect(regionRect(region, tiny)).toEqual({ x: 0, y: 0, width: 640, height: 478 });
  });

  test('is nowhere in a frame without room', () => {
    const region = { x: 0, y: 0, width: 64, height: 64 };
    expect(regionRect(region, { ...display, width: 1 })).toBeNull();
  });
});
