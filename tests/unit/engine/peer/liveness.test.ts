import { expect, test } from 'vitest';
import { createLiveness, stallAfterMs } from '../../../../renderer/engine/peer/liveness.ts';

test('silence adds up until something is heard', () => {
  const liveness = createLiveness();
  expect(liveness.observe(1_000, false)).toBe(0);
  expect(liveness.observe(1_100, false)).toBe(100);
  expect(liveness.observe(1_250, false)).toBe(250);
  expect(liveness.observe(1_300, true)).toBe(0);
  expect(liveness.observe(1_400, false)).toBe(100);
});

test('a long gap between two looks counts as half a second: the machine slept, not the peer', () => {
  const liveness = createLiveness();
  liveness.observe(0, true);
  expect(liveness.observe(3_600_000, false)).toBe(500);
});

test('a clock that goes backwards adds no silence', () => {
  const liveness = createLiveness();
  liveness.observe(5_000, true);
  expect(liveness.observe(4_000, false)).toBe(0);
});

test('a second of silence is a stall, more on a long way, two at most', () => {
  expect([null, 0, 50, 300, 5_000].map(stallAfterMs)).toEqual([1_000, 1_000, 1_100, 1_600, 2_000]);
});
