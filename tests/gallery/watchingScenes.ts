import type { CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { InkPoint, InkScene } from '../../preload/contract/presenting.ts';
import {
  NOT_SHARING,
  NOW_MS,
  adasScreen,
  chat,
  crowd,
  inCall,
  mirasScreen,
  notes,
  presenting,
  shareOf,
  type Scene,
} from './base.ts';
import { idOf, named, type PersonName } from './people.ts';

type Screen = CallSnapshot['screens'][number];
type Stroke = InkScene['strokes'][number];

function watching(more: Partial<Screen>): Scene {
  return { app: inCall, call: { ...presenting, screens: [{ ...mirasScreen, ...more }] } };
}

const second: Screen = {
  ...mirasScreen,
  lane: 'screenB',
  share: shareOf('mira-2'),
  kind: 'window',
  ordinal: 2,
};
const two: Partial<CallSnapshot> = {
  ...presenting,
  participants: crowd,
  screens: [mirasScreen, second],
};

/** A place by its parts of the picture, in thousandths. */
function at(x: number, y: number): InkPoint {
  return [Math.round(x * 65.535), Math.round(y * 65.535)];
}

let number = 0;
function stroke(author: PersonName, colour: number, more: Partial<Stroke>): Stroke {
  number += 1;
  return {
    author: idOf(author),
    authorName: named(author),
    stroke: number,
    tool: 'pen',
    colour,
    fades: false,
    points: [],
    text: '',
    done: true,
    goneAtMs: null,
    ...more,
  };
}

const circle = Array.from({ length: 25 }, (_, index) => {
  const angle = (index / 24) * 2 * Math.PI;
  return at(390 + 95 * Math.cos(angle), 330 + 32 * Math.sin(angle));
});

export const INK: InkScene = {
  strokes: [
    stroke('Yana', 3, { points: circle }),
    stroke('Yana', 3, { tool: 'arrow', points: [at(500, 335), at(640, 400)] }),
    stroke('Bob', 1, { tool: 'rectangle', points: [at(215, 470), at(560, 590)] }),
    stroke('Tomas', 7, { tool: 'text', points: [at(600, 190)], text: 'Longer here?' }),
    stroke('Lena', 6, {
      points: [at(700, 520), at(760, 500), at(810, 540), at(880, 510)],
      fades: true,
      goneAtMs: NOW_MS + 300,
    }),
  ],
  pointers: [
    { member: idOf('Bob'), name: named('Bob'), colour: 2, at: at(520, 760) },
    { member: idOf('Oleh'), name: named('Oleh'), colour: 0, at: at(985, 640) },
  ],
};
const inked = { [mirasScreen.share]: INK };
const adasShares = { ...NOT_SHARING, state: 'on' } as const;

export const WATCHING_SCENES: Readonly<Record<string, Scene>> = {
  'call-presenting': { app: inCall, call: { ...presenting, chat, notes }, press: ['Chat'] },
  'call-presenting-two': { app: inCall, call: two },
  'watching-focus': { app: inCall, call: two, press: ['Focus'] },
  'watching-ink': { ...watching({}), ink: inked, press: ['Draw'] },
  'watching-colours': { ...watching({}), press: ['Colour'] },
  'watching-zoomed': { ...watching({}), ink: inked, press: ['Actual size'], keys: ['+', '+'] },
  'watching-cross': {
    ...watching({}),
    ink: inked,
    keyboard: 'Draw',
    keys: ['Shift+ArrowLeft', 'Shift+ArrowUp'],
  },
  'watching-text': {
    ...watching({}),
    press: ['Draw', 'Text'],
    keyboard: 'Draw',
    keys: ['Enter', 'H', 'i'],
  },
  'watching-paused': watching({ state: 'paused', still: 'shown' }),
  'watching-locked': watching({ state: 'locked', ink: 'pointers' }),
  'watching-minimised': watching({ state: 'minimised', kind: 'window', still: 'failed' }),
  'watching-forbidden': { ...watching({ ink: 'nobody' }), hover: 'Draw' },
  'watching-sharpening': watching({ still: 'coming' }),
  'call-sharing': {
    app: inCall,
    call: { screens: [adasScreen], share: adasShares },
    press: ['More'],
  },
  'call-sharing-own-tools': {
    app: inCall,
    call: { screens: [{ ...adasScreen, state: 'paused' }], share: adasShares },
    ink: { [adasScreen.share]: INK },
    hover: 'Resume',
  },
  'call-sharing-and-watching': {
    app: inCall,
    call: { ...presenting, screens: [adasScreen, mirasScreen], share: adasShares },
  },
  'call-share-failed': { app: inCall, call: { share: { ...NOT_SHARING, failure: 'gone' } } },
  'call-share-cancelled': {
    app: inCall,
    call: { share: { ...NOT_SHARING, failure: 'cancelled' } },
  },
  'call-share-denied': {
    app: { ...inCall, platform: 'darwin' },
    call: { share: { ...NOT_SHARING, failure: 'denied' } },
  },
  'call-share-notices': {
    app: inCall,
    call: { screens: [adasScreen], share: { ...adasShares, notice: 'sound-would-echo' } },
  },
  'call-share-closed': {
    app: inCall,
    call: { share: { ...NOT_SHARING, notice: 'window-closed' } },
  },
};
