import { describe, expect, test } from 'vitest';
import type { TypedLink } from '../../../preload/contract/links.ts';
import type { PaletteEntry } from '../../../preload/contract/ringing.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import {
  searchPalette,
  type PaletteOption,
} from '../../../renderer/views/palette/searchPalette.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';

type Contact = Extract<PaletteEntry, { readonly type: 'contact' }>;

let count = 0;
function person(
  name: string,
  presence: Contact['presence'] = 'available',
  lastCallAtMs: number | null = null,
): PaletteEntry {
  count += 1;
  const address = ContactAddress.parse(String(count).padStart(32, '0'));
  return {
    type: 'contact',
    address,
    name: DisplayName.parse(name),
    presence,
    isHere: false,
    lastCallAtMs,
  };
}

function room(name: string, startedAtMs = 0, server: ServerUrl | null = null): PaletteEntry {
  return { type: 'room', room: RoomName.parse(name), server, startedAtMs, people: [] };
}

function search(
  entries: readonly PaletteEntry[],
  typed: string,
  inCall = false,
  typedLink: TypedLink | null = null,
): string[] {
  return searchPalette({ entries: [...entries], inCall, typedLink }, typed).map(said);
}

function said(option: PaletteOption): string {
  switch (option.type) {
    case 'contact':
      return option.entry.name;
    case 'room':
      return `#${option.entry.room}`;
    case 'typed-room':
      return `+${option.room}`;
    case 'typed-link':
      return `link:${option.leads?.kind ?? '?'}`;
  }
}

describe('with nothing typed', () => {
  test('everybody is offered: who answers soonest, then who was called last, then by name', () => {
    const entries = [
      person('Lena', 'unavailable', 900),
      person('Zoe'),
      person('Bob', 'busy', 800),
      person('Ada'),
      person('Mira', 'available', 100),
    ];
    expect(search(entries, '')).toEqual(['Mira', 'Ada', 'Zoe', 'Bob', 'Lena']);
  });

  test('rooms follow, the latest first, and none is made up', () => {
    expect(search([room('old', 1), room('new', 2), person('Ada')], ' ')).toEqual([
      'Ada',
      '#new',
      '#old',
    ]);
  });
});

describe('two letters', () => {
  test('leave those whose name has them, and offer the room of that name last', () => {
    const entries = [person('Irena'), person('Bob'), room('design-review'), room('standup')];
    expect(search(entries, 're')).toEqual(['Irena', '#design-review', '+re']);
  });

  test('at the start of a word go before the middle, also for who is not there', () => {
    const entries = [person('Greta'), person('Rebecca', 'unavailable'), person('Ann Reed', 'away')];
    expect(search(entries, 're')).toEqual(['Ann Reed', 'Rebecca', 'Greta', '+re']);
  });

  test('are the same in capitals and in Cyrillic', () => {
    expect(search([person('Олена'), person('Oleh')], 'ОЛ')).toEqual(['Олена', '+ОЛ']);
  });
});

test('a room that was used is not offered a second time as the typed one', () => {
  expect(search([room('standup')], 'standup')).toEqual(['#standup']);
  const elsewhere = room('standup', 0, ServerUrl.parse('wss://calls.example.org'));
  expect(search([elsewhere], 'standup')).toEqual(['#standup', '+standup']);
});

test('in a call only people are offered', () => {
  expect(search([person('Irena'), room('reception')], 're', true)).toEqual(['Irena']);
});

test('a long list is cut, and another letter brings back what was cut', () => {
  const entries = Array.from({ length: 100 }, (_, number) => person(`Person ${number}`));
  expect(search(entries, 'pe').length).toBeLessThan(40);
  expect(search(entries, 'person 99')).toEqual(['Person 99', '+person 99']);
});

describe('a link', () => {
  const text = ' parley://join/standup';
  const entries = [person('Parley'), room('parley://join/standup')];

  test('is all there is to choose, in a call too, and says where it leads as soon as that is known', () => {
    expect(search(entries, text)).toEqual(['link:?']);
    const looked = { kind: 'join', room: RoomName.parse('standup') } as const;
    expect(search(entries, text, true, { text, looked })).toEqual(['link:join']);
    expect(search(entries, `${text}s`, false, { text, looked })).toEqual(['link:?']);
  });

  test('that leads nowhere is no choice', () => {
    expect(search(entries, text, false, { text, looked: { kind: 'broken' } })).toEqual([]);
  });

  test('to something else is no room', () => {
    expect(search([], 'https://example.org/room')).toEqual([]);
  });
});
