import type { AppSnapshot, PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { ContactsSnapshot, RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import { ShareId } from '../../signaling/protocol/ids.ts';
import { CaptureId, type InkScene } from '../../preload/contract/presenting.ts';
import { DEFAULT_GLOBAL_SHORTCUTS, ServerUrl } from '../../preload/contract/settings.ts';
import { idOf, named, roomNamed, type PersonName } from './people.ts';

/** All clocks of the gallery stand here: a Wednesday morning. */
export const NOW_MS = new Date(2026, 10, 25, 11, 24, 7).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One screen in one state. */
export interface Scene {
  readonly app?: Partial<AppSnapshot>;
  readonly media?: Partial<MediaSnapshot>;
  readonly call?: Partial<CallSnapshot>;
  readonly contacts?: Partial<ContactsSnapshot>;
  readonly ringing?: Partial<RingingSnapshot>;
  readonly picker?: Partial<Omit<PickerSnapshot, 'sources'>> & { readonly thumbnails?: boolean };
  /** Pointers and ink on shares. */
  readonly ink?: Readonly<Record<string, InkScene>>;
  /** Names what the mouse is to rest on. */
  readonly hover?: string;
  /** Names a button to be pressed by keyboard. */
  readonly keyboard?: string;
  /** Keys to press, one after the other, when everything else is done. */
  readonly keys?: readonly string[];
  /** Names of buttons and menu items to press, one after the other, once it stands. */
  readonly press?: readonly string[];
  /** Typed into what has the focus. */
  readonly type?: string;
}

type Recent = AppSnapshot['recentCalls'][number];

function recent(
  room: string,
  people: readonly PersonName[],
  agoMs: number,
  minutes: number,
  more: Partial<Recent> = {},
): Recent {
  return {
    room: roomNamed(room),
    server: null,
    pinned: false,
    startedAtMs: NOW_MS - agoMs,
    durationMs: minutes * MINUTE,
    people: people.map((name) => ({ id: idOf(name), name: named(name), address: null })),
    contact: null,
    outcome: 'held',
    ...more,
  };
}

const recentCalls: readonly Recent[] = [
  recent('design-review', ['Mira', 'Bob', 'Yana'], 54 * MINUTE, 48, { pinned: true }),
  recent('warehouse standup', ['Oleh', 'Ines'], 129 * MINUTE, 12),
  recent('Yana', ['Yana'], DAY, 0),
  recent('release planning', ['Tomas', 'Mira', 'Lena', 'Bob'], 5 * DAY, 64),
  recent('harbour', ['Bob'], 40 * DAY, 7, { server: ServerUrl.parse('wss://calls.example.org') }),
];

export const APP: AppSnapshot = {
  screen: 'home',
  settings: {
    displayName: named('Ada'),
    language: 'system',
    theme: 'system',
    server: null,
    shortcuts: true,
    devices: {},
    trustedServers: [],
    status: 'available',
    keepInTray: true,
    startAtLogin: false,
    startHidden: true,
    globalShortcuts: DEFAULT_GLOBAL_SHORTCUTS,
    secondRingSpeaker: null,
    welcomed: true,
  },
  systemLanguage: 'en',
  platform: 'linux',
  version: '0.1.0',
  server: { kind: 'embedded', address: '', state: 'online', retryAtMs: null },
  recentCalls,
  inSight: true,
  room: null,
  roomServer: null,
  contact: null,
  peopleThere: null,
  joining: false,
  joinFailure: null,
  callEnded: null,
  openedLink: null,
  typedLink: null,
  linkBroken: false,
  inviteCopied: false,
  requestsWanted: 0,
  inviteFailure: null,
  globalShortcuts: { palette: 'on', mute: 'on' },
  hasTray: true,
  ownAddress: { address: null, copied: false, failed: false },
  ringSpeakers: [
    { id: 's1', label: 'Headphones' },
    { id: 's2', label: 'Built-in speakers' },
  ],
};

export const MEDIA: MediaSnapshot = {
  microphones: [
    { id: 'm1', label: 'Desk microphone' },
    { id: 'm2', label: 'Built-in microphone' },
  ],
  cameras: [{ id: 'c1', label: 'Built-in camera, 1080p' }],
  speakers: [
    { id: 's1', label: 'Headphones' },
    { id: 's2', label: 'Built-in speakers' },
  ],
  chosen: { microphone: 'm1', camera: 'c1', speaker: 's1' },
  microphoneOn: true,
  cameraOn: true,
  attempts: { microphone: 0, camera: 0 },
  microphone: { state: 'live' },
  camera: { state: 'live' },
  speaking: true,
  mutedSpeech: false,
  testingSpeaker: false,
  notices: [],
};

type Person = CallSnapshot['participants'][number];

export function person(name: PersonName, more: Partial<Person> = {}): Person {
  return {
    id: idOf(name),
    name: named(name),
    address: null,
    link: 'good',
    microphone: true,
    camera: true,
    speaking: false,
    ...more,
  };
}

export const self: CallSnapshot['self'] = {
  id: idOf('Ada'),
  name: named('Ada'),
  microphone: true,
  camera: true,
  speaking: false,
};

const four: readonly Person[] = [
  person('Mira', { speaking: true }),
  person('Bob', { camera: false, microphone: false }),
  person('Yana', { link: 'weak' }),
];

/** A share's id, from a name of at most 22 letters. */
export function shareOf(name: string): CallSnapshot['screens'][number]['share'] {
  return ShareId.parse(name.padEnd(22, '-'));
}

export const mirasScreen: CallSnapshot['screens'][number] = {
  owner: idOf('Mira'),
  ownerName: named('Mira'),
  own: false,
  lane: 'screenA',
  share: shareOf('mira'),
  kind: 'screen',
  ordinal: 1,
  sound: false,
  state: 'live',
  ink: 'everyone',
  inkInPicture: false,
  still: 'none',
  ownShare: null,
};

export const adasScreen: CallSnapshot['screens'][number] = {
  ...mirasScreen,
  owner: idOf('Ada'),
  ownerName: named('Ada'),
  own: true,
  share: shareOf('ada'),
  ownShare: {
    capture: CaptureId.parse(1),
    sourceName: 'Spring release',
    startedAtMs: NOW_MS - 4 * MINUTE,
    optimiseFor: 'text',
    overlay: 'none',
    drawing: false,
    hasInk: true,
    soundSwitch: 'none',
    viewers: [],
  },
};

function line(
  number: number,
  name: PersonName,
  agoMinutes: number,
  text: string,
  delivery: CallSnapshot['chat'][number]['delivery'] = null,
): CallSnapshot['chat'][number] {
  return {
    key: `${idOf(name)}:${number}`,
    author: idOf(name),
    authorName: named(name),
    own: name === 'Ada',
    sentAtMs: NOW_MS - agoMinutes * MINUTE,
    text,
    delivery,
  };
}

export const chat = [
  line(1, 'Mira', 46, 'I share the shipping code, tell me if the text is too small.'),
  line(1, 'Yana', 43, 'Can we look at line 12? The test fails there.'),
  line(2, 'Mira', 42, 'Yes, after the last step there is no reply to read.'),
  line(3, 'Mira', 41, 'https://example.org/warehouse/ship.test.ts?line=12&very=long-address-here'),
  line(
    4,
    'Mira',
    41,
    'Not https://ex\u0430mple.org/ (see the title), and not javascript:alert(1).',
  ),
  line(1, 'Ada', 40, 'The recording from Monday shows it too.', 'delivered'),
  line(2, 'Ada', 2, 'Shall we try the longer wait?', 'partial'),
  line(3, 'Ada', 0, 'I can do it now.', 'sending'),
];

export const notes: CallSnapshot['notes'] = [
  {
    key: 'n1',
    kind: 'joined',
    member: idOf('Yana'),
    name: named('Yana'),
    atMs: NOW_MS - 45 * MINUTE,
  },
  {
    key: 'n2',
    kind: 'left',
    member: idOf('Oleh'),
    name: named('Oleh'),
    atMs: NOW_MS - 41.5 * MINUTE,
  },
];

export const NOT_SHARING: CallSnapshot['share'] = {
  state: 'off',
  failure: null,
  notice: null,
  canAdd: true,
};

export const CALL: CallSnapshot = {
  room: roomNamed('design-review'),
  contact: null,
  joinedAtMs: NOW_MS - 24 * MINUTE - 7_000,
  connection: 'online',
  capacity: 8,
  self,
  participants: four,
  known: [],
  alone: null,
  screens: [],
  chat: [],
  notes: [],
  share: NOT_SHARING,
};

export const inGreenRoom: Partial<AppSnapshot> = {
  screen: 'green-room',
  room: roomNamed('design-review'),
  peopleThere: [named('Mira'), named('Bob')],
};
export const inCall: Partial<AppSnapshot> = { screen: 'call', room: roomNamed('design-review') };
export const presenting: Partial<CallSnapshot> = {
  screens: [mirasScreen],
  participants: [
    person('Mira', { speaking: true }),
    person('Bob'),
    person('Yana', { microphone: false }),
  ],
};
export const crowd: readonly Person[] = [
  person('Mira'),
  person('Bob'),
  person('Yana', { speaking: true }),
  person('Oleh', { link: 'reconnecting', camera: false }),
  person('Lena', { camera: false }),
  person('Tomas', { link: 'connecting', camera: false }),
];

export function failed(failure: 'denied' | 'missing' | 'busy' | 'failed') {
  return { state: 'failed', failure } as const;
}
export const noDevices: Partial<MediaSnapshot> = {
  microphones: [],
  cameras: [],
  speakers: [],
  chosen: { microphone: null, camera: null, speaker: null },
  microphone: failed('missing'),
  camera: failed('missing'),
};
