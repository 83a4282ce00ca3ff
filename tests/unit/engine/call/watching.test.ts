import { afterEach, beforeEach, expect, test } from 'vitest';
import { Watching } from '../../../../renderer/engine/call/watching.ts';
import type { Peer } from '../../../../renderer/engine/topology/topology.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId, ShareId } from '../../../../signaling/protocol/ids.ts';
import { ManualClock } from '../media/manualClock.ts';

const share = ShareId.parse('s'.padEnd(22, '-'));
const peer = (name: string, shares: readonly ShareId[] = []): Peer => ({
  id: MemberId.parse(name.padEnd(22, '-')),
  name: DisplayName.parse(name),
  link: 'good',
  microphone: true,
  camera: true,
  speaking: false,
  screens: shares.map((id) => ({
    lane: 'screenA',
    share: id,
    kind: 'screen',
    sound: false,
    state: 'live',
    ink: 'everyone',
    inkInPicture: false,
  })),
});

let life: AbortController;
let clock: ManualClock;
let peers: readonly Peer[];
let told: unknown[];
let delayMs: number | null;
let watching: Watching;

beforeEach(() => {
  life = new AbortController();
  clock = new ManualClock();
  peers = [peer('Anna', [share]), peer('Bert')];
  told = [];
  delayMs = null;
  watching = new Watching({
    clock,
    signal: life.signal,
    peers: () => peers,
    delayMs: () => Promise.resolve(delayMs),
    tell: (...said) => told.push(said.slice(1)),
    changed: () => undefined,
  });
});

afterEach(() => life.abort());

test('a presenter is told at once how its share is seen, and again with the delay', async () => {
  watching.see(share, 1280, 720);
  expect(told).toEqual([[1280, 720, null]]);
  delayMs = 120;
  await clock.pass(2_000);
  expect(told.at(-1)).toEqual([1280, 720, 120]);
  expect(watching.delayMs(share)).toBe(120);
});

test('nothing is told of a share that is over, or before it is seen', async () => {
  await clock.pass(2_000);
  expect(told).toEqual([]);
  watching.see(share, 10, 10);
  watching.keep(new Set());
  await clock.pass(4_000);
  expect(told).toHaveLength(1);
});

test('everybody who is linked counts as watching, with what they said', () => {
  const own = ShareId.parse('o'.padEnd(22, '-'));
  const [anna, bert] = peers;
  peers = [...peers, { ...peer('Cleo'), link: 'connecting' }];
  if (anna === undefined || bert === undefined) throw new Error('nobody');
  watching.take(bert.id, { type: 'watch', share: own, width: 640, height: 360, delayMs: 80 });
  expect(watching.viewers(own)).toEqual([
    { member: anna.id, name: 'Anna', width: 0, height: 0, delayMs: null },
    { member: bert.id, name: 'Bert', width: 640, height: 360, delayMs: 80 },
  ]);
});
