import {
  CaptureId,
  type OverlayState,
  type SharingBar,
} from '../../preload/contract/presenting.ts';
import { NOW_MS, type Scene } from './base.ts';
import { idOf, named, type PersonName } from './people.ts';
import { INK } from './watchingScenes.ts';

/** One of the windows beside the call's, in one state. */
export type SmallScene = Pick<Scene, 'press' | 'keys'> & {
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
} & (
    | { readonly kind: 'sharing-bar'; readonly bar: SharingBar }
    | { readonly kind: 'overlay'; readonly overlay: Pick<OverlayState, 'picture' | 'drawing'> }
    | { readonly kind: 'region' }
  );

const BAR_SIZE = { width: 600, height: 52 } as const;
const OPEN_SIZE = { width: 600, height: 360 } as const;
const SCREEN_SIZE = { width: 1_280, height: 720 } as const;

type Viewer = SharingBar['viewers'][number];

function viewer(name: PersonName, more: Partial<Viewer> = {}): Viewer {
  return {
    member: idOf(name),
    name: named(name),
    width: 1_920,
    height: 1_080,
    delayMs: 84,
    ...more,
  };
}

const bar: SharingBar = {
  capture: CaptureId.parse(1),
  sourceName: 'Screen 1',
  kind: 'screen',
  startedAtMs: NOW_MS - 724_000,
  state: 'live',
  sound: 'none',
  ink: 'everyone',
  canDraw: true,
  drawing: false,
  hasInk: true,
  sharpening: 'off',
  microphone: true,
  failures: { microphone: null, camera: null },
  camera: true,
  viewers: [
    viewer('Mira'),
    viewer('Bob', { width: 1_268, height: 713, delayMs: 120 }),
    viewer('Yana', { width: 0, height: 0, delayMs: null }),
  ],
};

function barScene(more: Partial<SharingBar>): SmallScene {
  return { kind: 'sharing-bar', size: BAR_SIZE, bar: { ...bar, ...more } };
}

export const PRESENTING_SCENES: Readonly<Record<string, SmallScene>> = {
  bar: barScene({}),
  'bar-paused': barScene({
    state: 'paused',
    sound: 'on',
    sourceName: 'Quarterly report, final version 3.odt – Office',
    kind: 'window',
    canDraw: false,
    microphone: false,
    camera: false,
    failures: { microphone: 'missing', camera: 'missing' },
  }),
  'bar-locked': barScene({ state: 'locked', sound: 'off', kind: 'region', sharpening: 'sending' }),
  'bar-minimised': barScene({
    state: 'minimised',
    kind: 'window',
    sourceName: '',
    drawing: true,
    sharpening: 'failed',
    startedAtMs: NOW_MS - 4_024_000,
    viewers: [],
  }),
  'bar-no-draw': {
    ...barScene({ canDraw: false, hasInk: false }),
    size: OPEN_SIZE,
    keys: ['Tab', 'Tab'],
  },
  'bar-ink-in-preview': { ...barScene({ canDraw: false }), size: OPEN_SIZE },
  'bar-open': { ...barScene({ sharpening: 'sharp' }), size: OPEN_SIZE, press: ['People watching'] },
  'bar-open-empty': {
    ...barScene({ viewers: [], hasInk: false, ink: 'nobody' }),
    size: OPEN_SIZE,
    press: ['People watching'],
  },
  'overlay-drawing': {
    kind: 'overlay',
    size: SCREEN_SIZE,
    overlay: { picture: { left: 160, top: 90, width: 960, height: 540 }, drawing: true },
    press: ['Rectangle'],
    keys: ['Shift+Tab'],
  },
  'overlay-colours': {
    kind: 'overlay',
    size: SCREEN_SIZE,
    overlay: { picture: { left: 160, top: 90, width: 960, height: 540 }, drawing: true },
    press: ['Colour'],
  },
  region: { kind: 'region', size: SCREEN_SIZE },
  'region-small': {
    kind: 'region',
    size: { width: 640, height: 480 },
    keys: Array.from({ length: 12 }, () => 'Shift+ArrowLeft'),
  },
};

export const OVERLAY_SCENE = { author: idOf('Ada'), scene: INK };
