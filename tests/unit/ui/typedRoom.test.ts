import { expect, test } from 'vitest';
import { typedRoom } from '../../../renderer/views/typedRoom.ts';

test.each([
  ['standup', 'room'],
  ['Sprint: planning', 'room'],
  ['1:1 Bob', 'room'],
  ['a//b', 'room'],
  ['parley', 'room'],
  [' parley://join/standup', 'link'],
  ['<PARLEY://join/standup>', 'link'],
  ['parley:join', 'link'],
  ['https://example.org', 'address'],
  [' ws://192.0.2.2:35405', 'address'],
  ['  ', 'empty'],
  ['x'.repeat(65), 'invalid'],
] as const)('%j in the field is meant as: %s', (text, kind) => {
  expect(typedRoom(text).kind).toBe(kind);
});

test('a room has its name tidied', () => {
  expect(typedRoom('  weekly   standup ')).toEqual({ kind: 'room', room: 'weekly standup' });
});
