import { expect, test } from 'vitest';
import { SendPace } from '../../../main/signaling/sendPace.ts';
import { TokenBucket } from '../../../signaling/server/tokenBucket.ts';

const LIMITS = { messagesPerSecond: 50, messageBurst: 100 };

test('a flood paced by it is never above the server’s rate', () => {
  const pace = new SendPace(LIMITS, 0);
  const server = new TokenBucket(LIMITS.messagesPerSecond, LIMITS.messageBurst);
  let nowMs = 0;
  for (let index = 0; index < 1_000; index++) {
    for (let waitMs = pace.take(nowMs); waitMs > 0; waitMs = pace.take(nowMs)) nowMs += waitMs;
    expect(server.take(nowMs)).toBe(0);
  }
  // 1000 messages, 80 at once, then 45 a second.
  expect(nowMs).toBeGreaterThan(20_000);
  expect(nowMs).toBeLessThan(21_500);
});

test('what goes whatever the pace is paid back', () => {
  const pace = new SendPace(LIMITS, 0);
  for (let index = 0; index < 80; index++) pace.note(0);
  expect(pace.take(0)).toBeGreaterThan(0);
});

test('a clock that is set back stops it for a moment only', () => {
  const pace = new SendPace(LIMITS, 1_000_000);
  for (let index = 0; index < 80; index++) pace.take(1_000_000);
  const waitMs = pace.take(0);
  expect(waitMs).toBeLessThanOrEqual(23);
  expect(pace.take(waitMs)).toBe(0);
});
