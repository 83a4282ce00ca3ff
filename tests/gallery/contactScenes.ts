import type { Contact, ContactRequest } from '../../preload/contract/contacts.ts';
import type { ContactsSnapshot, RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { MemberContact } from '../../preload/contract/memberContacts.ts';
import type { MissedCall, OutgoingRing } from '../../preload/contract/ringing.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { RingId } from '../../signaling/protocol/ringMessages.ts';
import { APP, NOW_MS, inCall, type Scene } from './base.ts';
import { idOf, named, type PersonName } from './people.ts';

/** Addresses whose hash gives the hue that each has in the design. */
const ADDRESSES: Readonly<Record<string, string>> = {
  Ada: 'ada00000000000000000000000000004',
  Mira: 'mxra0000000000000000000000000002',
  Bob: 'bxb00000000000000000000000000001',
  Yana: 'yana0000000000000000000000000003',
  Oleh: 'xxe00000000000000000000000000003',
  Lena: 'ena00000000000000000000000000001',
  Tomas: 'tmas0000000000000000000000000006',
  Ines: 'xnes0000000000000000000000000003',
  Irena: 'rena0000000000000000000000000001',
  Greta: 'greta000000000000000000000000004',
};

const MINUTE = 60_000;

export function addressOf(name: string): ContactAddress {
  const made = Array.from(name, (letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('');
  return ContactAddress.parse(ADDRESSES[name] ?? made.slice(0, 32).padEnd(32, '0'));
}

export function contact(name: string, more: Partial<Contact> = {}): Contact {
  return {
    address: addressOf(name),
    name: named(name),
    server: null,
    standing: 'contact',
    presence: 'available',
    lastCallAtMs: null,
    ...more,
  };
}

const seven: readonly Contact[] = [
  contact('Bob', { presence: 'busy' }),
  contact('Ines'),
  contact('Mira'),
  contact('Oleh', { presence: 'away' }),
  contact('Yana', { presence: 'do-not-disturb' }),
  contact('Lena', { presence: 'unavailable' }),
  contact('Tomas', { presence: 'unavailable' }),
];

export const CONTACTS: ContactsSnapshot = {
  address: addressOf('Ada'),
  trouble: null,
  colour: 5,
  keyStorage: 'sealed',
  status: 'available',
  shownStatus: 'available',
  contacts: [...seven],
  requests: [],
  removed: null,
  declined: null,
  link: { state: 'unknown' },
  adding: { state: 'idle' },
  transfer: { state: 'idle' },
  move: { state: 'idle' },
  openedLink: null,
  members: [],
};

export const RINGING: RingingSnapshot = { outgoing: null, incoming: null, missed: [] };

const CODE = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-7KQ2-D9XM@192.168.1.5:8787';
const LINK =
  'parley://contact/0123456789abcdefghjkmnpqrstvwxyz?name=Ada&server=ws%3A%2F%2F192.168.1.5%3A8787&ticket=AAECAwQFBgcICQoLDA0ODw';

function request(name: string, more: Partial<ContactRequest> = {}): ContactRequest {
  return {
    address: addressOf(name),
    name: named(name),
    server: ServerUrl.parse('wss://calls.example.org'),
    atMs: NOW_MS - MINUTE,
    resembles: null,
    ...more,
  };
}

function memberContact(name: PersonName, more: Partial<MemberContact> = {}): MemberContact {
  return {
    member: idOf(name),
    address: null,
    isSelf: false,
    asked: 'no',
    question: null,
    failure: null,
    ...more,
  };
}

function outgoing(more: Partial<OutgoingRing> = {}): RingingSnapshot {
  const ring: OutgoingRing = {
    ring: RingId.parse('o'.repeat(22)),
    address: addressOf('Mira'),
    name: named('Mira'),
    phase: 'calling',
    failure: null,
    intoCall: false,
    ...more,
  };
  return { ...RINGING, outgoing: ring };
}

function missed(name: string, agoMs: number, number: number): MissedCall {
  return {
    ring: RingId.parse(`${number}`.padEnd(22, 'm')),
    address: addressOf(name),
    name: named(name),
    atMs: NOW_MS - agoMs,
    seen: number > 1,
  };
}

const many = [
  ...seven,
  ...['Irena', 'Greta', 'Olena Marchenko', 'Сергей Иванов', 'Анна-Мария Гонсалес-Родригес'].map(
    (name) => contact(name),
  ),
];

const locked: Partial<ContactsSnapshot> = {
  address: null,
  trouble: 'key-locked',
  contacts: [],
};

export const CONTACT_SCENES: Readonly<Record<string, Scene>> = {
  'home-missed': {
    ringing: {
      missed: [
        missed('Yana', 12 * MINUTE, 1),
        missed('Lena', 190 * MINUTE, 2),
        missed('Yana', 200 * MINUTE, 3),
        missed('Yana', 1_800 * MINUTE, 4),
      ],
    },
  },
  'home-first': {
    app: { recentCalls: [], settings: { ...APP.settings, welcomed: false } },
    contacts: { contacts: [] },
  },
  'home-locked': { contacts: locked },
  'contacts-many': { contacts: { contacts: many }, hover: 'Call Mira' },
  'contacts-requests': {
    contacts: {
      requests: [request('Irena'), request('Bob', { resembles: addressOf('Bob') })],
      contacts: [
        ...seven,
        contact('Greta', { standing: 'asked', presence: 'unavailable' }),
        contact('Mallory', { standing: 'blocked', presence: 'unavailable' }),
      ],
      removed: { address: addressOf('Oleh'), name: named('Oleh') },
    },
    press: ['Blocked (1)'],
  },
  'contacts-menu': { press: ['More about Mira'] },
  'contacts-rename': { press: ['More about Mira', 'Rename'] },
  'contacts-status': { press: ['Your status'] },
  'add-contact': {
    contacts: { link: { state: 'ready', link: LINK, code: CODE, copied: false } },
    press: ['Add contact'],
  },
  'add-contact-renew': {
    contacts: {
      link: { state: 'ready', link: LINK, code: CODE, copied: true },
      adding: { state: 'refused', failure: 'not-a-link' },
    },
    press: ['Add contact', 'Renew link'],
  },
  'add-contact-failed': {
    contacts: {
      link: { state: 'failed', failure: 'no_address' },
      adding: { state: 'asked', name: named('Irena'), address: addressOf('Nobody') },
    },
    press: ['Add contact'],
  },
  'contact-link': {
    contacts: {
      openedLink: {
        kind: 'contact',
        address: addressOf('Irena'),
        name: named('Irena'),
        server: ServerUrl.parse('wss://calls.example.org'),
        known: false,
      },
    },
  },
  'ringing-out': { ringing: outgoing({ phase: 'ringing' }) },
  'ringing-failed': { ringing: outgoing({ phase: 'failed', failure: 'unavailable' }) },
  'ringing-in': {
    ringing: {
      ...RINGING,
      incoming: {
        ring: RingId.parse('r'.repeat(22)),
        address: addressOf('Yana'),
        name: named('Yana'),
        sinceMs: NOW_MS,
        silenced: false,
      },
    },
  },
  'call-contacts': {
    app: inCall,
    contacts: {
      members: [
        memberContact('Mira', { address: addressOf('Mira') }),
        memberContact('Bob', { asked: 'asked' }),
        memberContact('Yana', {
          question: { kind: 'offer', name: named('Yana'), resembles: null },
        }),
        memberContact('Oleh'),
      ],
    },
    press: ['People'],
  },
  'call-contact-warned': {
    app: inCall,
    contacts: {
      members: [
        memberContact('Yana', {
          question: { kind: 'offer', name: named('Yana'), resembles: addressOf('Yana') },
        }),
      ],
    },
  },
  'call-contact-failed': {
    app: inCall,
    contacts: { members: [memberContact('Yana', { failure: 'too-many' })] },
  },
  'call-somebody': { app: inCall, press: ['People', 'Call somebody'] },
  'call-ringing': {
    app: inCall,
    ringing: outgoing({ phase: 'ringing', intoCall: true }),
  },
  'call-ring-failed': {
    app: inCall,
    ringing: outgoing({ phase: 'failed', failure: 'no-answer', intoCall: true }),
  },
  entering: { app: { screen: 'entering', joining: true } },
  'settings-calls': {
    app: {
      settings: { ...APP.settings, startAtLogin: true, secondRingSpeaker: 's2' },
      globalShortcuts: { palette: 'taken', mute: 'unsupported' },
    },
    contacts: { keyStorage: 'plain', transfer: { state: 'imported', added: 3, known: 2 } },
    press: ['Settings'],
    keys: Array.from({ length: 12 }, () => 'Tab'),
  },
  'settings-recording': {
    press: ['Settings', 'Change the shortcut for Quick call'],
    keys: ['KeyQ'],
  },
  devices: {
    app: { settings: { ...APP.settings, welcomed: false } },
    press: ['Try camera and microphone'],
  },
};
