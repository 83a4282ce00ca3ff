import { beforeEach, expect, test } from 'vitest';
import type { Participant } from '../../../../preload/contract/callSnapshot.ts';
import { Solitude } from '../../../../renderer/engine/call/solitude.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../../signaling/protocol/ids.ts';
import { ContactAddress } from '../../../../signaling/protocol/identity.ts';
import { createManualClock, type ManualClock } from '../../../support/engineClock.ts';

const address = ContactAddress.parse('b'.repeat(32));

function someone(name: string, link: Participant['link'] = 'good') {
  const id = MemberId.parse(name.padEnd(22, '-'));
  return { id, name: DisplayName.parse(name), address: null, link };
}
const bob = { ...someone('Bob'), address };

let clock: ManualClock;
let left: Set<string>;
let ended: number;
let changes: number;

function start(rang: boolean): Solitude {
  return new Solitude({
    contact: rang ? { address, name: DisplayName.parse('Bob Stone') } : null,
    hasLeft: (member) => left.has(member),
    clock,
    signal: new AbortController().signal,
    changed: () => (changes += 1),
    ended: () => (ended += 1),
  });
}

beforeEach(() => {
  clock = createManualClock();
  left = new Set();
  ended = 0;
  changes = 0;
});

test('a call that rang ends five seconds after the last one hung up', () => {
  const solitude = start(true);
  solitude.update([bob]);
  expect(solitude.view).toBeNull();
  left.add(bob.id);
  solitude.update([]);
  expect(solitude.view).toEqual({
    because: 'left',
    last: { name: 'Bob', address },
    endsAtMs: clock.now() + 5_000,
  });
  clock.pass(4_900);
  solitude.update([]);
  expect(ended).toBe(0);
  clock.pass(100);
  expect(ended).toBe(1);
});

test('it stays open for whoever stays, and once somebody comes', () => {
  const solitude = start(true);
  solitude.update([bob]);
  left.add(bob.id);
  solitude.update([]);
  solitude.stay();
  expect(solitude.view).toMatchObject({ because: 'left', endsAtMs: null });
  clock.pass(600_000);
  solitude.update([someone('Cleo')]);
  expect(solitude.view).toBeNull();
  left.add(someone('Cleo').id);
  solitude.update([]);
  clock.pass(2_000);
  solitude.update([bob]);
  clock.pass(60_000);
  expect(ended).toBe(0);
  expect(changes).toBeGreaterThan(0);
});

test('nobody is alone while somebody else is there', () => {
  const solitude = start(true);
  solitude.update([bob, someone('Cleo')]);
  left.add(bob.id);
  solitude.update([someone('Cleo')]);
  clock.pass(600_000);
  expect(solitude.view).toBeNull();
  expect(ended).toBe(0);
});

test('somebody who got lost has a minute to come back, and is told of as lost', () => {
  const solitude = start(true);
  solitude.update([bob]);
  solitude.update([]);
  expect(solitude.view).toMatchObject({ because: 'lost' });
  clock.pass(59_000);
  expect(ended).toBe(0);
  clock.pass(1_000);
  expect(ended).toBe(1);
});

test('somebody whose media stalls is waited for before anything is said', () => {
  const solitude = start(true);
  solitude.update([bob]);
  solitude.update([{ ...bob, link: 'reconnecting' }]);
  clock.pass(50_000);
  solitude.update([{ ...bob, link: 'reconnecting' }]);
  expect(solitude.view).toBeNull();
  clock.pass(10_000);
  expect(solitude.view).toMatchObject({ because: 'lost', endsAtMs: clock.now() + 60_000 });
  solitude.update([bob]);
  expect(solitude.view).toBeNull();
  clock.pass(600_000);
  expect(ended).toBe(0);
});

test('a call to which nobody comes does not stay open for ever', () => {
  const solitude = start(true);
  solitude.update([]);
  clock.pass(30_000);
  expect(solitude.view).toMatchObject({ because: 'absent', last: { name: 'Bob Stone' } });
  clock.pass(60_000);
  expect(ended).toBe(1);
});

test('a room that was joined by name never ends by itself, and tells who was last', () => {
  const solitude = start(false);
  solitude.update([]);
  clock.pass(600_000);
  expect(solitude.view).toBeNull();
  solitude.update([bob]);
  left.add(bob.id);
  solitude.update([]);
  expect(solitude.view).toMatchObject({ because: 'left', endsAtMs: null });
  clock.pass(600_000);
  expect(ended).toBe(0);
});
