import { beforeEach, expect, test } from 'vitest';
import { FailureWatch } from '../../../main/ringing/failureWatch.ts';
import type { ContactPresence } from '../../../signaling/protocol/contactMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { address } from '../../support/quickCallPeople.ts';

const bob = address('b');
let clock: ManualClock;
let presence: ContactPresence;
let over: number;
let watch: FailureWatch;

beforeEach(() => {
  clock = new ManualClock();
  presence = 'unavailable';
  over = 0;
  watch = new FailureWatch({
    clock,
    presenceOf: () => presence,
    over: () => {
      over += 1;
    },
  });
});

function becomes(next: ContactPresence): void {
  presence = next;
  watch.look();
}

test('a failure is over as soon as they can be called, once', () => {
  watch.begin(bob, 'unreachable');
  clock.advance(9_000);
  expect(over).toBe(0);
  becomes('available');
  becomes('available');
  expect(over).toBe(1);
});

test('it stands for so long that it can be read', () => {
  watch.begin(bob, 'unreachable');
  becomes('available');
  clock.advance(4_999);
  expect(over).toBe(0);
  clock.advance(1);
  expect(over).toBe(1);
});

test('a status that comes after the failure counts', () => {
  presence = 'available';
  watch.begin(bob, 'busy');
  clock.advance(5_000);
  becomes('busy');
  expect(over).toBe(0);
  becomes('available');
  expect(over).toBe(1);
});

test('a failure that was put away is watched no more', () => {
  watch.begin(bob, 'unreachable');
  watch.end();
  becomes('available');
  expect([over, clock.pending]).toEqual([0, 0]);
});

test('after ten seconds it is no news, whatever they do', () => {
  watch.begin(bob, 'declined');
  clock.advance(9_999);
  expect(over).toBe(0);
  clock.advance(1);
  expect([over, clock.pending]).toEqual([1, 0]);
});

test('it stays while the person is at it, and a moment longer', () => {
  watch.begin(bob, 'declined');
  clock.advance(9_000);
  watch.hold(true);
  becomes('available');
  clock.advance(60_000);
  expect(over).toBe(0);
  watch.hold(false);
  clock.advance(4_999);
  expect(over).toBe(0);
  clock.advance(1);
  expect(over).toBe(1);
});
