import { describe, expect, test } from 'vitest';
import {
  EMPTY_BOOK,
  withContact,
  type ContactBook,
  type StoredContact,
} from '../../../main/contacts/contactBook.ts';
import { hearQuestion, writeQuestion } from '../../../main/contacts/questions.ts';
import { checkRing, writeRing } from '../../../main/ringing/ringNotes.ts';
import { writeNote } from '../../../main/identity/signedNotes.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactTicket, askStatement } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MAX_ASK_BYTES, MAX_RING_NOTE_BYTES } from '../../../signaling/protocol/limits.ts';
import { RingId, type Rung } from '../../../signaling/protocol/ringMessages.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { utf8Length } from '../../../signaling/protocol/text.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const ada = identityOf(1);
const bob = identityOf(2);
const mallory = identityOf(3);
const ticket = ContactTicket.parse('t'.repeat(22));
const server = ServerUrl.parse('ws://192.0.2.7:8787');
const name = DisplayName.parse('Ada');

const adasEntry: StoredContact = {
  address: ada.address,
  name,
  givenName: null,
  key: null,
  server: null,
  standing: 'contact',
  before: null,
  ticket: null,
  lastCallAtMs: null,
};
const bobsBook: ContactBook = { ...EMPTY_BOOK, ticket };
const knowing = (change: Partial<StoredContact>): ContactBook =>
  withContact(bobsBook, { ...adasEntry, ...change });

/** What Ada's client puts to Bob's. */
function question(by = ada, to = bob, more: Partial<{ ticket: ContactTicket }> = {}) {
  const contact = {
    ...adasEntry,
    address: to.address,
    standing: 'asked',
    ticket,
    ...more,
  } as const;
  const payload = writeQuestion(by, contact, { name, server })!;
  return { from: ada.address, key: ada.key, payload };
}

const hear = (asked: ReturnType<typeof question>, book: ContactBook = bobsBook) =>
  hearQuestion(book, asked, { self: bob.address, isOwnServer: () => false, nowMs: 5 });
const why = (heard: ReturnType<typeof hear>): string =>
  heard.outcome === 'dropped' ? heard.why : heard.outcome;

describe('a question', () => {
  test('with the right ticket is put to the person', () => {
    const heard = hear(question());
    expect(heard).toMatchObject({
      outcome: 'request',
      book: {
        contacts: [],
        requests: [{ address: ada.address, key: ada.key, name: 'Ada', server, atMs: 5 }],
      },
    });
  });

  test('that comes again takes the place of the first', () => {
    const first = hear(question());
    const again = first.outcome === 'request' ? hear(question(), first.book) : first;
    expect(again).toEqual(first);
  });

  test('of somebody whom we have asked makes a contact at once, with key and server', () => {
    const heard = hear(question(), knowing({ standing: 'asked', ticket }));
    expect(heard).toMatchObject({
      outcome: 'contact',
      book: { contacts: [{ standing: 'contact', key: ada.key, server, ticket: null }] },
    });
  });

  test('whoever we have asked needs no ticket', () => {
    const other = ContactTicket.parse('x'.repeat(22));
    const book = knowing({ standing: 'asked', ticket });
    expect(why(hear(question(ada, bob, { ticket: other }), book))).toBe('contact');
  });

  const asked = question();
  const DROPPED: readonly (readonly [string, typeof asked, ContactBook, string])[] = [
    ['of who is blocked', asked, knowing({ standing: 'blocked' }), 'blocked'],
    ['of a contact', asked, knowing({}), 'known'],
    ['of who was declined', asked, { ...bobsBook, declined: [ada.address] }, 'declined'],
    ['when there is no link of ours', asked, { ...bobsBook, ticket: null }, 'ticket'],
    [
      'with an old ticket',
      question(ada, bob, { ticket: ContactTicket.parse('x'.repeat(22)) }),
      bobsBook,
      'ticket',
    ],
    ['to somebody else', question(ada, mallory), bobsBook, 'bad-signature'],
    ['that another has signed', question(mallory), bobsBook, 'another-key'],
    ['with another key beside it', { ...asked, key: mallory.key }, bobsBook, 'another-key'],
    ['said to be of another', { ...asked, from: mallory.address }, bobsBook, 'another-key'],
    [
      'with a pinned key that differs',
      asked,
      knowing({ key: mallory.key, standing: 'asked' }),
      'another-key',
    ],
    ['that is no JSON', { ...asked, payload: '{' }, bobsBook, 'not-valid'],
    [
      'with a key too many',
      { ...asked, payload: asked.payload.replace('{', '{"x":1,') },
      bobsBook,
      'not-valid',
    ],
    [
      'that is endless',
      { ...asked, payload: asked.payload + ' '.repeat(2_000) },
      bobsBook,
      'not-valid',
    ],
    [
      'whose body is another one',
      { ...asked, payload: asked.payload.replace('Ada', 'Bob') },
      bobsBook,
      'bad-signature',
    ],
    [
      'whose body is none',
      { ...asked, payload: writeNote(ada, { name }, (body) => askStatement(bob.address, body)) },
      bobsBook,
      'not-valid',
    ],
  ];
  test.each(DROPPED)('%s is dropped', (_what, put, book, reason) => {
    expect(why(hear(put, book))).toBe(reason);
  });

  test('of our own is dropped', () => {
    const own = { ...question(bob), from: bob.address, key: bob.key };
    expect(why(hear(own))).toBe('another-key');
  });

  test('fits in the wire, however long the name', () => {
    const longest = DisplayName.parse('"'.repeat(64));
    const far = ServerUrl.parse(`wss://${'a'.repeat(280)}:8787`);
    const contact = { ...adasEntry, standing: 'asked', ticket } as const;
    const payload = writeQuestion(ada, contact, { name: longest, server: far })!;
    expect(utf8Length(payload)).toBeLessThanOrEqual(MAX_ASK_BYTES);
  });

  test('is not put without a ticket', () => {
    expect(writeQuestion(ada, adasEntry, { name, server })).toBeNull();
  });
});

