import { describe, expect, it } from 'vitest';
import { AuthorNumbers } from '../../../../renderer/engine/data/authorNumbers.ts';
import { memberId, message } from './members.ts';

const ann = memberId('ann');

function numbersOf(...added: readonly number[]): AuthorNumbers {
  const numbers = new AuthorNumbers();
  for (const number of added) numbers.add(message(ann, number));
  return numbers;
}

function all(numbers: AuthorNumbers, after = 0): readonly number[] {
  return [...numbers.after(after)].map(({ number }) => number);
}

describe('AuthorNumbers', () => {
  it.each([
    [[], 0, 0],
    [[1, 2, 3], 3, 3],
    [[3, 1, 2], 3, 3],
    [[5, 6, 7], 7, 7],
    [[1, 2, 5, 6], 2, 6],
    [[1, 2, 5, 6, 4, 3], 6, 6],
    [[500, 480, 481], 481, 500],
    [[900_000, 1, 2], 2, 900_000],
  ])('of %j is contiguous up to %d and ends with %d', (added, contiguous, last) => {
    const numbers = numbersOf(...added);
    expect(numbers.contiguous()).toBe(contiguous);
    expect(numbers.last()).toBe(last);
    expect(all(numbers)).toEqual(added.toSorted((one, other) => one - other));
  });

  it('agrees with a plain set for any order of numbers', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 200; round++) {
      const numbers = new AuthorNumbers();
      const model = new Set<number>();
      for (let step = 0; step < 40; step++) {
        const number = 1 + Math.floor(random() * 25);
        expect(numbers.add(message(ann, number))).toBe(!model.has(number));
        model.add(number);
      }
      const sorted = [...model].toSorted((one, other) => one - other);
      expect(all(numbers)).toEqual(sorted);
      expect(all(numbers, 10)).toEqual(sorted.filter((number) => number > 10));
      let contiguous = sorted[0] ?? 0;
      while (model.has(contiguous + 1)) contiguous += 1;
      expect(numbers.contiguous()).toBe(contiguous);
    }
  });

  it('tells whether the beginning is there', () => {
    expect(numbersOf(1, 2).isWhole()).toBe(true);
    expect(numbersOf(2, 3).isWhole()).toBe(false);
    expect(numbersOf(1, 3).isWhole()).toBe(false);
  });

  it('goes on from what is left when the oldest are forgotten', () => {
    const numbers = numbersOf(1, 2, 5, 6);
    numbers.remove(1);
    expect(numbers.contiguous()).toBe(2);
    numbers.remove(2);
    expect(numbers.contiguous()).toBe(6);
    numbers.remove(5);
    numbers.remove(6);
    expect(numbers.isEmpty()).toBe(true);
    expect(numbers.last()).toBe(0);
  });

  it('takes only so many gaps', () => {
    const numbers = new AuthorNumbers();
    for (let number = 2; number < 100_000; number += 2) numbers.add(message(ann, number));
    expect(all(numbers)).toHaveLength(64);
    expect(numbers.add(message(ann, 3))).toBe(true);
  });
});
