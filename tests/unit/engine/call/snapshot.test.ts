import { expect, test } from 'vitest';
import { nextSnapshot, type CallParts } from '../../../../renderer/engine/call/snapshot.ts';
import type { Peer } from '../../../../renderer/engine/topology/topology.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../../signaling/protocol/ids.ts';
import { RoomName } from '../../../../signaling/protocol/roomName.ts';

const self = { id: MemberId.parse('me'.padEnd(22, '-')), name: DisplayName.parse('Me') };
const peer = (name: string): Peer => ({
  id: MemberId.parse(name.padEnd(22, '-')),
  name: DisplayName.parse(name),
  link: 'good',
  microphone: true,
  camera: true,
  speaking: false,
  screens: [],
});
const parts = (): CallParts => ({
  room: RoomName.parse('Room'),
  contact: null,
  joinedAtMs: 1,
  connection: 'online',
  capacity: 12,
  self: { ...self, microphone: true, camera: false, speaking: false },
  peers: [peer('Anna'), peer('Bert')],
  members: [],
  alone: null,
  screens: [],
  chat: [],
  notes: [],
  share: { state: 'off', failure: null, notice: null, canAdd: true },
});

test('the same parts give the same snapshot, by identity', () => {
  const first = nextSnapshot(null, parts());
  expect(nextSnapshot(first, parts())).toBe(first);
});

test('what did not change is the same object, so that views can skip it', () => {
  const first = nextSnapshot(null, parts());
  const peers = [peer('Anna'), { ...peer('Bert'), speaking: true }];
  const second = nextSnapshot(first, { ...parts(), peers });
  expect(second).not.toBe(first);
  expect(second.participants[0]).toBe(first.participants[0]);
  expect(second.participants[1]).toEqual({ ...first.participants[1], speaking: true });
  expect(second.self).toBe(first.self);
  expect(second.screens).toBe(first.screens);
  expect(second.chat).toBe(first.chat);
});

test('one who comes or goes leaves the others as they are', () => {
  const first = nextSnapshot(null, parts());
  const second = nextSnapshot(first, { ...parts(), peers: [peer('Anna')] });
  expect(second.participants).toHaveLength(1);
  expect(second.participants[0]).toBe(first.participants[0]);
});

test('a participant has no key beyond what views know', () => {
  const [first] = nextSnapshot(null, parts()).participants;
  expect(Object.keys(first ?? {}).toSorted()).toEqual(
    ['address', 'camera', 'id', 'link', 'microphone', 'name', 'speaking'].toSorted(),
  );
});
