import { beforeEach, describe, expect, test } from 'vitest';
import type { CapturePlatform } from '../../../main/capture/capturePlatform.ts';
import type { Area } from '../../../main/desktop/desktop.ts';
import type {
  BoardEvents,
  BorderWindows,
  OverlayChange,
  OverlayWindow,
} from '../../../main/windows/overlay.ts';
import { borderSides, overlayBounds } from '../../../main/windows/overlayBounds.ts';
import { Overlays } from '../../../main/windows/overlays.ts';
import type {
  CaptureId,
  InkChange,
  InkPoint,
  InkStroke,
  OverlayState,
} from '../../../preload/contract/presenting.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { PlayedCaptures, PlayedLook } from '../../support/presentingRig.ts';

const DISPLAY: Area = { x: 0, y: 0, width: 1_920, height: 1_080 };
const WINDOW: Area = { x: 300, y: 200, width: 400, height: 250 };
const SCENE: OverlayChange = {
  drawing: false,
  author: MemberId.parse('a'.repeat(22)),
  ink: { strokes: [], gone: [], pointers: [] },
};

function strokeOf(stroke: number): InkStroke {
  return {
    author: SCENE.author,
    authorName: DisplayName.parse('Ada'),
    stroke,
    tool: 'pen',
    colour: 1,
    fades: false,
    points: [[1, 1]],
    text: '',
    done: false,
    goneAtMs: null,
  };
}

/** A pane, a board, or a border. */
class Played implements OverlayWindow, BorderWindows {
  readonly kind: 'pane' | 'board' | 'border';
  readonly sender: number;
  readonly told: OverlayState[] = [];
  readonly changes: InkChange[] = [];
  readonly events: BoardEvents;
  area: Area;
  state: 'shown' | 'hidden' | 'closed' = 'shown';
  /** What a window manager makes of where it is put. */
  adjust = (bounds: Area): Area => bounds;

  constructor(kind: Played['kind'], sender: number, area: Area, events: BoardEvents) {
    this.kind = kind;
    this.sender = sender;
    this.area = area;
    this.events = events;
  }

  bounds(): Area {
    return this.area;
  }

  place(bounds: Area): void {
    this.area = this.adjust(bounds);
    this.state = 'shown';
  }

  hide(): void {
    this.state = 'hidden';
  }

  tell(state: OverlayState): void {
    this.told.push(state);
  }

  tellInk(change: InkChange): void {
    this.changes.push(change);
  }

  close(): void {
    this.state = 'closed';
  }
}

const nothing = (): void => undefined;

/** A screen with overlays on it, whose compositor the test starts and stops. */
class Rig {
  readonly captures = new PlayedCaptures();
  readonly look = new PlayedLook();
  readonly made: Played[] = [];
  readonly stopped: CaptureId[] = [];
  readonly overlays: Overlays;
  compositor: (isRunning: boolean) => void = nothing;

  constructor(hasCompositor: boolean, platform: CapturePlatform = 'x11') {
    const make = (kind: Played['kind'], area: Area, events: BoardEvents): Played => {
      const window = new Played(kind, this.made.length + 1, area, events);
      this.made.push(window);
      return window;
    };
    const still = { shown: nothing, closed: nothing };
    this.overlays = new Overlays({
      platform,
      captures: this.captures,
      look: this.look,
      desktop: {
        hasCompositor: () => Promise.resolve(hasCompositor),
        watchCompositor: (listener) => {
          this.compositor = listener;
          return nothing;
        },
      },
      displays: () => [DISPLAY],
      displayAt: () => DISPLAY,
      openPane: (bounds, moved) => make('pane', bounds, { moved, ...still }),
      openBoard: (display, events) => make('board', display, events),
      openBorder: () => make('border', DISPLAY, { moved: nothing, ...still }),
      stopDrawing: (capture) => void this.stopped.push(capture),
    });
  }

