import { expect, test } from 'vitest';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';

test('a name is trimmed, composed and has single spaces', () => {
  expect(DisplayName.parse('  Rene\u0301  Magritte\n')).toBe('René Magritte');
});

test('emoji that are joined by an invisible character stay whole', () => {
  expect(DisplayName.parse('👩‍💻 Ada')).toBe('👩‍💻 Ada');
});

test.each([
  ['nothing', ''],
  ['white space', '   '],
  ['65 units', 'x'.repeat(65)],
  ['a bidi override', 'evil\u202exe'],
  ['a control character', 'a\u0007b'],
  ['a lone surrogate', '\udc00'],
])('%s is no name', (_, raw) => {
  expect(DisplayName.safeParse(raw).success).toBe(false);
});
