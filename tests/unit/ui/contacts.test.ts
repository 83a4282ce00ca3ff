import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../preload/contract/contacts.ts';
import type { MissedCall } from '../../../preload/contract/ringing.ts';
import { groupContacts, searchContacts } from '../../../renderer/views/contacts/contactOrder.ts';
import { groupMissed } from '../../../renderer/views/ringing/missedGroups.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { RingId } from '../../../signaling/protocol/ringMessages.ts';

function addressOf(name: string): ContactAddress {
  const letters = Array.from(name, (letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('');
  return ContactAddress.parse(letters.slice(0, 32).padEnd(32, '0'));
}

function contact(name: string, more: Partial<Contact> = {}): Contact {
  return {
    address: addressOf(name),
    name: DisplayName.parse(name),
    server: null,
    standing: 'contact',
    presence: 'available',
    lastCallAtMs: null,
    ...more,
  };
}

const names = (contacts: readonly Contact[]): readonly string[] => contacts.map(({ name }) => name);

describe('contacts', () => {
  test('who is there come first, busy or not, each part by name', () => {
    const { callable } = groupContacts(
      [
        contact('Tomas', { presence: 'unavailable' }),
        contact('yana', { presence: 'do-not-disturb' }),
        contact('Lena', { presence: 'unavailable' }),
        contact('Mira'),
        contact('Bob', { presence: 'busy' }),
      ],
      'en-GB',
    );
    expect(names(callable)).toEqual(['Bob', 'Mira', 'yana', 'Lena', 'Tomas']);
  });

  test('are in the order of their alphabet', () => {
    const { callable } = groupContacts(
      ['Єва', 'Яна', 'Іван', 'Ґанна'].map((name) => contact(name)),
      'uk',
    );
    expect(names(callable)).toEqual(['Ґанна', 'Єва', 'Іван', 'Яна']);
  });

  test('that were asked or blocked are listed apart', () => {
    const groups = groupContacts(
      [
        contact('Ann', { standing: 'asked' }),
        contact('Mal', { standing: 'blocked' }),
        contact('Bob'),
      ],
      'en-GB',
    );
    expect([names(groups.callable), names(groups.asked), names(groups.blocked)]).toEqual([
      ['Bob'],
      ['Ann'],
      ['Mal'],
    ]);
  });

  test('are searched by letters, the start of a word first; nothing typed is everybody', () => {
    const all = ['Greta', 'Bob', 'Reed'].map((name) => contact(name));
    expect(names(searchContacts(all, 're'))).toEqual(['Reed', 'Greta']);
    expect(searchContacts(all, ' ')).toBe(all);
    expect(searchContacts(all, 'zz')).toEqual([]);
  });
});

test('missed calls are one entry for each person, with the latest of them', () => {
  const call = (number: number, name: string): MissedCall => ({
    ring: RingId.parse(String(number).padEnd(22, '-')),
    address: addressOf(name),
    name: DisplayName.parse(name),
    atMs: 100 - number,
    seen: false,
  });
  const [one, two, three] = [call(1, 'Yana'), call(2, 'Bob'), call(3, 'Yana')];
  expect(groupMissed([one, two, three])).toEqual([
    { last: one, rings: [one.ring, three.ring] },
    { last: two, rings: [two.ring] },
  ]);
});
