import { expect, test } from 'vitest';
import { TokenBucket } from '../../../signaling/server/tokenBucket.ts';

test('a full bucket gives its burst at once and then one token per interval', () => {
  const bucket = new TokenBucket(10, 3);
  expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([0, 0, 0, 100]);
  expect(bucket.take(99)).toBe(1);
  expect(bucket.take(100)).toBe(0);
  expect(bucket.take(100)).toBe(100);
});

test('after a rest it holds its burst and not more', () => {
  const bucket = new TokenBucket(10, 3);
  expect(bucket.take(1_000_000)).toBe(0);
  expect([1, 2, 3].map(() => bucket.take(1_000_000))).toEqual([0, 0, 100]);
});

test('being refused costs nothing', () => {
  const bucket = new TokenBucket(10, 1);
  bucket.take(0);
  for (let attempt = 0; attempt < 100; attempt++) bucket.take(50);
  expect(bucket.take(100)).toBe(0);
});

test('over a long time exactly the rate comes through', () => {
  const bucket = new TokenBucket(100, 400);
  let taken = 0;
  for (let nowMs = 0; nowMs < 10_000; nowMs += 0.3) if (bucket.take(nowMs) === 0) taken++;
  expect(taken).toBeGreaterThanOrEqual(1_398);
  expect(taken).toBeLessThanOrEqual(1_400);
});
