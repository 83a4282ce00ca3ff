import { expect, test } from 'vitest';
import { callTitle, colouredAs, colourKey, nameOf } from '../../../renderer/stores/callPeople.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';

const BOB = ContactAddress.parse('b'.repeat(32));
const contacts = [{ address: BOB, name: DisplayName.parse('Bob Stone') }];
const someone = (name: string, address: ContactAddress | null = null) => ({
  name: DisplayName.parse(name),
  address,
});
const contact = { address: BOB, name: DisplayName.parse('Bobby') };

test('a person is called as the list has them, a stranger as they call themselves', () => {
  expect(nameOf(someone('bob', BOB), contacts)).toBe('Bob Stone');
  expect(nameOf(someone('bob', BOB), [])).toBe('bob');
  // Whoever only says the same name is not that contact.
  expect(nameOf(someone('Bob Stone'), [])).toBe('Bob Stone');
});

test('a call that rang is called by those who are there, else by whom it rang with', () => {
  const title = (...participants: ReturnType<typeof someone>[]) =>
    callTitle({ contact, participants }, contacts, 'en');
  expect(title()).toBe('Bob Stone');
  expect(title(someone('bob', BOB))).toBe('Bob Stone');
  expect(title(someone('bob', BOB), someone('Cleo'))).toBe('Bob Stone and Cleo');
  expect(title(someone('Cleo'))).toBe('Cleo');
  const crowd = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => someone(name));
  expect(title(...crowd)).toBe('Ann, Ben, Cleo +2');
});

test('names are joined as the language does it, and a room is called by its name', () => {
  const participants = [someone('bob', BOB), someone('Cleo')];
  expect(callTitle({ contact, participants }, contacts, 'uk')).toBe('Bob Stone і Cleo');
  expect(callTitle({ contact: null, participants }, contacts, 'en')).toBeNull();
});

test("a colour is the person's, not the member's", () => {
  expect(colourKey(someone('bob', BOB))).toBe(BOB);
  expect(colourKey(someone('Cleo'))).toBe('Cleo');
});

test('whom a call rang with has their colour before they have shown who they are, and nobody else has', () => {
  const id = (letter: string) => MemberId.parse(letter.repeat(22));
  const member = (letter: string, name: string) => ({
    ...someone(name),
    id: id(letter),
    link: 'connecting' as const,
    microphone: false,
    camera: false,
    speaking: false,
  });
  const bob = member('b', 'Bob');
  const cleo = member('c', 'Cleo');
  const proved = [{ member: bob.id, address: BOB }];
  const alone = { contact, participants: [bob], known: [] };
  expect(colouredAs(alone, bob.id)).toBe(BOB);
  expect(colouredAs({ ...alone, contact: null }, bob.id)).toBeNull();
  const both = { contact, participants: [bob, cleo], known: [] };
  expect([bob, cleo].map((one) => colouredAs(both, one.id))).toEqual([null, null]);
  const later = { ...both, known: proved };
  expect([bob, cleo].map((one) => colouredAs(later, one.id))).toEqual([BOB, null]);
  // Gone, and somebody else is there.
  expect(colouredAs({ ...later, participants: [cleo] }, cleo.id)).toBeNull();
});
