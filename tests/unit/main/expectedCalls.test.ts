import { beforeEach, describe, expect, test } from 'vitest';
import { ExpectedCalls } from '../../../main/ringing/expectedCalls.ts';
import type { Active, IncomingCall, OutgoingCall } from '../../../main/ringing/ringMachine.ts';
import type { ExpectedCall } from '../../../preload/contract/ringing.ts';
import type { IceServer } from '../../../signaling/protocol/serverMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { address, name, ringId, room } from '../../support/quickCallPeople.ts';

const bob = { address: address('b'), name: name('Bob'), place: 'home', server: null } as const;
const ours: OutgoingCall = { ...bob, ring: ringId('a'), room: room('one'), intoCall: false };
const theirs: IncomingCall = { ...bob, ring: ringId('b'), room: room('two'), sinceMs: 1 };

const idle: Active = { type: 'idle' };
const calling: Active = { type: 'calling', call: ours, phase: 'calling', held: null };
const ringing: Active = { ...calling, phase: 'ringing' };
const rung: Active = { type: 'rung', call: theirs };
const answering = (camera = true): Active => ({ type: 'answering', call: theirs, camera });

const STUN: IceServer = { urls: ['stun:here:1'] };

let clock: ManualClock;
let iceServers: readonly IceServer[] | null;
let told: (ExpectedCall | null)[];
let expected: ExpectedCalls;

beforeEach(() => {
  clock = new ManualClock();
  iceServers = [STUN];
  told = [];
  expected = new ExpectedCalls({
    clock,
    reach: () => iceServers,
    changed: (next) => told.push(next),
  });
});

/** What is expected half a second after things stand so. */
function after(active: Active): ExpectedCall | null {
  expected.follow(active);
  clock.advance(500);
  return expected.current;
}

describe('a call is expected', () => {
  test('by whoever calls, half a second after it rings at the other side', () => {
    expect(after(calling)).toBeNull();
    expected.follow(ringing);
    clock.advance(499);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([{ wanted: true, camera: true, iceServers: [STUN] }]);
  });

  test('by whoever is called, and is not wanted before the yes', () => {
    expect(after(rung)).toEqual({ wanted: false, camera: true, iceServers: [STUN] });
    expected.follow(answering(false));
    expect(expected.current).toEqual({ wanted: true, camera: false, iceServers: [STUN] });
  });

  test('at once by whoever says yes at once', () => {
    expected.follow(rung);
    expected.follow(answering());
    expect(told).toEqual([{ wanted: true, camera: true, iceServers: [STUN] }]);
    expect(clock.pending).toBe(0);
  });

  test('by nobody who calls somebody into the running call', () => {
    expect(after({ ...ringing, call: { ...ours, intoCall: true } })).toBeNull();
    expect(clock.pending).toBe(0);
  });

  test('with its servers as soon as they are known, and told once', () => {
    iceServers = null;
    after(rung);
    iceServers = [STUN];
    expected.look();
    expected.look();
    expect(told.map((call) => call?.iceServers)).toEqual([null, [STUN]]);
  });
});

describe('no call is expected any more', () => {
  test.each([
    ['ours that came to nothing', ringing],
    ['theirs that is over', rung],
    ['one whose yes did not count', answering()],
  ])('after %s', (_, active) => {
    after(active);
    expected.follow(idle);
    expect(told.at(-1)).toBeNull();
    expect(expected.current).toBeNull();
  });

  test('after one that rang so shortly that nobody was told of it', () => {
    expected.follow(rung);
    expected.follow(idle);
    clock.advance(5_000);
    expect(told).toEqual([]);
  });

  test('with one that ends, the next has to ring as long', () => {
    after(rung);
    expected.follow(idle);
    expected.follow(rung);
    expect(expected.current).toBeNull();
    clock.advance(500);
    expect(expected.current).not.toBeNull();
  });
});
