import { describe, expect, test } from 'vitest';
import { retryDelayMs } from '../../../main/signaling/reconnectPolicy.ts';

describe('retryDelayMs', () => {
  test('doubles from 250 ms to a ceiling of 15 s when nothing is subtracted', () => {
    const delays = Array.from({ length: 9 }, (_, attempt) => retryDelayMs(attempt, () => 0));
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  test('subtracts up to half at random', () => {
    expect(retryDelayMs(0, () => 0.999_999)).toBe(125);
    expect(retryDelayMs(2, () => 0.5)).toBe(750);
    expect(retryDelayMs(30, () => 0.999_999)).toBe(7_500);
  });

  test('stays at the ceiling however many attempts have failed', () => {
    expect(retryDelayMs(5_000, () => 0)).toBe(15_000);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses attempt %d', (attempt) => {
    expect(() => retryDelayMs(attempt, () => 0)).toThrow(RangeError);
  });
});
