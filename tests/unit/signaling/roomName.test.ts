import { expect, test } from 'vitest';
import { RoomName, roomKey } from '../../../signaling/protocol/roomName.ts';

function key(raw: string): string {
  return roomKey(RoomName.parse(raw));
}

test.each([
  ['  Red   Room ', 'Red Room'],
  ['tabs\tand\nlines', 'tabs and lines'],
  ['ﬁve ①', 'five 1'],
  ['ＦＵＬＬ　ＷＩＤＴＨ', 'FULL WIDTH'],
  ['no\u00a0break', 'no break'],
  ['Кімната 7', 'Кімната 7'],
  ['🦜', '🦜'],
])('%j is shown as %j', (raw, shown) => {
  expect(RoomName.parse(raw)).toBe(shown);
});

test.each([
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['Cafe\u0301', 'café'],
  ['ﬀ', 'FF'],
  ['KELVIN', 'kelvin'],
])('%j and %j are the same room', (one, other) => {
  expect(key(one)).toBe(key(other));
});

test('names that differ in more than case and form are different rooms', () => {
  expect(new Set(['red', 'red 1', 'réd', 'ред', 'red-1'].map(key)).size).toBe(5);
});

test.each([
  ['empty', ''],
  ['white space', ' \t\u3000 '],
  ['65 characters', 'x'.repeat(65)],
  ['long once it is in normal form', '\ufdfa'.repeat(4)],
  ['a null', 'a\u0000b'],
  ['an escape', 'a\u001b[31m'],
  ['a right-to-left override', 'a\u202eb'],
  ['a zero-width space', 'a\u200bb'],
  ['a lone surrogate', 'a\ud800'],
  ['private use', '\ue000'],
  ['a character that does not exist', '\u0378'],
  ['a line separator within', 'a\u2028\u200eb'],
])('%s is no name', (_, raw) => {
  expect(RoomName.safeParse(raw).success).toBe(false);
});

test('64 characters outside the basic plane are a name', () => {
  expect(RoomName.safeParse('🦜'.repeat(64)).success).toBe(true);
});

test('every character keeps its name and key when they are normalised or cased again', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x11_0000; code += code < 0x3000 ? 1 : 13) {
    const name = RoomName.safeParse(`x${String.fromCodePoint(code)}y`);
    if (!name.success) continue;
    const keys = [name.data, name.data.toUpperCase(), name.data.toLowerCase()].map(key);
    const isStable = RoomName.parse(name.data) === name.data && new Set(keys).size === 1;
    if (!isStable) wrong.push(`U+${code.toString(16)}`);
  }
  expect(wrong).toEqual([]);
});
