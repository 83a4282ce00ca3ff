import { describe, expect, it } from 'vitest';
import {
  FIT,
  actualSize,
  coveredPixels,
  fitZoom,
  frameOf,
  inkAt,
  isActualSize,
  nearestInk,
  panned,
  placeOf,
  viewAfterKey,
  zoomOf,
  zoomedBy,
  zoomedTo,
  type PictureView,
  type Viewing,
} from '../../../renderer/views/watch/pictureView.ts';

const viewing: Viewing = {
  tile: { width: 960, height: 640 },
  picture: { width: 1_920, height: 1_080 },
  pixelRatio: 1,
};
const middle = { x: 480, y: 320 };

function inks(view: PictureView, at: { x: number; y: number }, seen = viewing) {
  return inkAt(frameOf(view, seen), at);
}

describe('a picture that is fitted in', () => {
  it('is all there, in the middle, at its true shape', () => {
    expect(frameOf(FIT, viewing)).toEqual({ left: 0, top: 50, width: 960, height: 540 });
  });

  it('grows to fill a tile that is larger than it', () => {
    const small = { ...viewing, picture: { width: 480, height: 270 } };
    expect(frameOf(FIT, small)).toEqual({ left: 0, top: 50, width: 960, height: 540 });
  });
});

describe('the actual size', () => {
  it('has one pixel of the picture on one of the display, whatever the ratio of the display', () => {
    for (const pixelRatio of [1, 1.25, 1.5, 2, 3]) {
      const seen = { ...viewing, pixelRatio };
      const view = actualSize(FIT, seen, middle);
      const frame = frameOf(view, seen);
      expect(isActualSize(view)).toBe(true);
      expect(frame.width * pixelRatio).toBeCloseTo(1_920, 9);
      expect(frame.height * pixelRatio).toBeCloseTo(1_080, 9);
    }
  });

  it('begins at a whole pixel of the display, so that nothing is blurred', () => {
    for (const pixelRatio of [1, 1.25, 1.5, 1.75, 2]) {
      const seen = { ...viewing, tile: { width: 961, height: 639 }, pixelRatio };
      const view = actualSize(FIT, seen, { x: 333.3, y: 217.7 });
      const { left, top } = frameOf(view, seen);
      expect(Math.abs(left * pixelRatio - Math.round(left * pixelRatio))).toBeLessThan(1e-9);
      expect(Math.abs(top * pixelRatio - Math.round(top * pixelRatio))).toBeLessThan(1e-9);
    }
  });

  it('may be smaller than the tile, and stands in the middle of it then', () => {
    const small = { ...viewing, picture: { width: 480, height: 270 } };
    const view = actualSize(FIT, small, { x: 10, y: 10 });
    expect(frameOf(view, small)).toEqual({ left: 240, top: 185, width: 480, height: 270 });
  });
});

describe('zooming', () => {
  it('leaves what is under the mouse where it is', () => {
    const at = { x: 700, y: 400 };
    const before = inks(FIT, at);
    for (const zoom of [1, 1.7, 3, 8]) {
      const after = inks(zoomedTo(FIT, viewing, zoom, at), at);
      expect(after?.[0]).toBeCloseTo(before?.[0] ?? 0, -2);
      expect(after?.[1]).toBeCloseTo(before?.[1] ?? 0, -2);
    }
  });

  it('never leaves a gap at an edge of a picture that is larger than the tile', () => {
    for (const at of [{ x: 0, y: 0 }, { x: 960, y: 640 }, middle]) {
      const frame = frameOf(zoomedTo(FIT, viewing, 2, at), viewing);
      expect(frame.left).toBeLessThanOrEqual(0);
      expect(frame.top).toBeLessThanOrEqual(0);
      expect(frame.left + frame.width).toBeGreaterThanOrEqual(960);
      expect(frame.top + frame.height).toBeGreaterThanOrEqual(640);
    }
  });

  it('by steps stops at every whole multiple on its way, up and down', () => {
    let view: PictureView = FIT;
    const zooms: number[] = [];
    for (let step = 0; step < 12; step++) {
      view = zoomedBy(view, viewing, 1.25, middle);
      zooms.push(zoomOf(view, viewing));
    }
    expect(zooms).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(zooms.toSorted((one, other) => one - other)).toEqual(zooms);
    for (let step = 0; step < 30 && view.mode === 'zoom'; step++) {
      view = zoomedBy(view, viewing, 1 / 1.25, middle);
      if (view.mode === 'zoom') zooms.push(view.zoom);
    }
    expect(view).toEqual(FIT);
    expect(zooms.slice(12)).toEqual(expect.arrayContaining([2, 1]));
  });

  it('by a pinch takes every small part of it', () => {
    let view = zoomedTo(FIT, viewing, 1, middle);
    for (let part = 0; part < 20; part++) view = zoomedBy(view, viewing, 1.003, middle);
    expect(zoomOf(view, viewing)).toBeCloseTo(1.003 ** 20, 6);
  });

  it('ends at sixteen times, and out at all of it', () => {
    expect(zoomOf(zoomedTo(FIT, viewing, 100, middle), viewing)).toBe(16);
    expect(zoomedBy(FIT, viewing, 0.5, middle)).toEqual(FIT);
    expect(zoomedBy(zoomedTo(FIT, viewing, 0.6, middle), viewing, 0.5, middle)).toEqual(FIT);
  });

  it('keeps what is in the middle when the tile changes its size', () => {
    const view = zoomedTo(FIT, viewing, 2, { x: 600, y: 300 });
    const larger = { ...viewing, tile: { width: 1_200, height: 800 } };
    expect(inks(view, { x: 600, y: 400 }, larger)).toEqual(inks(view, middle));
  });
});

