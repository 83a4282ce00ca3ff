import { describe, expect, it } from 'vitest';
import { chatTexts } from '../../../../renderer/engine/data/chatText.ts';

describe('chatTexts', () => {
  it.each([
    ['', []],
    [' \n\t ', []],
    ['  hello ', ['hello']],
    ['a\nb', ['a\nb']],
    ['one two three', ['one two', 'three']],
    ['12345678', ['12345678']],
    ['123456789', ['12345678', '9']],
    ['12345678 9', ['12345678', '9']],
    ['a 23456789abc', ['a', '23456789', 'abc']],
  ])('makes of %j, at most 8 long, %j', (typed, texts) => {
    expect(chatTexts(typed, 8)).toEqual(texts);
  });

  it('never cuts a character that people see as one', () => {
    expect(chatTexts('🙂🙂🙂🙂🙂', 7)).toEqual(['🙂🙂🙂', '🙂🙂']);
    expect(chatTexts('abc👩‍👩‍👧‍👦', 8)).toEqual(['abc', '👩‍👩‍👧‍👦'.slice(0, 8), '👩‍👩‍👧‍👦'.slice(8)]);
    expect(chatTexts('naïf'.normalize('NFD'), 3)).toEqual(['na', 'i\u0308f']);
  });

  it('loses no word of a long text', () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`);
    const texts = chatTexts(words.join(' '));
    expect(texts.every((text) => text.length <= 4_000 && text.length > 0)).toBe(true);
    expect(texts.join(' ')).toBe(words.join(' '));
  });
});
