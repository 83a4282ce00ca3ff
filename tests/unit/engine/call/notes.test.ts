import { expect, test } from 'vitest';
import { firstAttendance, nextAttendance } from '../../../../renderer/engine/call/notes.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../../signaling/protocol/ids.ts';

const someone = (name: string) => ({
  id: MemberId.parse(name.padEnd(22, '-')),
  name: DisplayName.parse(name),
});
const anna = someone('Anna');
const bert = someone('Bert');

test('those who are there at first are not told of', () => {
  expect(firstAttendance([anna, bert]).notes).toEqual([]);
});

test('who comes and who goes is told with name and time', () => {
  const first = firstAttendance([anna]);
  const second = nextAttendance(first, [anna, bert], 5_000);
  const third = nextAttendance(second, [bert], 6_000);
  expect(third.notes.map(({ kind, name, atMs }) => `${kind} ${name} ${atMs}`)).toEqual([
    'joined Bert 5000',
    'left Anna 6000',
  ]);
  expect(new Set(third.notes.map(({ key }) => key)).size).toBe(2);
});

test('nothing new is the same attendance', () => {
  const first = firstAttendance([anna, bert]);
  expect(nextAttendance(first, [anna, bert], 1)).toBe(first);
});

test('a new name is remembered for the goodbye', () => {
  const renamed = { ...anna, name: DisplayName.parse('Anne') };
  const second = nextAttendance(firstAttendance([anna]), [renamed], 1);
  expect(second.notes).toEqual([]);
  expect(nextAttendance(second, [], 2).notes.map(({ name }) => name)).toEqual(['Anne']);
});

test('no more than 200 are kept', () => {
  let attendance = firstAttendance([]);
  for (let index = 0; index < 300; index++) {
    attendance = nextAttendance(attendance, index % 2 === 0 ? [anna] : [], index);
  }
  expect(attendance.notes).toHaveLength(200);
  expect(attendance.notes.at(-1)?.atMs).toBe(299);
});
