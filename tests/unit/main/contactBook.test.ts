import { describe, expect, test } from 'vitest';
import {
  ContactBook,
  EMPTY_BOOK,
  findContact,
  resembles,
  shownName,
  withContact,
  withRequest,
  type StoredContact,
} from '../../../main/contacts/contactBook.ts';
import {
  acceptRequest,
  addByLink,
  blockRequest,
  declineRequest,
  linkIn,
  rename,
  setBlocked,
} from '../../../main/contacts/contactEdits.ts';
import { exportContacts, importContacts } from '../../../main/contacts/contactFiles.ts';
import { meetingPlaces } from '../../../main/contacts/meetingPlaces.ts';
import { contactsState } from '../../../main/contacts/contactsState.ts';
import { shownStatus } from '../../../main/contacts/shownStatus.ts';
import { makeContactLink } from '../../../main/system/deepLinks.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactTicket } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const self = identityOf(200).address;
const ada = identityOf(1);
const own = ServerUrl.parse('ws://192.0.2.1:8787');
const server = ServerUrl.parse('ws://192.0.2.7:8787');
const ticket = ContactTicket.parse('t'.repeat(22));
const context = { self, isOwnServer: (url: ServerUrl) => url === own };
const named = (name: string): DisplayName => DisplayName.parse(name);

const entry: StoredContact = {
  address: ada.address,
  name: named('Ada'),
  givenName: null,
  key: ada.key,
  server,
  standing: 'contact',
  before: null,
  ticket: null,
  lastCallAtMs: null,
};
const request = { address: ada.address, key: ada.key, name: named('Ada'), server, atMs: 1 };
const book = (...contacts: StoredContact[]): ContactBook => ({ ...EMPTY_BOOK, contacts });
const link = { kind: 'contact', address: ada.address, server, ticket, name: named('Ada') } as const;

const full: ContactBook = {
  ...EMPTY_BOOK,
  contacts: Array.from({ length: 512 }, (_, place) => ({
    ...entry,
    key: null,
    address: place.toString(2).padStart(32, '0') as StoredContact['address'],
  })),
};

describe('what somebody pastes', () => {
  const text = makeContactLink(link);
  test.each([text, `  ${text}\n`, `<${text}>`, ` < ${text} > `])('holds a link: %j', (pasted) => {
    expect(linkIn(pasted)).toEqual(link);
  });
  test.each(['', 'hello', `see ${text}`, 'parley://join/standup', `parley://call/${ada.address}`])(
    'holds none: %j',
    (pasted) => expect(linkIn(pasted)).toBeNull(),
  );
});

describe('adding by link', () => {
  const add = (to: ContactBook, by: Parameters<typeof addByLink>[1] = link) =>
    addByLink(to, by, context);
  const added = (to: ContactBook, by?: Parameters<typeof addByLink>[1]): StoredContact | null => {
    const result = add(to, by);
    return result.ok ? findContact(result.value.book, ada.address) : null;
  };

  test('asks', () => {
    expect(added(EMPTY_BOOK)).toEqual({ ...entry, key: null, standing: 'asked', ticket });
  });
  test('of somebody at home on our own embedded server names no address of it', () => {
    expect(added(EMPTY_BOOK, { ...link, server: own })?.server).toBeNull();
  });
  test('is consent when they have asked already, with what they have signed', () => {
    const asked = withRequest(EMPTY_BOOK, request);
    const result = add(asked, { ...link, server: own, name: named('Boss') });
    expect(result).toMatchObject({ ok: true, value: { contact: entry, book: { requests: [] } } });
  });
  test('asks anew with another ticket, and takes back a block', () => {
    const other = ContactTicket.parse('x'.repeat(22));
    const given = { ...entry, givenName: named('Aunt') };
    expect(added(book({ ...given, standing: 'asked', ticket: other }))).toMatchObject({ ticket });
    expect(added(book({ ...given, standing: 'blocked', before: 'contact' }))).toEqual({
      ...given,
      standing: 'asked',
      ticket,
    });
  });
  test.each([
    ['one who is a contact', book(entry), link, 'already-contact'],
    ['oneself', EMPTY_BOOK, { ...link, address: self }, 'own'],
    ['one more than there is room for', full, link, 'too-many'],
  ])('refuses %s', (_who, to, by, reason) => {
    expect(add(to, by)).toEqual({ ok: false, reason });
  });
});

