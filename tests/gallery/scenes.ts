import type { AppSnapshot, PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
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
  readonly picker?: Omit<PickerSnapshot, 'sources'> & { readonly thumbnails?: boolean };
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
    people: people.map((name) => ({ id: idOf(name), name: named(name) })),
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
  },
  systemLanguage: 'en',
  platform: 'linux',
  version: '0.1.0',
  server: { kind: 'embedded', address: '', state: 'online', retryAtMs: null },
  recentCalls,
  room: null,
  roomServer: null,
  peopleThere: null,
  joining: false,
  joinFailure: null,
  callEnded: null,
  openedLink: null,
  inviteCopied: false,
  inviteFailure: null,
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
  microphone: { state: 'live' },
  camera: { state: 'live' },
  speaking: true,
  mutedSpeech: false,
  testingSpeaker: false,
  notices: [],
};

type Person = CallSnapshot['participants'][number];

function person(name: PersonName, more: Partial<Person> = {}): Person {
  return {
    id: idOf(name),
    name: named(name),
    link: 'good',
    microphone: true,
    camera: true,
    speaking: false,
    ...more,
  };
}

const self: CallSnapshot['self'] = {
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

const mirasScreen: CallSnapshot['screens'][number] = {
  owner: idOf('Mira'),
  ownerName: named('Mira'),
  own: false,
  lane: 'screenA',
  ordinal: 1,
  sound: false,
};

const adasScreen: CallSnapshot['screens'][number] = {
  ...mirasScreen,
  owner: idOf('Ada'),
  ownerName: named('Ada'),
  own: true,
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

const chat = [
  line(1, 'Mira', 46, 'I share the shipping code, tell me if the text is too small.'),
  line(1, 'Yana', 43, 'Can we look at line 12? The test fails there.'),
  line(2, 'Mira', 42, 'Yes, after the last step there is no reply to read.'),
  line(3, 'Mira', 41, 'https://example.org/warehouse/ship.test.ts?line=12&very=long-address-here'),
  line(1, 'Ada', 40, 'The recording from Monday shows it too.', 'delivered'),
  line(2, 'Ada', 2, 'Shall we try the longer wait?', 'partial'),
  line(3, 'Ada', 0, 'I can do it now.', 'sending'),
];

const notes: CallSnapshot['notes'] = [
  { key: 'n1', kind: 'joined', name: named('Yana'), atMs: NOW_MS - 45 * MINUTE },
  { key: 'n2', kind: 'left', name: named('Oleh'), atMs: NOW_MS - 41.5 * MINUTE },
];

export const CALL: CallSnapshot = {
  room: roomNamed('design-review'),
  joinedAtMs: NOW_MS - 24 * MINUTE - 7_000,
  connection: 'online',
  capacity: 8,
  self,
  participants: four,
  screens: [],
  chat: [],
  notes: [],
  share: { state: 'off', failure: null },
};

const inGreenRoom: Partial<AppSnapshot> = {
  screen: 'green-room',
  room: roomNamed('design-review'),
  peopleThere: [named('Mira'), named('Bob')],
};
const inCall: Partial<AppSnapshot> = { screen: 'call', room: roomNamed('design-review') };
const presenting: Partial<CallSnapshot> = {
  screens: [mirasScreen],
  participants: [
    person('Mira', { speaking: true }),
    person('Bob'),
    person('Yana', { microphone: false }),
  ],
};
const crowd: readonly Person[] = [
  person('Mira'),
  person('Bob'),
  person('Yana', { speaking: true }),
  person('Oleh', { link: 'reconnecting', camera: false }),
  person('Lena', { camera: false }),
  person('Tomas', { link: 'connecting', camera: false }),
];

function failed(failure: 'denied' | 'missing' | 'busy' | 'failed') {
  return { state: 'failed', failure } as const;
}
const noDevices: Partial<MediaSnapshot> = {
  microphones: [],
  cameras: [],
  speakers: [],
  chosen: { microphone: null, camera: null, speaker: null },
  microphone: failed('missing'),
  camera: failed('missing'),
};

export const SCENES: Readonly<Record<string, Scene>> = {
  home: {},
  'home-typing': { type: 'design-' },
  'home-empty': { app: { recentCalls: [] } },
  'home-ended': {
    app: {
      callEnded: 'room_full',
      server: {
        kind: 'remote',
        address: 'calls.example.org',
        state: 'unreachable',
        retryAtMs: NOW_MS + 8_000,
      },
    },
  },
  'home-refused': { press: ['Join'] },
  'home-link': {
    app: {
      openedLink: {
        room: roomNamed('design-review'),
        server: ServerUrl.parse('ws://192.168.1.5:8787'),
        trusted: false,
      },
    },
  },
  settings: { press: ['Settings'] },
  shortcuts: { press: ['Shortcuts'] },
  loading: { app: { screen: 'loading' } },
  'green-room': { app: inGreenRoom },
  'green-room-select': { app: inGreenRoom, press: ['Microphone'] },
  'green-room-muted': {
    app: { ...inGreenRoom, peopleThere: [] },
    media: {
      microphoneOn: false,
      cameraOn: false,
      microphone: { state: 'off' },
      camera: { state: 'off' },
    },
  },
  'green-room-denied': {
    app: { ...inGreenRoom, platform: 'darwin' },
    media: { microphone: failed('denied'), camera: failed('denied'), testingSpeaker: true },
  },
  'green-room-busy': {
    app: { ...inGreenRoom, joinFailure: 'room_full' },
    media: { microphone: failed('busy'), camera: failed('busy') },
  },
  'green-room-missing': {
    app: { ...inGreenRoom, joining: true, peopleThere: null },
    media: noDevices,
  },
  'green-room-unreachable': {
    app: { ...inGreenRoom, joinFailure: 'unreachable', peopleThere: null },
  },
  call: { app: inCall, call: { chat: chat.slice(0, 2) } },
  'call-alone': { app: { ...inCall, inviteCopied: true }, call: { participants: [] } },
  'call-two': { app: inCall, call: { participants: [person('Mira', { speaking: true })] } },
  'call-crowd': { app: inCall, call: { participants: crowd } },
  'call-muted': {
    app: inCall,
    media: { microphoneOn: false, cameraOn: false, mutedSpeech: true },
    call: { self: { ...self, microphone: false, camera: false } },
  },
  'call-reconnecting': {
    app: inCall,
    media: {
      camera: failed('busy'),
      notices: [
        { key: 'd', kind: 'microphone', lost: 'Desk microphone', now: 'Built-in microphone' },
      ],
    },
    call: {
      connection: 'reconnecting',
      self: { ...self, camera: false },
      participants: [
        person('Mira', { link: 'reconnecting' }),
        person('Bob', { link: 'connecting' }),
        person('Yana'),
      ],
    },
  },
  'call-presenting': { app: inCall, call: { ...presenting, chat, notes }, press: ['Chat'] },
  'call-presenting-two': {
    app: inCall,
    call: {
      ...presenting,
      participants: crowd,
      screens: [mirasScreen, { ...mirasScreen, lane: 'screenB', ordinal: 2 }],
    },
  },
  'call-sharing': {
    app: inCall,
    call: { screens: [adasScreen], share: { state: 'on', failure: null } },
    press: ['More'],
  },
  'call-share-failed': {
    app: inCall,
    call: { share: { state: 'off', failure: 'gone' } },
  },
  'call-people': { app: inCall, call: { participants: crowd, screens: [] }, press: ['People'] },
  'call-devices': { app: inCall, press: ['More', 'Devices'] },
  'call-chat-empty': { app: inCall, press: ['Chat'] },
  'call-link': {
    app: {
      ...inCall,
      openedLink: {
        room: roomNamed('harbour'),
        server: ServerUrl.parse('ws://192.168.1.5:8787'),
        trusted: false,
      },
    },
  },
  picker: {
    app: { ...inCall, platform: 'win32' },
    picker: { state: 'ready', failure: null, thumbnails: true },
    press: ['Windows'],
  },
  'picker-loading': { app: inCall, picker: { state: 'loading', failure: null } },
  'picker-empty': { app: inCall, picker: { state: 'ready', failure: null } },
  'picker-denied': {
    app: { ...inCall, platform: 'darwin' },
    picker: { state: 'failed', failure: 'denied' },
  },
};

const WINDOWS = [
  'ship.ts, warehouse',
  'Spring release',
  'Carrier costs 2026',
  'Harbour ferries, timetable for the whole summer season',
  'build, 3 jobs',
  'Retro board',
  'One more window',
];

export function sourcesOf(
  thumbnails: readonly Uint8Array<ArrayBuffer>[],
): PickerSnapshot['sources'] {
  const picture = (index: number): Uint8Array<ArrayBuffer> =>
    index === 4 ? new Uint8Array() : (thumbnails[index % thumbnails.length] ?? new Uint8Array());
  return [
    {
      id: ScreenSourceId.parse('screen:0:0'),
      kind: 'screen',
      name: 'Screen 1',
      thumbnail: picture(0),
      icon: null,
    },
    ...WINDOWS.map((name, index) => ({
      id: ScreenSourceId.parse(`window:${index}:0`),
      kind: 'window' as const,
      name,
      thumbnail: picture(index),
      icon: null,
    })),
  ];
}
