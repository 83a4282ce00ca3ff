import { ServerUrl } from '../../preload/contract/settings.ts';
import {
  NOW_MS,
  chat,
  crowd,
  failed,
  inCall,
  inGreenRoom,
  noDevices,
  person,
  self,
  type Scene,
} from './base.ts';
import { CONTACT_SCENES } from './contactScenes.ts';
import { roomNamed } from './people.ts';
import { PICKER_SCENES } from './pickerScenes.ts';
import { WATCHING_SCENES } from './watchingScenes.ts';

const LINK = 'parley://join/design-review?server=ws://192.168.1.5:8787';

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
  'home-typed-link': {
    app: { typedLink: { text: LINK, looked: { kind: 'join', room: roomNamed('design-review') } } },
    type: LINK,
  },
  'home-typed-broken': {
    app: { typedLink: { text: LINK, looked: { kind: 'broken' } } },
    type: LINK,
    keys: ['Enter'],
  },
  'home-broken-link': { app: { linkBroken: true } },
  settings: { press: ['Settings'] },
  'settings-no-tray': { app: { hasTray: false }, press: ['Settings'] },
  'settings-own-address': {
    app: {
      ownAddress: {
        address: ServerUrl.parse('ws://192.168.1.5:35405'),
        copied: true,
        failed: false,
      },
    },
    press: ['Settings'],
  },
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
  'call-alone-elsewhere': {
    app: {
      ...inCall,
      server: { kind: 'remote', address: 'calls.example.org', state: 'online', retryAtMs: null },
    },
    call: { participants: [] },
  },
  'call-alone-yet': { app: inCall, call: { participants: [] } },
  'call-alone': { app: { ...inCall, inviteCopied: true }, call: { participants: [] } },
  'call-two': { app: inCall, call: { participants: [person('Mira', { speaking: true })] } },
  'call-crowd': { app: inCall, call: { participants: crowd } },
  'call-muted': {
    app: inCall,
    media: { microphoneOn: false, cameraOn: false, mutedSpeech: true },
    call: { self: { ...self, microphone: false, camera: false } },
  },
  'call-no-devices': {
    app: { ...inCall, inviteCopied: true },
    media: noDevices,
    call: { self: { ...self, microphone: false, camera: false } },
  },
  'call-no-devices-people': {
    app: inCall,
    media: noDevices,
    call: { self: { ...self, microphone: false, camera: false } },
    press: ['People'],
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
  ...CONTACT_SCENES,
  ...PICKER_SCENES,
  ...WATCHING_SCENES,
};