  /** Open windows by kind. */
  get open(): readonly string[] {
    return this.made.filter(({ state }) => state !== 'closed').map(({ kind }) => kind);
  }

  window(kind: Played['kind']): Played {
    const window = this.made.findLast((made) => made.kind === kind && made.state !== 'closed');
    if (window === undefined) throw new Error(`no ${kind}`);
    return window;
  }

  async start(place: Area | null): Promise<CaptureId> {
    const capture = this.captures.start(1, place);
    // What is asked of the desktop is answered by then.
    await Promise.resolve();
    await Promise.resolve();
    return capture;
  }
}

let rig: Rig;
beforeEach(() => {
  rig = new Rig(true);
});

describe('an overlay', () => {
  test('lies over what is shared and a border around it, and goes with it', async () => {
    const capture = await rig.start(WINDOW);
    const pane = rig.window('pane');
    expect(pane.area).toEqual({ x: 297, y: 197, width: 406, height: 256 });
    rig.captures.move(capture, { ...WINDOW, x: 500 });
    expect(pane.area).toEqual({ x: 497, y: 197, width: 406, height: 256 });
    rig.captures.release(capture);
    expect(rig.open).toEqual([]);
  });

  test('tells its page where the picture is, also where a window manager has moved it', async () => {
    const capture = await rig.start(WINDOW);
    const pane = rig.window('pane');
    rig.overlays.show(capture, SCENE);
    expect(pane.told.at(-1)?.picture).toEqual({ left: 3, top: 3, width: 400, height: 250 });
    pane.adjust = (bounds) => ({ ...bounds, y: bounds.y + 20 });
    rig.captures.move(capture, { ...WINDOW, x: 500 });
    expect(pane.told.at(-1)?.picture).toEqual({ left: 3, top: -17, width: 400, height: 250 });
    pane.area = { ...pane.area, x: pane.area.x - 1 };
    pane.events.moved();
    expect(pane.told.at(-1)?.picture.left).toBe(4);
  });

  test('is told only what is new, and all of it when it is told a state again', async () => {
    const capture = await rig.start(WINDOW);
    const pane = rig.window('pane');
    const first = strokeOf(1);
    rig.overlays.show(capture, { ...SCENE, ink: { ...SCENE.ink, strokes: [first] } });
    expect(pane.told).toHaveLength(1);
    const grown = { ...first, points: [...first.points, [9, 9] satisfies InkPoint] };
    const second = { ...SCENE.ink, strokes: [grown, strokeOf(2)] };
    rig.overlays.show(capture, { ...SCENE, ink: second });
    expect([pane.told.length, pane.changes]).toEqual([1, [second]]);
    rig.look.change({ language: 'uk', theme: 'dark' });
    expect(pane.told.at(-1)?.scene.strokes).toEqual([grown, strokeOf(2)]);
  });

  test('is hidden while what is shared is minimised', async () => {
    const capture = await rig.start(WINDOW);
    rig.captures.move(capture, null);
    expect(rig.window('pane').state).toBe('hidden');
    rig.captures.move(capture, WINDOW);
    expect(rig.window('pane').state).toBe('shown');
  });

  test('has the language and the theme at once when they change', async () => {
    rig.overlays.show(await rig.start(WINDOW), SCENE);
    rig.look.change({ language: 'ru', theme: 'light' });
    expect(rig.window('pane').told.at(-1)).toMatchObject({ language: 'ru', theme: 'light' });
  });

  test('is none on Wayland', async () => {
    rig = new Rig(true, 'wayland');
    await rig.start(DISPLAY);
    expect(rig.made).toEqual([]);
  });
});

