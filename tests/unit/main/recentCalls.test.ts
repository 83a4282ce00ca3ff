import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCallLength } from '../../../main/system/callLength.ts';
import { JsonFile } from '../../../main/system/jsonFile.ts';
import {
  RecentCallsFile,
  RecentCallsStore,
  unansweredCall,
} from '../../../main/system/recentCallsStore.ts';
import type { RecentCall } from '../../../preload/contract/recentCalls.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { contact, ringId } from '../../support/quickCallPeople.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

let dir: string;
let told: RecentCall[][];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'parley-recent-'));
  told = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): RecentCallsStore {
  const file = new JsonFile({
    dir,
    name: 'recent-calls',
    schema: RecentCallsFile,
    fallback: () => ({ calls: [] }),
    now: () => 0,
    log: new KeptLog(),
  });
  return new RecentCallsStore(file, (calls) => told.push(calls));
}

function call(room: string, startedAtMs: number, server: ServerUrl | null = null) {
  const held = { durationMs: 1_000, people: [], contact: null, outcome: 'held' } as const;
  return { ...held, people: [], room: RoomName.parse(room), server, startedAtMs };
}

const rooms = (store: RecentCallsStore): string[] => store.current.map(({ room }) => room);

test('the last ten are kept, newest first, over a restart', () => {
  const store = open();
  for (let number = 1; number <= 12; number++) store.record(call(`room ${number}`, number));
  expect(rooms(store)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((n) => `room ${n}`));
  expect(open().current).toEqual(store.current);
  expect(told.at(-1)).toEqual(store.current);
});

test('a room has one entry however it is spelt, but one for each server', () => {
  const store = open();
  const server = ServerUrl.parse('ws://other:1');
  store.record(call('Standup', 1));
  store.record(call('STANDUP', 2));
  store.record(call('standup', 3, server));
  expect(store.current).toMatchObject([
    { room: 'standup', server },
    { room: 'STANDUP', server: null },
  ]);
});

test('pinned ones stand above the rest and are not pushed out', () => {
  const store = open();
  store.record(call('old', 0));
  store.pin({ room: RoomName.parse('OLD'), server: null }, true);
  for (let number = 1; number <= 12; number++) store.record(call(`room ${number}`, number));
  expect(rooms(store)).toHaveLength(11);
  expect(rooms(store)[0]).toBe('old');
  store.record(call('old', 20));
  expect(store.current[0]).toMatchObject({ room: 'old', startedAtMs: 20, pinned: true });
  store.pin({ room: RoomName.parse('old'), server: null }, false);
  expect(rooms(store)).toHaveLength(10);
});

test('one that is removed is gone', () => {
  const store = open();
  store.record(call('a', 1));
  store.record(call('b', 2));
  store.remove({ room: RoomName.parse('A'), server: null });
  expect(rooms(store)).toEqual(['b']);
});

test('of calls that rang there is one entry for each contact and outcome, in whatever room', () => {
  const store = open();
  const bob = contact('Bob');
  const rang = { contact: { address: bob.address, name: bob.name } };
  store.record({ ...call('bodo', 1), ...rang });
  store.pin({ room: RoomName.parse('bodo'), server: null }, true);
  store.record({ ...call('dabo', 2), ...rang });
  const declined = {
    call: {
      ring: ringId('r'),
      address: bob.address,
      name: bob.name,
      place: 'home',
      room: RoomName.parse('lobo'),
      server: ServerUrl.parse('ws://theirs:1'),
      intoCall: false,
    },
    outcome: 'declined',
    direction: 'outgoing',
  } as const;
  store.record(unansweredCall(declined, 3));
  expect(store.current).toMatchObject([
    { room: 'dabo', outcome: 'held', pinned: true },
    { room: 'lobo', outcome: 'declined', pinned: false, server: null, contact: rang.contact },
  ]);
});

test('a list of before, without contacts, is read as it was', () => {
  const people = [{ id: 'm'.repeat(22), name: 'Mira' }];
  const old = { ...call('standup', 1), people, pinned: false };
  const { contact: _, outcome: __, ...written } = old;
  expect(RecentCallsFile.parse({ calls: [written] }).calls).toEqual([
    { ...old, people: [{ ...people[0], address: null }] },
  ]);
});

test('a call with several people is kept beside a later one with the contact alone', () => {
  const store = open();
  const { address, name } = contact('Bob');
  const people = ['b', 'c'].map((letter) => ({
    id: MemberId.parse(letter.repeat(22)),
    name,
    address: null,
  }));
  const rang = { contact: { address, name, direction: 'outgoing' as const } };
  store.record({ ...call('bodo', 1), ...rang, people });
  store.record({ ...call('dabo', 2), ...rang, people: people.slice(0, 1) });
  store.record({ ...call('lobo', 3), ...rang });
  expect(rooms(store)).toEqual(['lobo', 'bodo']);
  expect(open().current).toEqual(store.current);
});

test('the length of the running call is kept each minute and when it is over, and of no other', () => {
  const store = open();
  const clock = new ManualClock(0);
  const calls = new FakeCalls();
  keepCallLength({ calls, recentCalls: store, clock });
  const lengths = (): number[] => store.current.map(({ durationMs }) => durationMs);
  calls.become(true);
  store.record({ ...call('one', 0), durationMs: 0 });
  clock.advance(150_000);
  expect(lengths()).toEqual([120_000]);
  calls.become(false);
  expect(lengths()).toEqual([150_000]);
  expect(clock.pending).toBe(0);
  // Over before it was recorded.
  clock.advance(60_000);
  calls.become(true);
  clock.advance(1_000);
  calls.become(false);
  expect(lengths()).toEqual([150_000]);
});

class FakeCalls {
  isActive = false;
  #tell: () => void = () => undefined;

  subscribe(listener: () => void): () => void {
    this.#tell = listener;
    return () => undefined;
  }

  become(isActive: boolean): void {
    this.isActive = isActive;
    this.#tell();
  }
}
