import { beforeEach, describe, expect, test } from 'vitest';
import type { Area } from '../../../main/desktop/desktop.ts';
import { barBounds, grownBounds } from '../../../main/windows/barPlaces.ts';
import { SharingBars, type BarEvents, type BarWindow } from '../../../main/windows/sharingBars.ts';
import { CaptureId, type SharingBarState } from '../../../preload/contract/presenting.ts';
import { PlayedCaptures, PlayedLook, barOf } from '../../support/presentingRig.ts';

const LEFT: Area = { x: 0, y: 0, width: 1_920, height: 1_040 };
const RIGHT: Area = { x: 1_920, y: 20, width: 1_280, height: 700 };

/** A bar's window; the test closes and drags it. */
class PlayedBar implements BarWindow {
  readonly sender: number;
  readonly told: SharingBarState[];
  readonly events: BarEvents;
  area: Area;
  isOpen = true;
  tops = 0;

  constructor(sender: number, area: Area, state: SharingBarState, events: BarEvents) {
    this.sender = sender;
    this.area = area;
    this.told = [state];
    this.events = events;
  }

  bounds(): Area {
    return this.area;
  }

  place(bounds: Area): void {
    this.area = bounds;
  }

  tell(state: SharingBarState): void {
    this.told.push(state);
  }

  moveToTop(): void {
    this.tops += 1;
  }

  close(): void {
    this.isOpen = false;
  }
}

let captures: PlayedCaptures;
let look: PlayedLook;
let windows: PlayedBar[];
let bars: SharingBars;

beforeEach(() => {
  captures = new PlayedCaptures();
  look = new PlayedLook();
  windows = [];
  bars = new SharingBars({
    captures,
    look,
    workAreas: () => [LEFT, RIGHT],
    workAreaAt: (place) => (place !== null && place.x >= RIGHT.x ? RIGHT : LEFT),
    open(bounds, state, events) {
      const window = new PlayedBar(windows.length + 10, bounds, state, events);
      windows.push(window);
      return window;
    },
  });
});

const open = (): PlayedBar[] => windows.filter(({ isOpen }) => isOpen);

describe('sharing bars', () => {
  test('are opened, told and closed as the page names them', () => {
    const [one, two] = [captures.start(1, LEFT), captures.start(2, LEFT)];
    bars.update([barOf(one), barOf(two)]);
    expect(open()).toHaveLength(2);
    bars.update([barOf(one, { state: 'paused' }), barOf(two)]);
    expect(windows).toHaveLength(2);
    expect(windows[0]?.told.at(-1)?.bar.state).toBe('paused');
    bars.update([barOf(two)]);
    expect(open().map(({ sender }) => bars.captureOf(sender))).toEqual([two]);
    expect(bars.captureOf(windows[0]?.sender ?? 0)).toBeNull();
  });

  test('are none for a capture that is over, whatever the page says', () => {
    const one = captures.start(1, LEFT);
    bars.update([barOf(one)]);
    captures.release(one);
    expect(open()).toEqual([]);
    bars.update([barOf(one), barOf(CaptureId.parse(7))]);
    expect(open()).toEqual([]);
  });

  test('stand at the top of the shared display, the second below the first', () => {
    const [one, two] = [captures.start(1, RIGHT), captures.start(2, RIGHT)];
    bars.update([barOf(one), barOf(two)]);
    expect(windows.map(({ area }) => area)).toEqual([
      { x: 2_260, y: 28, width: 600, height: 52 },
      { x: 2_260, y: 88, width: 600, height: 52 },
    ]);
    bars.update([barOf(two)]);
    const three = captures.start(3, LEFT);
    bars.update([barOf(two), barOf(three)]);
    expect(open().at(-1)?.area).toEqual({ x: 660, y: 8, width: 600, height: 52 });
  });

  test('come back where the person has put them', () => {
    const one = captures.start(1, LEFT);
    bars.update([barOf(one)]);
    windows[0]?.place({ x: 40, y: 500, width: 600, height: 52 });
    captures.release(one);
    bars.update([barOf(captures.start(2, RIGHT))]);
    expect(open()[0]?.area).toMatchObject({ x: 40, y: 500 });
  });

  test('have the language and the theme at once when they change', () => {
    bars.update([barOf(captures.start(1, LEFT))]);
    look.change({ language: 'uk', theme: 'light' });
    expect(windows[0]?.told.at(-1)).toMatchObject({ language: 'uk', theme: 'light' });
  });

  test('come back at once when one that is still needed is closed', () => {
    const one = captures.start(1, LEFT);
    bars.update([barOf(one)]);
    bars.update([barOf(one, { state: 'paused' })]);
    windows[0]?.events.closed();
    expect(windows).toHaveLength(2);
    expect(windows[1]?.told.at(-1)?.bar.state).toBe('paused');
    expect(bars.captureOf(windows[1]?.sender ?? 0)).toBe(one);
    // What the window says once more is not about the new one.
    captures.release(one);
    windows[1]?.events.closed();
    expect(windows).toHaveLength(2);
  });

  test('grow for what is open below them, upwards at the end of the display, and back', () => {
    bars.update([barOf(captures.start(1, LEFT))]);
    const [window] = windows;
    if (window === undefined) throw new Error('no bar');
    bars.resize(window.sender, 300);
    expect(window.area).toEqual({ x: 660, y: 8, width: 600, height: 300 });
    bars.resize(window.sender, 52);
    window.place({ x: 100, y: 980, width: 600, height: 52 });
    bars.resize(window.sender, 300);
    expect(window.area).toEqual({ x: 100, y: 740, width: 600, height: 300 });
    bars.resize(window.sender, 52);
    expect(window.area).toEqual({ x: 100, y: 980, width: 600, height: 52 });
    bars.resize(99, 200);
    expect(window.area.height).toBe(52);
  });

  test('go above what was opened above everything', () => {
    bars.update([barOf(captures.start(1, LEFT))]);
    bars.moveToTop();
    expect(windows[0]?.tops).toBe(1);
  });
});

describe('places', () => {
  test('of a bar that was left where no display is any more are not used', () => {
    expect(barBounds(0, LEFT, { x: 4_000, y: 10 }, [LEFT])).toMatchObject({ x: 660, y: 8 });
  });

  test('never lie above the display, however high a bar becomes', () => {
    const low: Area = { x: 0, y: 0, width: 800, height: 200 };
    const bounds = { x: 0, y: 100, width: 600, height: 52 };
    expect(grownBounds(bounds, 100, 400, low)).toMatchObject({ y: 0, height: 400 });
  });
});
