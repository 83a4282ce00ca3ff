import { beforeEach, expect, test } from 'vitest';
import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { Contact } from '../../../preload/contract/contacts.ts';
import { withGivenNames } from '../../../renderer/adapters/givenNames.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { ANNA, BORIS, named } from './fakeApi.ts';

const anna = MemberId.parse('a'.repeat(22));
const stranger = MemberId.parse('s'.repeat(22));
const self = MemberId.parse('m'.repeat(22));

/** Two others of the same name, of whom one has proved to be Anna; all have said and shown something. */
const CALL = {
  self: { id: self, name: named('Anna') },
  known: [{ member: anna, address: ANNA }],
  participants: [
    { id: anna, name: named('Anna'), address: ANNA },
    { id: stranger, name: named('Anna'), address: null },
  ],
  chat: [anna, stranger, self].map((author) => ({ author, authorName: named('Anna') })),
  notes: [anna, stranger].map((member) => ({ member, name: named('Anna') })),
  screens: [
    { owner: anna, ownerName: named('Anna'), ownShare: null },
    {
      owner: self,
      ownerName: named('Anna'),
      ownShare: { viewers: [anna, stranger].map((member) => ({ member, name: named('Anna') })) },
    },
  ],
} as unknown as CallSnapshot;

function contact(address: Contact['address'], name: string): Contact {
  return { address, name: named(name) } as Contact;
}

let call: SnapshotCell<CallSnapshot>;
let contacts: SnapshotCell<{ readonly contacts: Contact[] }>;
let shown: ReturnType<typeof withGivenNames>;

beforeEach(() => {
  call = new SnapshotCell(CALL);
  contacts = new SnapshotCell<{ readonly contacts: Contact[] }>({
    contacts: [contact(ANNA, 'Anna from Kyiv'), contact(BORIS, 'Boris')],
  });
  shown = withGivenNames(call, contacts);
});

test('whoever has proved to be a contact is called as in the list, everywhere; nobody else is', () => {
  const { participants, chat, notes, screens } = shown.current();
  expect(participants.map(({ name }) => name)).toEqual(['Anna from Kyiv', 'Anna']);
  expect(chat.map(({ authorName }) => authorName)).toEqual(['Anna from Kyiv', 'Anna', 'Anna']);
  expect(notes.map(({ name }) => name)).toEqual(['Anna from Kyiv', 'Anna']);
  expect(screens.map(({ ownerName }) => ownerName)).toEqual(['Anna from Kyiv', 'Anna']);
  expect(screens[1]?.ownShare?.viewers.map(({ name }) => name)).toEqual(['Anna from Kyiv', 'Anna']);
});

test('a new name is told at once, a new presence is not', () => {
  const told: CallSnapshot[] = [];
  shown.subscribe((next) => told.push(next));
  contacts.set({ contacts: [contact(ANNA, 'Anna from Kyiv')] });
  expect(told).toEqual([]);
  contacts.set({ contacts: [contact(ANNA, 'Anya')] });
  expect(told.map(({ participants }) => participants[0]?.name)).toEqual(['Anya']);
});

test('what has not changed is the same object as before', () => {
  const before = shown.current();
  call.patch({ participants: CALL.participants.map((one) => ({ ...one, speaking: true })) });
  const after = shown.current();
  expect(after.participants).not.toBe(before.participants);
  expect(after.chat).toBe(before.chat);
  expect(after.screens).toBe(before.screens);
  expect(after.notes).toBe(before.notes);
});

test('a call among strangers is shown as it is', () => {
  call.patch({ known: [] });
  expect(shown.current()).toBe(call.current());
});

test('after the end nothing is told', () => {
  const told: CallSnapshot[] = [];
  const stop = shown.subscribe((next) => told.push(next));
  stop();
  contacts.set({ contacts: [contact(ANNA, 'Anya')] });
  call.patch({ known: [] });
  expect(told).toEqual([]);
});
