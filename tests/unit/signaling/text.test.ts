import { expect, test } from 'vitest';
import { fitsUtf8, utf8Length } from '../../../signaling/protocol/text.ts';
import { seededRandom } from '../../support/serverRandom.ts';

/** Strings of units that are all kinds of trouble, lone surrogates among them. */
function randomText(random: () => number): string {
  const units = [
    0x00, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff,
  ];
  const length = Math.floor(random() * 40);
  return Array.from({ length }, () =>
    String.fromCharCode(units[Math.floor(random() * units.length)] ?? 0),
  ).join('');
}

test('the length in UTF-8 is what an encoder makes of the string', () => {
  const random = seededRandom(1);
  const texts = Array.from({ length: 5_000 }, () => randomText(random));
  expect(texts.filter((text) => utf8Length(text) !== Buffer.byteLength(text))).toEqual([]);
});

test('whether a string fits agrees with its length', () => {
  const random = seededRandom(2);
  const cases = Array.from({ length: 5_000 }, () => ({
    text: randomText(random),
    most: Math.floor(random() * 120),
  }));
  const wrong = cases.filter(({ text, most }) => fitsUtf8(text, most) !== utf8Length(text) <= most);
  expect(wrong).toEqual([]);
});
