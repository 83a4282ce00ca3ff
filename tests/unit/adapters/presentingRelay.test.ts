import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallIntent, CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../../preload/contract/channels.ts';
import { withChange } from '../../../preload/contract/inkChange.ts';
import {
  CaptureId,
  type InkChange,
  type InkScene,
  type InkStroke,
  type PresentingWish,
  type SharingBar,
} from '../../../preload/contract/presenting.ts';
import { relayPresenting } from '../../../renderer/adapters/presentingRelay.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';

const share = ShareId.parse('s'.repeat(22));
const self = MemberId.parse('a'.repeat(22));
const capture = CaptureId.parse(7);

function snapshot(over: { drawing?: boolean; sharing?: boolean } = {}): CallSnapshot {
  const screen = {
    share,
    kind: 'screen',
    state: 'paused',
    ink: 'pointers',
    still: 'shown',
    ownShare: {
      capture,
      sourceName: 'Screen 1',
      startedAtMs: 5,
      overlay: 'in-picture',
      drawing: over.drawing ?? false,
      hasInk: true,
      soundSwitch: 'off',
      viewers: [],
    },
  };
  return {
    self: { id: self, microphone: true, camera: false },
    screens: over.sharing === false ? [] : [screen],
  } as unknown as CallSnapshot;
}

const stroke = (number: number, points: InkStroke['points']): InkStroke => ({
  author: self,
  authorName: DisplayName.parse('Ada'),
  stroke: number,
  tool: 'pen',
  colour: 3,
  fades: false,
  points,
  text: '',
  done: false,
  goneAtMs: null,
});

let life: AbortController;
let cell: SnapshotCell<CallSnapshot>;
let sent: CallIntent[];
let bars: (readonly SharingBar[])[];
let changes: { readonly drawing: boolean; readonly ink: InkChange }[];
let answers: (() => void)[];
let scene: InkScene;
let drawn: () => void;
let wish: (wish: PresentingWish) => void;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  life = new AbortController();
  cell = new SnapshotCell(snapshot());
  [sent, bars, changes, answers] = [[], [], [], []];
  scene = { strokes: [], pointers: [] };
  const api = {
    invoke(channel: string, input: unknown) {
      if (channel === 'presenting:bars') {
        bars.push((input as { bars: readonly SharingBar[] }).bars);
        return Promise.resolve();
      }
      changes.push(input as (typeof changes)[number]);
      return new Promise<void>((resolve) => answers.push(resolve));
    },
    on(_channel: string, listener: (wish: PresentingWish) => void) {
      wish = listener;
      return () => undefined;
    },
  } as unknown as WindowApi;
  relayPresenting({
    api,
    call: {
      current: () => cell.current(),
      subscribe: (listener) => cell.subscribe(listener),
      send: (intent) => void sent.push(intent),
    },
    media: {
      current: () => ({
        microphone: { state: 'live' },
        camera: { state: 'failed', failure: 'missing' },
      }),
      subscribe: () => () => undefined,
    },
    shares: {
      scene: () => scene,
      onScene(_share, listener) {
        drawn = listener;
        return () => undefined;
      },
    },
    signal: life.signal,
    problem: (event, error) => {
      throw new Error(event, { cause: error });
    },
  });
});

afterEach(() => life.abort());

test('a bar says what is so of each share, and is told only what is new', async () => {
  expect(bars).toEqual([
    [
      {
        capture,
        sourceName: 'Screen 1',
        kind: 'screen',
        startedAtMs: 5,
        state: 'paused',
        sound: 'off',
        ink: 'pointers',
        canDraw: true,
        drawing: false,
        hasInk: true,
        sharpening: 'sharp',
        microphone: true,
        camera: false,
        failures: { microphone: null, camera: 'missing' },
        viewers: [],
      },
    ],
  ]);
  await settled();
  cell.set(snapshot());
  await settled();
  expect(bars).toHaveLength(1);
  cell.set(snapshot({ sharing: false }));
  await settled();
  expect(bars.at(-1)).toEqual([]);
});

test('of the ink only what is different goes to the overlay, and nothing is lost on the way', async () => {
  const first = stroke(1, [[1, 1]]);
  scene = { strokes: [first], pointers: [] };
  drawn();
  // One at a time: these come while the first is under way.
  const grown = stroke(2, [[2, 2]]);
  scene = { strokes: [first, grown], pointers: [] };
  drawn();
  scene = {
    strokes: [
      first,
      stroke(2, [
        [2, 2],
        [3, 3],
      ]),
    ],
    pointers: [],
  };
  drawn();
  expect(changes).toHaveLength(1);
  answers.shift()?.();
  await settled();
  expect(changes.at(-1)?.ink.strokes).toEqual(scene.strokes);
  scene = { strokes: scene.strokes.slice(1), pointers: [] };
  drawn();
  answers.shift()?.();
  await settled();
  expect(changes.at(-1)?.ink).toEqual({
    strokes: [],
    gone: [{ author: self, stroke: 1 }],
    pointers: [],
  });
  const shown = changes.reduce<InkScene>((before, { ink }) => withChange(before, ink), {
    strokes: [],
    pointers: [],
  });
  expect(shown).toEqual(scene);
});

test('drawing on the screen is told with the next change, and what is drawn goes to the call', async () => {
  answers.shift()?.();
  await settled();
  cell.set(snapshot({ drawing: true }));
  expect(changes.at(-1)?.drawing).toBe(true);
  wish({ from: 'overlay', capture, intent: { type: 'ink', ink: { type: 'undo' } } });
  wish({ from: 'overlay', capture, intent: { type: 'stop-drawing' } });
  wish({ from: 'bar', capture, intent: { type: 'pause', paused: false } });
  wish({ from: 'bar', capture: CaptureId.parse(8), intent: { type: 'stop' } });
  expect(sent).toEqual([
    { type: 'ink', share, ink: { type: 'undo' } },
    { type: 'draw-on-screen', share, on: false },
    { type: 'pause-share', share, paused: false },
  ]);
});

test('bars are closed when the call is over', async () => {
  await settled();
  life.abort();
  await settled();
  expect(bars.at(-1)).toEqual([]);
});