describe('a ring', () => {
  const ring = RingId.parse('r'.repeat(22));
  const nowMs = Date.UTC(2026, 10, 24);
  const day = 24 * 60 * 60 * 1_000;
  const about = { name, room: RoomName.parse('bafo'), server: null, sentAtMs: nowMs };
  const rung = (change: Partial<Rung> = {}): Rung => ({
    type: 'rung',
    seq: 1,
    ring,
    from: ada.address,
    note: writeRing(ada, bob.address, ring, about),
    ...change,
  });
  const check = (message: Rung, contact: StoredContact | null = adasEntry) =>
    checkRing(message, contact, { self: bob.address, nowMs });

  test('of a contact is what it says, under the name that we have for them', () => {
    const contact = { ...adasEntry, givenName: DisplayName.parse('Aunt Ada') };
    expect(check(rung(), contact)).toEqual({
      ok: true,
      name: 'Aunt Ada',
      about: { room: 'bafo', server: null },
      key: ada.key,
    });
  });

  test.each([
    ['a stranger', rung(), null, 'stranger'],
    ['somebody who is blocked', rung(), { ...adasEntry, standing: 'blocked' as const }, 'stranger'],
    [
      'somebody else who signs for them',
      rung({ note: writeRing(mallory, bob.address, ring, about) }),
      adasEntry,
      'another-key',
    ],
    [
      'a contact whose pinned key is another',
      rung(),
      { ...adasEntry, key: mallory.key },
      'another-key',
    ],
    [
      'a contact who rang somebody else',
      rung({ note: writeRing(ada, mallory.address, ring, about) }),
      adasEntry,
      'bad-signature',
    ],
    [
      'a contact, by a note from another ring',
      rung({ ring: RingId.parse('s'.repeat(22)) }),
      adasEntry,
      'bad-signature',
    ],
    [
      'a contact, two days ago',
      rung({ note: writeRing(ada, bob.address, ring, { ...about, sentAtMs: nowMs - 2 * day }) }),
      adasEntry,
      'stale',
    ],
    [
      'a contact, in two days',
      rung({ note: writeRing(ada, bob.address, ring, { ...about, sentAtMs: nowMs + 2 * day }) }),
      adasEntry,
      'stale',
    ],
    ['a contact without a note', rung({ note: '' }), adasEntry, 'not-valid'],
    [
      'a contact with an endless note',
      rung({ note: `${rung().note}${' '.repeat(3_000)}` }),
      adasEntry,
      'not-valid',
    ],
  ])('of %s is refused', (_who, message, contact, reason) => {
    expect(check(message, contact)).toEqual({ ok: false, why: reason });
  });

  test('fits in the wire, however long its names', () => {
    const longest = {
      name: DisplayName.parse('"'.repeat(64)),
      room: RoomName.parse('"'.repeat(64)),
      server: ServerUrl.parse(`wss://${'a'.repeat(280)}:8787`),
      sentAtMs: nowMs,
    };
    const note = writeRing(ada, bob.address, ring, longest);
    expect(utf8Length(note)).toBeLessThanOrEqual(MAX_RING_NOTE_BYTES);
    expect(check(rung({ note })).ok).toBe(true);
  });
});