describe('a question', () => {
  const asked = withRequest(EMPTY_BOOK, request);
  test('that is accepted makes a contact', () => {
    expect(acceptRequest(asked, ada.address, context)).toEqual(book(entry));
  });
  test('that is declined is remembered', () => {
    expect(declineRequest(asked, ada.address)).toEqual({ ...EMPTY_BOOK, declined: [ada.address] });
  });
  test('that is blocked can be seen, and asked again when that is taken back', () => {
    const blocked = blockRequest(asked, ada.address, context);
    expect(blocked).toEqual(book({ ...entry, standing: 'blocked' }));
    expect(setBlocked(blocked, ada.address, false)).toEqual(EMPTY_BOOK);
  });
  test('of nobody changes nothing', () => {
    expect(acceptRequest(EMPTY_BOOK, ada.address, context)).toBe(EMPTY_BOOK);
    expect(declineRequest(EMPTY_BOOK, ada.address)).toBe(EMPTY_BOOK);
    expect(blockRequest(EMPTY_BOOK, ada.address, context)).toBe(EMPTY_BOOK);
  });
  test('is dropped, the oldest first, when there are more than 64', () => {
    let many = EMPTY_BOOK;
    for (let number = 0; number < 70; number += 1) {
      many = withRequest(many, { ...request, address: identityOf(number).address });
    }
    expect(many.requests).toHaveLength(64);
    expect(many.requests[0]?.address).toBe(identityOf(69).address);
    expect(ContactBook.safeParse(many).success).toBe(true);
  });
});

test.each(['contact', 'asked'] as const)(
  'a block of one who is %s can be taken back',
  (standing) => {
    const before = book({ ...entry, standing });
    const blocked = setBlocked(before, ada.address, true);
    expect(findContact(blocked, ada.address)?.standing).toBe('blocked');
    expect(setBlocked(blocked, ada.address, true)).toBe(blocked);
    expect(setBlocked(blocked, ada.address, false)).toEqual(before);
  },
);

test('a given name is shown instead of theirs, until it is theirs again', () => {
  const renamed = rename(book(entry), ada.address, named('Aunt Ada'));
  expect(shownName(renamed.contacts[0]!)).toBe('Aunt Ada');
  expect(renamed.contacts[0]?.name).toBe('Ada');
  expect(rename(renamed, ada.address, named('Ada'))).toEqual(book(entry));
});

describe('a newcomer', () => {
  const stranger = identityOf(9).address;
  // The fifth has Cyrillic letters, the sixth Greek and Cyrillic ones.
  test.each(['Ada', 'ADA', 'Ａda', 'Ad\u200da', 'Аdа', 'Αԁа', 'Áda', 'Aunt Ada', 'aunt  ada'])(
    'called %s resembles Ada',
    (name) => {
      const known = book({ ...entry, givenName: named('Aunt Ada') });
      expect(resembles(known, { address: stranger, name: named(name) })).toBe(ada.address);
    },
  );
  test.each([
    ['Bill Morn', 'BiII Mom'],
    ['O11ie', '0llie'],
  ])('%s resembles %s', (one, other) => {
    const known = book({ ...entry, name: named(one) });
    expect(resembles(known, { address: stranger, name: named(other) })).toBe(ada.address);
  });
  test.each([
    ['Олена', 'Оксана'],
    ['Ivan', 'Alan'],
  ])('%s does not resemble %s', (one, other) => {
    const known = book({ ...entry, name: named(one) });
    expect(resembles(known, { address: stranger, name: named(other) })).toBeNull();
  });
  test('of another name, or with the same key, resembles nobody', () => {
    expect(resembles(book(entry), { address: stranger, name: named('Bob') })).toBeNull();
    expect(resembles(book(entry), { address: ada.address, name: named('Ada') })).toBeNull();
  });
});

describe('a file of contacts', () => {
  const bob = { ...entry, address: identityOf(2).address, key: null, name: named('Bob') };
  const exported = exportContacts(
    book(
      { ...entry, givenName: named('Aunt Ada'), lastCallAtMs: 5 },
      bob,
      { ...entry, address: identityOf(3).address, key: null, standing: 'asked', ticket },
      { ...entry, address: identityOf(4).address, key: null, standing: 'blocked' },
    ),
  );

  test('holds contacts only, and of them names, servers and keys only', () => {
    expect(exported.count).toBe(2);
    expect(JSON.parse(exported.text)).toEqual({
      format: 'parley-contacts',
      version: 1,
      contacts: [
        { address: ada.address, name: 'Aunt Ada', server, key: ada.key },
        { address: bob.address, name: 'Bob', server, key: null },
      ],
    });
  });

  test('adds those who are missing, and leaves those who are known as they are', () => {
    const blocked = book({ ...entry, standing: 'blocked', before: 'contact' });
    const imported = importContacts(blocked, exported.text, self);
    expect(imported).toMatchObject({ added: 1, known: 1 });
    expect(imported?.book.contacts).toEqual([...blocked.contacts, bob]);
  });

  test('does not add oneself, nor more than there is room for', () => {
    expect(importContacts(EMPTY_BOOK, exported.text, ada.address)).toMatchObject({ added: 1 });
    expect(importContacts(full, exported.text, self)).toMatchObject({ added: 0, known: 0 });
  });

  const file = JSON.parse(exported.text) as { contacts: object[] };
  test.each([
    ['is no JSON', exported.text.slice(0, -9)],
    ['is something else', '{"contacts":[]}'],
    ['is of a later version', exported.text.replace('"version": 1', '"version": 2')],
    ['has a key too many', JSON.stringify({ ...file, x: 1 })],
    [
      'has somebody with a key too many',
      JSON.stringify({ ...file, contacts: [{ ...file.contacts[0], ticket }] }),
    ],
    ['has a key that is not of its address', exported.text.replace(ada.key, identityOf(5).key)],
    ['has a server that is none', exported.text.replaceAll(server, 'http://x')],
    ['has a name that turns text around', exported.text.replace('Bob', 'B\\u202eob')],
    ['has too many', JSON.stringify({ ...file, contacts: Array(513).fill(file.contacts[1]) })],
  ])('that %s changes nothing', (_what, text) => {
    expect(importContacts(EMPTY_BOOK, text, self)).toBeNull();
  });

  test('that has somebody twice has them once', () => {
    const twice = JSON.stringify({ ...file, contacts: [file.contacts[1], file.contacts[1]] });
    expect(importContacts(EMPTY_BOOK, twice, self)).toMatchObject({ added: 1, known: 1 });
  });
});

