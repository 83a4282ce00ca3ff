import { beforeEach, expect, test } from 'vitest';
import { DisplayMediaGrants, type Grant } from '../../../main/capture/displayMediaGrants.ts';
import { CaptureId } from '../../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../../preload/contract/screenSources.ts';
import { ManualClock } from '../../support/clientClock.ts';

const grant: Grant = {
  capture: CaptureId.parse(1),
  source: ScreenSourceId.parse('screen:0:0'),
  sound: false,
};
const other: Grant = {
  capture: CaptureId.parse(2),
  source: ScreenSourceId.parse('window:7:0'),
  sound: true,
};

let clock: ManualClock;
let lapsed: Grant[];
let grants: DisplayMediaGrants;

beforeEach(() => {
  clock = new ManualClock();
  lapsed = [];
  grants = new DisplayMediaGrants(clock, (unused) => lapsed.push(unused));
});

test('nothing is granted before somebody has chosen', () => {
  expect(grants.take()).toBeNull();
});

test('a choice is good for one capture', () => {
  grants.give(grant);
  expect(grants.take()).toEqual(grant);
  expect(grants.take()).toBeNull();
  expect(lapsed).toEqual([]);
});

test('a choice is good for 5 s', () => {
  grants.give(grant);
  clock.advance(4_999);
  expect(grants.take()).toEqual(grant);
  grants.give(grant);
  clock.advance(5_000);
  expect(grants.take()).toBeNull();
  expect(lapsed).toEqual([grant]);
});

test('a choice admits one capture to begin, whether or not it then asks for its source', () => {
  expect(grants.admit()).toBe(false);
  grants.give(grant);
  expect(grants.admit()).toBe(true);
  expect(grants.admit()).toBe(false);
  expect(grants.take()).toEqual(grant);
  grants.give(other);
  clock.advance(5_000);
  expect(grants.admit()).toBe(false);
});

test('the last choice counts, with its own time', () => {
  grants.give(grant);
  clock.advance(4_000);
  grants.give(other);
  expect(lapsed).toEqual([grant]);
  clock.advance(4_000);
  expect(grants.take()).toEqual(other);
  expect(clock.pending).toBe(0);
});

test('a choice can be taken back, and only that one', () => {
  grants.give(grant);
  grants.revoke(other.capture);
  grants.revoke(grant.capture);
  expect(grants.take()).toBeNull();
  expect(lapsed).toEqual([]);
  expect(clock.pending).toBe(0);
});
