import { describe, expect, it } from 'vitest';
import { Region } from '../../../preload/contract/presenting.ts';
import {
  HOLDS,
  centredRegion,
  movedRegion,
  regionAfterKey,
  regionBetween,
  resizedRegion,
} from '../../../renderer/views/presenting/regionShape.ts';

const PICTURE = { width: 1_921, height: 1_079 };
const AREA: Region = { x: 100, y: 200, width: 300, height: 400 };
const plain = { resize: false, fine: false };

function expectGood(region: Region | null): void {
  expect(Region.safeParse(region).success).toBe(true);
  if (region === null) return;
  expect(region.x + region.width).toBeLessThanOrEqual(PICTURE.width);
  expect(region.y + region.height).toBeLessThanOrEqual(PICTURE.height);
}

describe('an area', () => {
  it('begins in the middle, half as wide and high as the picture', () => {
    expect(centredRegion({ width: 1_920, height: 1_080 })).toEqual({
      x: 480,
      y: 270,
      width: 960,
      height: 540,
    });
    expectGood(centredRegion(PICTURE));
  });

  it('lies between two places, whichever comes first, at even pixels', () => {
    const wanted = { x: 100, y: 50, width: 202, height: 100 };
    expect(regionBetween({ x: 100.4, y: 50 }, { x: 301.2, y: 150.3 }, PICTURE)).toEqual(wanted);
    expect(regionBetween({ x: 301.2, y: 150.3 }, { x: 100.4, y: 50 }, PICTURE)).toEqual(wanted);
  });

  it('is never too small to be shared, nor out of the picture', () => {
    expect(regionBetween({ x: 10, y: 10 }, { x: 12, y: 12 }, PICTURE)).toEqual({
      x: 10,
      y: 10,
      width: 32,
      height: 32,
    });
    const corners = [
      { x: -500, y: -500 },
      { x: 5_000, y: 5_000 },
      { x: 1_920.6, y: 3 },
      { x: 0, y: 1_078.9 },
    ];
    for (const one of corners) {
      for (const other of corners) expectGood(regionBetween(one, other, PICTURE));
      for (const hold of HOLDS) expectGood(resizedRegion(AREA, hold, one, PICTURE));
      expectGood(movedRegion(AREA, one, PICTURE));
    }
  });

  it('keeps its size when it is moved', () => {
    expect(movedRegion(AREA, { x: 5_000, y: -5_000 }, PICTURE)).toEqual({
      ...AREA,
      x: 1_620,
      y: 0,
    });
  });

  it('keeps the sides that are not held where they are', () => {
    expect(resizedRegion(AREA, { x: -1, y: 0 }, { x: 50, y: 0 }, PICTURE)).toEqual({
      ...AREA,
      x: 50,
      width: 350,
    });
    expect(resizedRegion(AREA, { x: 1, y: 1 }, { x: 0, y: 700 }, PICTURE)).toEqual({
      ...AREA,
      width: 32,
      height: 500,
    });
  });
});

describe('an arrow key', () => {
  it('moves it, with Shift resizes it, with Control by the smallest step', () => {
    expect(regionAfterKey(AREA, 'ArrowRight', plain, PICTURE)).toEqual({ ...AREA, x: 108 });
    expect(regionAfterKey(AREA, 'ArrowUp', { ...plain, fine: true }, PICTURE)).toEqual({
      ...AREA,
      y: 198,
    });
    expect(regionAfterKey(AREA, 'ArrowDown', { ...plain, resize: true }, PICTURE)).toEqual({
      ...AREA,
      height: 408,
    });
    expect(regionAfterKey(AREA, 'Enter', plain, PICTURE)).toBeNull();
  });

  it('reaches every side and the smallest area, and goes no further', () => {
    let region: Region | null = AREA;
    for (const key of ['ArrowLeft', 'ArrowUp'] as const) {
      for (let count = 0; count < 300 && region !== null; count++) {
        region = regionAfterKey(region, key, plain, PICTURE);
        region = region && regionAfterKey(region, key, { ...plain, resize: true }, PICTURE);
      }
    }
    expect(region).toEqual({ x: 0, y: 0, width: 32, height: 32 });
  });
});