describe('where contacts are met', () => {
  const at = (number: number, place: number | null, lastCallAtMs: number | null = null) => ({
    ...entry,
    address: identityOf(number).address,
    key: null,
    server: place === null ? null : ServerUrl.parse(`ws://192.0.2.${place}:1`),
    lastCallAtMs,
  });
  const url = (place: number) => ServerUrl.parse(`ws://192.0.2.${place}:1`);
  const placeOf = (one: ServerUrl) => (one === url(1) ? ('home' as const) : one);

  test('is everybody at home, and each at their own home', () => {
    const people = [
      at(1, null),
      at(2, 1),
      at(3, 2),
      at(4, 2),
      { ...at(5, 3), standing: 'blocked' as const },
    ];
    const { lists, homeOf } = meetingPlaces(people, placeOf, new Set());
    expect([...lists].map(([place, list]) => [place, list.map(({ address }) => address)])).toEqual([
      ['home', people.slice(0, 4).map(({ address }) => address)],
      [url(2), people.slice(2, 4).map(({ address }) => address)],
    ]);
    expect(people.map(({ address }) => homeOf.get(address))).toEqual([
      'home',
      'home',
      url(2),
      url(2),
      undefined,
    ]);
  });

  test('are eight servers at most: those that are open, then those of the last calls', () => {
    const people = Array.from({ length: 12 }, (_, index) => at(index, index + 2, index));
    const { lists, homeOf } = meetingPlaces(people, placeOf, new Set(['home', url(2), url(99)]));
    expect([...lists.keys()]).toEqual(['home', url(2), ...[13, 12, 11, 10, 9, 8].map(url)]);
    expect(homeOf.get(people[0]!.address)).toBe(url(2));
    expect(homeOf.get(people[1]!.address)).toBeNull();
  });
});

test('windows see contacts by name, the presence of contacts alone, and no ticket', () => {
  const people = book(
    { ...entry, name: named('ben') },
    { ...entry, address: identityOf(2).address, name: named('Ada'), standing: 'asked', ticket },
    {
      ...entry,
      address: identityOf(3).address,
      name: named('Cleo'),
      standing: 'blocked',
      server: own,
    },
  );
  const state = contactsState({
    book: {
      ...withRequest(people, { ...request, address: identityOf(4).address, name: named('Ben') }),
      ticket,
    },
    address: self,
    trouble: null,
    colour: 5,
    keyStorage: 'plain',
    status: 'available',
    shownStatus: 'away',
    presenceOf: () => 'available',
    isSetServer: (one) => one === own,
    removed: entry,
    declined: { ...request, address: identityOf(5).address, name: named('Dan') },
  });
  expect(state.contacts.map(({ name, presence }) => `${name} ${presence}`)).toEqual([
    'Ada unavailable',
    'ben available',
    'Cleo unavailable',
  ]);
  expect(state.contacts.map((contact) => contact.server)).toEqual([server, server, null]);
  expect(state.requests).toMatchObject([{ name: 'Ben', resembles: ada.address }]);
  expect(state.removed).toEqual({ address: ada.address, name: 'Ada' });
  expect(state.declined).toEqual({ address: identityOf(5).address, name: 'Dan' });
  expect(JSON.stringify(state)).not.toContain(ticket);
});

test.each([
  ['available', false, false, 'available'],
  ['available', false, true, 'away'],
  ['available', true, true, 'busy'],
  ['busy', false, true, 'busy'],
  ['do-not-disturb', true, true, 'do-not-disturb'],
] as const)('%s, in a call %s, away %s is shown as %s', (manual, inCall, away, shown) => {
  expect(shownStatus({ manual, inCall, away })).toBe(shown);
});

test('a book that names somebody twice is damaged', () => {
  expect(ContactBook.safeParse({ ...EMPTY_BOOK, contacts: [entry, entry] }).success).toBe(false);
  expect(ContactBook.safeParse(withContact(book(entry), entry)).success).toBe(true);
});
