import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JsonFile } from '../../../main/system/jsonFile.ts';
import { RecentCallsFile, RecentCallsStore } from '../../../main/system/recentCallsStore.ts';
import type { RecentCall } from '../../../preload/contract/recentCalls.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
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
  return { room: RoomName.parse(room), server, startedAtMs, durationMs: 1_000, people: [] };
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
