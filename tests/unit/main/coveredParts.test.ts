import { beforeEach, describe, expect, test } from 'vitest';
import type { Area } from '../../../main/desktop/desktop.ts';
import { CoveredParts, coveredAreas } from '../../../main/windows/coveredParts.ts';
import type { CaptureId, CoveredArea } from '../../../preload/contract/presenting.ts';
import { PlayedCaptures } from '../../support/presentingRig.ts';

const SCREEN: Area = { x: 0, y: 0, width: 1_920, height: 1_080 };
const BAR: Area = { x: 660, y: 8, width: 600, height: 52 };

describe('what a window covers of a picture', () => {
  test('is counted in the pixels of the picture, those at its edges whole', () => {
    const place = { x: 1_920, y: 0, width: 1_280, height: 720 };
    const bar = { x: 2_021, y: 11, width: 601, height: 51 };
    expect(coveredAreas(place, { width: 1_920, height: 1_080 }, [bar])).toEqual([
      { x: 151, y: 16, width: 902, height: 77 },
    ]);
  });

  test('ends with the picture, and is nothing beside it', () => {
    const place = { x: 700, y: 0, width: 100, height: 100 };
    const picture = { width: 100, height: 100 };
    expect(coveredAreas(place, picture, [BAR])).toEqual([{ x: 0, y: 8, width: 100, height: 52 }]);
    expect(coveredAreas(place, picture, [{ ...BAR, y: 100 }])).toEqual([]);
  });
});

describe('covered parts', () => {
  let captures: PlayedCaptures;
  let areas: Area[];
  let barsMoved: () => void;
  let told: [CaptureId, readonly CoveredArea[]][];

  beforeEach(() => {
    captures = new PlayedCaptures();
    areas = [];
    told = [];
    new CoveredParts({
      captures,
      bars: {
        get areas() {
          return areas;
        },
        subscribe: (listener) => (barsMoved = listener),
      },
      tell: (capture, covered) => told.push([capture, covered]),
    });
  });

  test('are told when bars come, move and go, and not again when nothing is different', () => {
    const screen = captures.start(1, SCREEN);
    captures.start(2, SCREEN, 'window');
    expect(told).toEqual([]);
    areas = [BAR];
    barsMoved();
    barsMoved();
    areas = [{ ...BAR, x: 0 }];
    barsMoved();
    areas = [];
    barsMoved();
    expect(told).toEqual([
      [screen, [BAR]],
      [screen, [{ ...BAR, x: 0 }]],
      [screen, []],
    ]);
  });

  test('are told of a screen whose place is known only later', () => {
    const screen = captures.start(1, null);
    areas = [BAR];
    barsMoved();
    expect(told).toEqual([]);
    captures.move(screen, SCREEN);
    expect(told).toEqual([[screen, [BAR]]]);
  });
});