describe('panning', () => {
  it('moves the picture with the mouse, as far as there is more of it', () => {
    const view = zoomedTo(FIT, viewing, 2, middle);
    const before = frameOf(view, viewing);
    const after = frameOf(panned(view, viewing, { x: 30, y: -20 }), viewing);
    expect([after.left - before.left, after.top - before.top]).toEqual([30, -20]);
    const far = panned(view, viewing, { x: 99_999, y: 99_999 });
    expect(frameOf(far, viewing)).toMatchObject({ left: 0, top: 0 });
    // What went too far is not owed back.
    expect(frameOf(panned(far, viewing, { x: -10, y: 0 }), viewing).left).toBe(-10);
  });

  it('does nothing to a picture that is all there', () => {
    expect(panned(FIT, viewing, { x: 50, y: 50 })).toEqual(FIT);
  });
});

describe('keys', () => {
  it('zoom, fit, show the actual size and move what is zoomed in', () => {
    const zoomed = viewAfterKey(FIT, viewing, '+', false);
    expect(zoomOf(zoomed ?? FIT, viewing)).toBeGreaterThan(fitZoom(viewing));
    const actual = viewAfterKey(FIT, viewing, '1', false) ?? FIT;
    expect(isActualSize(actual)).toBe(true);
    expect(viewAfterKey(actual, viewing, '0', false)).toEqual(FIT);
    const moved = viewAfterKey(actual, viewing, 'ArrowRight', false) ?? FIT;
    expect(frameOf(moved, viewing).left).toBeLessThan(frameOf(actual, viewing).left);
  });

  it('leave arrows to others while all is seen, and other keys always', () => {
    expect(viewAfterKey(FIT, viewing, 'ArrowRight', false)).toBeNull();
    expect(viewAfterKey(FIT, viewing, 'm', false)).toBeNull();
  });
});

describe('places of the picture', () => {
  const zoomed = zoomedTo(FIT, viewing, 3, { x: 900, y: 100 });

  it('have the same coordinates at every zoom, to a quarter of a pixel', () => {
    for (const view of [FIT, zoomed]) {
      const frame = frameOf(view, viewing);
      for (const ink of [
        [0, 0],
        [65_535, 65_535],
        [12_345, 54_321],
      ] as const) {
        const back = nearestInk(frame, placeOf(frame, [...ink]));
        expect(Math.abs(back[0] - ink[0]) * (1_920 / 65_535)).toBeLessThan(0.25);
        expect(Math.abs(back[1] - ink[1]) * (1_080 / 65_535)).toBeLessThan(0.25);
      }
    }
  });

  it('are none beside it, and the nearest when a stroke goes out of it', () => {
    const frame = frameOf(FIT, viewing);
    expect(inkAt(frame, { x: 480, y: 20 })).toBeNull();
    expect(nearestInk(frame, { x: -40, y: 900 })).toEqual([0, 65_535]);
    expect(inkAt(frame, { x: 0, y: 50 })).toEqual([0, 0]);
  });
});

describe('what is told of the size', () => {
  it('is the display pixels that the picture covers in the tile', () => {
    const seen = { ...viewing, pixelRatio: 2 };
    expect(coveredPixels(frameOf(FIT, seen), seen)).toEqual({ width: 1_920, height: 1_080 });
    const view = zoomedTo(FIT, seen, 4, middle);
    expect(coveredPixels(frameOf(view, seen), seen)).toEqual({ width: 1_920, height: 1_280 });
  });
});