describe('without a compositor', () => {
  test('no transparent window is ever opened; a border stands around what is shared', async () => {
    rig = new Rig(false);
    const capture = await rig.start(WINDOW);
    expect(rig.made.map(({ kind }) => kind)).toEqual(['border']);
    expect(rig.window('border').area).toEqual({ x: 297, y: 197, width: 406, height: 256 });
    rig.captures.move(capture, null);
    expect(rig.window('border').state).toBe('hidden');
    rig.overlays.show(capture, { ...SCENE, drawing: true });
    expect(rig.open).toEqual(['border']);
    rig.captures.release(capture);
    expect(rig.open).toEqual([]);
  });

  test('nothing is opened before it is known whether there is one', () => {
    rig.captures.start(1, WINDOW);
    expect(rig.made).toEqual([]);
  });

  test('that ends while something is shared, the overlay goes and drawing stops', async () => {
    const capture = await rig.start(WINDOW);
    rig.overlays.show(capture, { ...SCENE, drawing: true });
    rig.compositor(false);
    expect(rig.open).toEqual(['border']);
    expect(rig.stopped).toEqual([capture]);
    rig.compositor(true);
    expect(rig.open).toContain('pane');
    expect(rig.open).not.toContain('border');
  });
});

describe('while the presenter draws', () => {
  async function draw(): Promise<CaptureId> {
    const capture = await rig.start(WINDOW);
    rig.overlays.show(capture, { ...SCENE, drawing: true });
    return capture;
  }

  test('a board takes the place of the pane once it is to be seen', async () => {
    const capture = await draw();
    const board = rig.window('board');
    expect(board.area).toEqual(DISPLAY);
    expect(board.told.at(-1)).toMatchObject({
      drawing: true,
      picture: { left: 300, top: 200, width: 400, height: 250 },
    });
    expect(rig.window('pane')).toMatchObject({ state: 'shown' });
    board.events.shown();
    expect(rig.window('pane').state).toBe('hidden');
    rig.overlays.show(capture, SCENE);
    expect(rig.open).toEqual(['pane']);
    expect(rig.window('pane').state).toBe('shown');
  });

  test('only the board counts as the window that is drawn in', async () => {
    const capture = await draw();
    expect(rig.overlays.drawnIn(rig.window('board').sender)).toBe(capture);
    expect(rig.overlays.drawnIn(rig.window('pane').sender)).toBeNull();
    const { sender } = rig.window('board');
    rig.overlays.show(capture, SCENE);
    expect(rig.overlays.drawnIn(sender)).toBeNull();
  });

  test('the pane never says that it is drawn on', async () => {
    await draw();
    expect(rig.window('pane').told.every(({ drawing }) => !drawing)).toBe(true);
  });

  test('closing the board ends the drawing', async () => {
    const capture = await draw();
    rig.window('board').events.closed();
    expect(rig.stopped).toEqual([capture]);
  });

  test('the board goes while what is shared is minimised, and comes back with it', async () => {
    const capture = await draw();
    rig.captures.move(capture, null);
    expect(rig.open).toEqual(['pane']);
    rig.captures.move(capture, WINDOW);
    expect(rig.open).toEqual(['pane', 'board']);
  });
});

describe('bounds', () => {
  test('of a whole display are its own, so that the border is inside', () => {
    expect(overlayBounds(DISPLAY, [DISPLAY])).toEqual(DISPLAY);
  });

  test('end where the displays end', () => {
    expect(overlayBounds({ x: -100, y: 900, width: 400, height: 400 }, [DISPLAY])).toEqual({
      x: 0,
      y: 897,
      width: 303,
      height: 183,
    });
    expect(overlayBounds({ x: 5_000, y: 0, width: 10, height: 10 }, [DISPLAY])).toBeNull();
  });

  test('are four sides that do not overlap', () => {
    expect(borderSides({ x: 10, y: 20, width: 100, height: 50 })).toEqual([
      { x: 10, y: 20, width: 100, height: 3 },
      { x: 10, y: 67, width: 100, height: 3 },
      { x: 10, y: 23, width: 3, height: 44 },
      { x: 107, y: 23, width: 3, height: 44 },
    ]);
  });
});
