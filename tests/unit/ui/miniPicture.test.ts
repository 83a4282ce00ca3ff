import { describe, expect, test } from 'vitest';
import type { Participant, SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { miniPicture } from '../../../renderer/views/mini/miniPicture.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';

const id = (letter: string): MemberId => MemberId.parse(letter.repeat(22));

function person(letter: string, speaking = false): Participant {
  const name = DisplayName.parse(letter.toUpperCase());
  const facts = { address: null, link: 'good', microphone: true, camera: true } as const;
  return { id: id(letter), name, ...facts, speaking };
}

function screenOf(letter: string, own = false): SharedScreen {
  return { owner: id(letter), own } as SharedScreen;
}

/** Whom the small window shows. */
function shownOf(participants: readonly Participant[], last: string | null): string {
  const shown = miniPicture({ participants, screens: [] }, last === null ? null : id(last));
  return shown.kind === 'person' ? shown.person.name : shown.kind;
}

describe('the small window of a call shows', () => {
  test('nobody while nobody is there', () => {
    expect(shownOf([], 'a')).toBe('nobody');
  });

  test('who speaks, and stays with them while another speaks too', () => {
    expect(shownOf([person('a'), person('b', true)], null)).toBe('B');
    expect(shownOf([person('a', true), person('b', true)], 'b')).toBe('B');
    expect(shownOf([person('a', true), person('b')], 'b')).toBe('A');
  });

  test('who spoke last when nobody does, else who came first', () => {
    expect(shownOf([person('a'), person('b')], 'b')).toBe('B');
    expect(shownOf([person('a'), person('b')], 'c')).toBe('A');
  });

  test("the newest screen of others before all faces, and never one's own", () => {
    const participants = [person('a', true), person('b')];
    const screens = [screenOf('a'), screenOf('b'), screenOf('c', true)];
    expect(miniPicture({ participants, screens }, null)).toEqual({
      kind: 'screen',
      screen: screens[1],
    });
    expect(miniPicture({ participants, screens: [screenOf('c', true)] }, null).kind).toBe('person');
  });
});
