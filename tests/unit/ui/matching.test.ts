import { expect, test } from 'vitest';
import { matchIn } from '../../../renderer/views/matching.ts';

test('letters are found whatever their case, in any script', () => {
  expect(matchIn('Irena', 'RE')).toEqual({ atWord: false, start: 1, end: 3 });
  expect(matchIn('Сергей', 'сЕ')).toEqual({ atWord: true, start: 0, end: 2 });
  expect(matchIn('Єлизавета', 'єл')).toEqual({ atWord: true, start: 0, end: 2 });
});

test('the start of a word goes before the middle of an earlier one', () => {
  expect(matchIn('Greta Reed', 're')).toEqual({ atWord: true, start: 6, end: 8 });
  expect(matchIn('design-review', 're')).toEqual({ atWord: true, start: 7, end: 9 });
  expect(matchIn('Анна-Мария', 'ма')).toEqual({ atWord: true, start: 5, end: 7 });
});

test('accents need not be typed', () => {
  expect(matchIn('Zoë', 'zoe')).toEqual({ atWord: true, start: 0, end: 3 });
  expect(matchIn('Алёна', 'але')).toEqual({ atWord: true, start: 0, end: 3 });
});

test('places count whole letters, so that a name can be cut there', () => {
  expect(matchIn('🙂 Bo', 'bo')).toEqual({ atWord: true, start: 2, end: 4 });
  // Lower case of this letter is longer than itself.
  expect(matchIn('İzmir Bo', 'bo')).toEqual({ atWord: true, start: 6, end: 8 });
});

test('blanks around what is typed do not count, and nothing is found in nothing', () => {
  expect(matchIn('Mira', ' mi ')).toEqual({ atWord: true, start: 0, end: 2 });
  expect([matchIn('Mira', ''), matchIn('Mira', '  '), matchIn('Mira', 'mira k')]).toEqual([
    null,
    null,
    null,
  ]);
});
