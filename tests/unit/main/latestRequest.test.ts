import { beforeEach, expect, test } from 'vitest';
import { LatestRequest, type Refused } from '../../../main/contacts/latestRequest.ts';
import { OccasionalLog } from '../../../main/contacts/occasionalLog.ts';
import { callRoom } from '../../../main/ringing/callRoom.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

let clock: ManualClock;
let sent: { readonly value: string; readonly settle: (refused: Refused) => void }[];
let latest: LatestRequest<string>;

beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  latest = new LatestRequest(clock, (value, settle) => sent.push({ value, settle }));
});
const values = (): string[] => sent.map(({ value }) => value);

test('nothing is sent before the server takes requests, then the newest', () => {
  latest.want('one');
  latest.want('two');
  expect(sent).toEqual([]);
  latest.start();
  expect(values()).toEqual(['two']);
});

test('one is under way at a time, and what became old meanwhile is never sent', () => {
  latest.start();
  for (const value of ['one', 'two', 'three']) latest.want(value);
  expect(values()).toEqual(['one']);
  sent[0]!.settle(null);
  expect(values()).toEqual(['one', 'three']);
});

test('what the server knows is not sent again, but for a new session', () => {
  latest.start();
  latest.want('one');
  sent[0]!.settle(null);
  latest.want('one');
  expect(values()).toEqual(['one']);
  latest.start();
  expect(values()).toEqual(['one', 'one']);
});

test('after a refusal for the rate the newest is sent when the server allows', () => {
  latest.start();
  latest.want('one');
  sent[0]!.settle({ reason: 'rate_limited', retryAfterMs: 700 });
  latest.want('two');
  clock.advance(699);
  expect(values()).toEqual(['one']);
  clock.advance(1);
  expect(values()).toEqual(['one', 'two']);
});

test('any other refusal is no reason to ask the same again', () => {
  latest.start();
  latest.want('one');
  sent[0]!.settle({ reason: 'not_identified' });
  clock.advance(60_000);
  expect(values()).toEqual(['one']);
});

test('what an old session settles late changes nothing in the new one', () => {
  latest.start();
  latest.want('one');
  latest.start();
  sent[0]!.settle(null);
  latest.want('two');
  expect(values()).toEqual(['one', 'one']);
  latest.stop();
  sent[1]!.settle(null);
  expect(values()).toEqual(['one', 'one']);
});

test('what others can make happen is logged once a second at most', () => {
  const log = new KeptLog();
  const drops = new OccasionalLog(clock, log, 'ring dropped');
  drops.info({ why: 'stranger' });
  drops.info({ why: 'stranger' });
  clock.advance(1_000);
  drops.info({ why: 'stale' });
  expect(log.lines).toEqual(['info ring dropped why=stranger', 'info ring dropped why=stale']);
});

test('the room of a call is four words that are not guessed', () => {
  expect(callRoom(() => 0)).toBe('baba-baba-baba-baba');
  const ends: number[] = [];
  callRoom((end) => {
    ends.push(end);
    return end - 1;
  });
  expect(ends.reduce((product, end) => product * end, 1)).toBeGreaterThan(2 ** 48);
});
