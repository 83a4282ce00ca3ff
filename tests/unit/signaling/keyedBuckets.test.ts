import { expect, test } from 'vitest';
import { KeyedBuckets } from '../../../signaling/server/keyedBuckets.ts';

/** @returns the time to wait; takes a token when that is none. */
function attempt(buckets: KeyedBuckets, key: string, nowMs: number): number {
  const waitMs = buckets.waitMs(key, nowMs);
  if (waitMs === 0) buckets.take(key, nowMs);
  return waitMs;
}

test('each key has its own burst and refill', () => {
  const buckets = new KeyedBuckets({ burst: 2, perSecond: 0.5 });
  expect([0, 0, 0].map(() => attempt(buckets, 'a', 1_000))).toEqual([0, 0, 2_000]);
  expect(attempt(buckets, 'b', 1_000)).toBe(0);
  expect(attempt(buckets, 'a', 2_500)).toBe(500);
  expect(attempt(buckets, 'a', 3_000)).toBe(0);
  expect(attempt(buckets, 'a', 3_000)).toBe(2_000);
});

test('asking for the wait takes nothing', () => {
  const buckets = new KeyedBuckets({ burst: 1, perSecond: 1 });
  for (let round = 0; round < 5; round++) expect(buckets.waitMs('a', 0)).toBe(0);
  expect(buckets.size).toBe(0);
});

test('full buckets are forgotten, so that many keys leave nothing behind', () => {
  const buckets = new KeyedBuckets({ burst: 4, perSecond: 1 });
  for (let key = 0; key < 1_000; key++) attempt(buckets, String(key), 0);
  expect(buckets.size).toBe(1_000);
  attempt(buckets, 'later', 1_001);
  expect(buckets.size).toBe(1);
});

test('one that is used on and on does not keep the others', () => {
  const buckets = new KeyedBuckets({ burst: 4, perSecond: 1 });
  for (let second = 0; second < 100; second++) {
    attempt(buckets, 'busy', second * 1_000);
    attempt(buckets, `${second}`, second * 1_000 + 1);
  }
  expect(buckets.size).toBeLessThan(8);
});
