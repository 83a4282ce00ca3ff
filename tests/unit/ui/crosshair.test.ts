import { describe, expect, it } from 'vitest';
import { movedCrosshair } from '../../../renderer/views/watch/crosshair.ts';
import {
  FIT,
  frameOf,
  placeOf,
  zoomedTo,
  type Viewing,
} from '../../../renderer/views/watch/pictureView.ts';

const tile = { width: 960, height: 640 };
const viewing: Viewing = { tile, picture: { width: 1_920, height: 1_080 }, pixelRatio: 1 };

describe("the keyboard's cross", () => {
  it('begins in the middle of what is seen', () => {
    const frame = frameOf(FIT, viewing);
    const at = movedCrosshair(null, 'ArrowLeft', false, frame, tile);
    expect(placeOf(frame, at ?? [0, 0]).x).toBeCloseTo(476, 0);
    expect(placeOf(frame, at ?? [0, 0]).y).toBeCloseTo(320, 0);
  });

  it('goes the same way on the display at every zoom, and ten times as far with Shift', () => {
    for (const view of [FIT, zoomedTo(FIT, viewing, 4, { x: 100, y: 100 })]) {
      const frame = frameOf(view, viewing);
      const start = movedCrosshair(null, 'ArrowLeft', false, frame, tile) ?? [0, 0];
      const slow = movedCrosshair(start, 'ArrowDown', false, frame, tile) ?? [0, 0];
      const fast = movedCrosshair(start, 'ArrowDown', true, frame, tile) ?? [0, 0];
      expect(placeOf(frame, slow).y - placeOf(frame, start).y).toBeCloseTo(4, 0);
      expect(placeOf(frame, fast).y - placeOf(frame, start).y).toBeCloseTo(40, 0);
    }
  });

  it('stays in the picture, and in what is seen of it', () => {
    const frame = frameOf(FIT, viewing);
    let at = movedCrosshair(null, 'ArrowUp', true, frame, tile);
    for (let press = 0; press < 30; press++) at = movedCrosshair(at, 'ArrowUp', true, frame, tile);
    expect(at?.[1]).toBe(0);
    const zoomed = frameOf(zoomedTo(FIT, viewing, 4, { x: 480, y: 320 }), viewing);
    let far = movedCrosshair(null, 'ArrowRight', true, zoomed, tile);
    for (let press = 0; press < 60; press++) {
      far = movedCrosshair(far, 'ArrowRight', true, zoomed, tile);
    }
    expect(placeOf(zoomed, far ?? [0, 0]).x).toBeCloseTo(960, 0);
  });

  it('takes no other keys', () => {
    expect(movedCrosshair(null, 'Enter', false, frameOf(FIT, viewing), tile)).toBeNull();
  });
});
