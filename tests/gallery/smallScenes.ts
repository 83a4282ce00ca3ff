import type { IncomingSnapshot } from '../../preload/contract/incomingSnapshot.ts';
import type { TypedLink } from '../../preload/contract/links.ts';
import type { IncomingRing, PaletteEntry, PaletteState } from '../../preload/contract/ringing.ts';
import { RingId } from '../../signaling/protocol/ringMessages.ts';
import { NOW_MS, type Scene } from './base.ts';
import { addressOf, contact } from './contactScenes.ts';
import { named, roomNamed } from './people.ts';
import { PRESENTING_SCENES, type SmallScene } from './presentingScenes.ts';

type QuickCallScene = Pick<Scene, 'press' | 'keys' | 'type'> & {
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
} & (
    | ({ readonly kind: 'incoming'; readonly call: IncomingRing } & Omit<IncomingSnapshot, 'state'>)
    | {
        readonly kind: 'palette';
        readonly palette: Pick<PaletteState, 'entries' | 'inCall'>;
        /** What main says of the link that is typed. */
        readonly typedLink?: TypedLink;
      }
  );

/** A window beside the call's, in one state. */
export type SmallWindow = SmallScene | QuickCallScene;

const INCOMING_SIZE = { width: 380, height: 180 } as const;
const PALETTE_SIZE = { width: 560, height: 360 } as const;
const MINUTE = 60_000;

const call: IncomingRing = {
  ring: RingId.parse('r'.repeat(22)),
  address: addressOf('Yana'),
  name: named('Yana'),
  sinceMs: NOW_MS,
  silenced: false,
};

function entry(
  name: string,
  presence: Extract<PaletteEntry, { readonly type: 'contact' }>['presence'],
  lastCallAtMs: number | null = null,
): PaletteEntry {
  const { address } = contact(name);
  return { type: 'contact', address, name: named(name), presence, isHere: false, lastCallAtMs };
}

const entries: readonly PaletteEntry[] = [
  entry('Irena', 'available'),
  entry('Greta', 'busy'),
  entry('Mira', 'available', NOW_MS - 40 * MINUTE),
  entry('Bob', 'do-not-disturb', NOW_MS - 90 * MINUTE),
  entry('Yana', 'away'),
  entry('Lena', 'unavailable'),
  {
    type: 'room',
    room: roomNamed('design-review'),
    server: null,
    startedAtMs: NOW_MS - 54 * MINUTE,
    people: [named('Mira'), named('Bob')],
  },
  {
    type: 'room',
    room: roomNamed('warehouse standup'),
    server: null,
    startedAtMs: NOW_MS - 129 * MINUTE,
    people: [],
  },
];
const LINK = 'parley://join/design-review';
const palette = { entries: [...entries], inCall: false };

const QUICK_CALL_SCENES: Readonly<Record<string, QuickCallScene>> = {
  incoming: { kind: 'incoming', size: INCOMING_SIZE, call, answer: null, silenced: false },
  'incoming-focus': {
    kind: 'incoming',
    size: INCOMING_SIZE,
    call: { ...call, name: named('Oleksandra Kovalenko-Hrytsenko, warehouse') },
    answer: null,
    silenced: true,
    keys: ['Tab', 'Tab', 'Tab'],
  },
  'incoming-accepted': {
    kind: 'incoming',
    size: INCOMING_SIZE,
    call,
    answer: 'accept',
    silenced: false,
  },
  palette: { kind: 'palette', size: PALETTE_SIZE, palette },
  'palette-typed': { kind: 'palette', size: PALETTE_SIZE, palette, type: 're' },
  'palette-last': { kind: 'palette', size: PALETTE_SIZE, palette, keys: ['ArrowUp'] },
  'palette-link': {
    kind: 'palette',
    size: PALETTE_SIZE,
    palette,
    type: LINK,
    typedLink: { text: LINK, looked: { kind: 'join', room: roomNamed('design-review') } },
  },
  'palette-broken-link': {
    kind: 'palette',
    size: PALETTE_SIZE,
    palette,
    type: LINK,
    typedLink: { text: LINK, looked: { kind: 'broken' } },
  },
  'palette-in-call': {
    kind: 'palette',
    size: PALETTE_SIZE,
    palette: {
      entries: entries.map((one, index) =>
        one.type === 'contact' && index === 1 ? { ...one, isHere: true } : one,
      ),
      inCall: true,
    },
    type: 'zz',
  },
};

export const SMALL_SCENES: Readonly<Record<string, SmallWindow>> = {
  ...PRESENTING_SCENES,
  ...QUICK_CALL_SCENES,
};
