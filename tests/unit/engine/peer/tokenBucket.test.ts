import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../../renderer/engine/peer/tokenBucket.ts';

test('lets a burst pass, then what the rate allows', () => {
  const mayPass = createTokenBucket(10, 3);
  expect([0, 0, 0, 0].map(mayPass)).toEqual([true, true, true, false]);
  expect([99, 100, 101, 200, 200].map(mayPass)).toEqual([false, true, false, true, false]);
});

test('saves up no more than a burst, and a clock that goes backwards gives nothing', () => {
  const mayPass = createTokenBucket(10, 2);
  expect([0, 0, 0].map(mayPass)).toEqual([true, true, false]);
  expect([-5_000, -5_000].map(mayPass)).toEqual([false, false]);
  expect([60_000, 60_000, 60_000].map(mayPass)).toEqual([true, true, false]);
});
