import { beforeEach, describe, expect, test } from 'vitest';
import { LockState } from '../../../main/desktop/screenLock.ts';
import { AwayWatch, CallKeepsAwake, watchNetwork } from '../../../main/system/power.ts';
import { ManualClock } from '../../support/clientClock.ts';

let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

test('the screen is kept awake from the beginning of a call to its end, once', () => {
  const did: string[] = [];
  const awake = new CallKeepsAwake({
    start: (type) => did.push(type),
    stop: (id) => did.push(`stop ${id}`),
  });
  for (const isInCall of [false, true, true, false, false]) awake.set(isInCall);
  expect(did).toEqual(['prevent-display-sleep', 'stop 1']);
});

describe('being away', () => {
  let state: LockState;
  let idle: number;
  let isInCall: boolean;
  let told: boolean[];
  let isClosed: boolean;
  let watch: AwayWatch;

  beforeEach(() => {
    state = new LockState();
    idle = 0;
    isInCall = false;
    told = [];
    isClosed = false;
    watch = new AwayWatch({
      lock: {
        get isLocked() {
          return state.isLocked;
        },
        start: () => undefined,
        subscribe: (listener) => state.subscribe(listener),
        close: () => (isClosed = true),
      },
      idleSeconds: () => idle,
      isInCall: () => isInCall,
      changed: (isAway) => told.push(isAway),
      clock,
    });
  });

  test('begins five minutes after the last touch, and ends with the next', () => {
    idle = 299;
    clock.advance(15_000);
    expect(told).toEqual([]);
    idle = 300;
    clock.advance(15_000);
    expect(watch.isAway).toBe(true);
    idle = 1;
    clock.advance(15_000);
    expect(told).toEqual([true, false]);
  });

  test('begins at once when the screen is locked or the computer sleeps', () => {
    state.setScreen(true);
    state.setAsleep(true);
    state.setScreen(false);
    expect(told).toEqual([true]);
    state.setAsleep(false);
    expect(told).toEqual([true, false]);
  });

  test('is not said of who talks and touches nothing, but of who locks the screen', () => {
    idle = 1_000;
    isInCall = true;
    clock.advance(15_000);
    expect(told).toEqual([]);
    state.setScreen(true);
    expect(told).toEqual([true]);
  });

  test('is watched no longer than the app runs', () => {
    watch.close();
    expect(clock.pending).toBe(0);
    expect(isClosed).toBe(true);
    state.setScreen(true);
    expect(told).toEqual([]);
  });
});

test('another address is told, none and the same are not', () => {
  let interfaces: Record<string, { address: string; internal: boolean }[]> = {
    lo: [{ address: '127.0.0.1', internal: true }],
    eth0: [{ address: '10.0.0.2', internal: false }],
  };
  let told = 0;
  const end = watchNetwork({ interfaces: () => interfaces, changed: () => (told += 1), clock });
  clock.advance(20_000);
  expect(told).toBe(0);
  interfaces = { lo: interfaces['lo'] ?? [] };
  clock.advance(5_000);
  expect(told).toBe(0);
  interfaces = { ...interfaces, wlan0: [{ address: '10.0.0.3', internal: false }] };
  clock.advance(5_000);
  expect(told).toBe(1);
  end();
  expect(clock.pending).toBe(0);
});
