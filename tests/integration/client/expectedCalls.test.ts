import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { Person, befriend } from '../../support/clientContacts.ts';
import { openServer } from '../../support/serverInstance.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

let url: string;
let ada: Person;
let bob: Person;

beforeEach(async () => {
  ({ url } = await openServer());
  ada = new Person({ name: 'Ada', url });
});
afterEach(() => killAllServers());

async function start(bobsUrl = url): Promise<void> {
  bob = new Person({ name: 'Bob', url: bobsUrl });
  await befriend(ada, bob);
}

const newest = ({ expected }: Person) => expected.at(-1) ?? null;

async function bothExpect(): Promise<void> {
  ada.rings(bob);
  await ada.until('expects a call', () => newest(ada) !== null);
  await bob.until('expects a call', () => newest(bob) !== null);
}

async function neitherExpects(): Promise<void> {
  for (const person of [ada, bob]) await person.until('is done', () => newest(person) === null);
}

describe('a call that rings', () => {
  beforeEach(() => start());

  test('is expected by both, and wanted by the caller alone before the yes', async () => {
    await bothExpect();
    expect(newest(ada)).toEqual({ wanted: true, camera: true, iceServers: [] });
    expect(bob.expected).toEqual([{ wanted: false, camera: true, iceServers: [] }]);
    bob.answers('accept-without-video');
    expect(newest(bob)).toMatchObject({ wanted: true, camera: false });
    await neitherExpects();
    expect([ada.entered.length, bob.entered.length]).toEqual([1, 1]);
  });

  test('is entered before it is expected no more', async () => {
    await bothExpect();
    bob.answers('accept');
    await neitherExpects();
    for (const { expectedAtEntry } of [ada, bob]) {
      expect(expectedAtEntry).toMatchObject([{ wanted: true }]);
    }
  });

  test('is expected no more when it is declined', async () => {
    await bothExpect();
    bob.answers('decline');
    await neitherExpects();
    expect(bob.expected.some((call) => call?.wanted === true)).toBe(false);
  });

  test('is expected no more when it is given up', async () => {
    await bothExpect();
    ada.services.ringing.cancel();
    await neitherExpects();
    expect(bob.expected.some((call) => call?.wanted === true)).toBe(false);
  });

  test('is expected no more when they are no contacts any more', async () => {
    await bothExpect();
    bob.services.contacts.remove(ada.address);
    await bob.until('is done', () => newest(bob) === null);
    expect(bob.entered).toEqual([]);
  });

  test('is expected by nobody where the other is busy', async () => {
    bob.settings.change({ status: 'do-not-disturb' });
    ada.rings(bob);
    await ada.until('fails', () => ada.ringing.outgoing?.phase === 'failed');
    expect([ada.expected, bob.expected]).toEqual([[], []]);
  });
});

describe('a contact on another server', () => {
  const STUN = 'stun:there.example:3478';

  async function ringAcross(): Promise<void> {
    await start((await openServer({ stun: [STUN] })).url);
    ada.rings(bob);
    await ada.until('knows its servers', () => (newest(ada)?.iceServers ?? []).length > 0);
  }

  test('rings with the session of the call open, so that a yes needs no other', async () => {
    await ringAcross();
    expect(newest(ada)?.iceServers).toEqual([{ urls: [STUN] }]);
    const before = [...ada.reached];
    bob.answers('accept');
    await neitherExpects();
    await Promise.all([ada.joinsEntered(), bob.joinsEntered()]);
    await ada.until('meets Bob', () => ada.calls.session?.members.length === 1);
    expect(ada.reached).toEqual(before);
  });

  test('is not to be joined unasked where nothing rings any more', async () => {
    await ringAcross();
    const server = bob.home.url;
    ada.services.ringing.cancel();
    const room = RoomName.parse('somewhere');
    const name = ada.settings.current.displayName;
    const joined = await ada.calls.join({ room, server, name, contact: null });
    expect(joined).toEqual({ ok: false, reason: 'refused' });
  });
});

test('a server that is lost leaves nobody expecting a call', async () => {
  const server = await startServer();
  ({ url } = server);
  ada = new Person({ name: 'Ada', url });
  await start();
  await bothExpect();
  await server.kill();
  await server.restart();
  await neitherExpects();
  expect([ada.entered, bob.entered]).toEqual([[], []]);
});

test('a server that a caller names, and one is not at, is not gone to before the yes', async () => {
  await start();
  const elsewhere = await openServer({ stun: ['stun:elsewhere.example:3478'] });
  const room = RoomName.parse('elsewhere');
  const server = ServerUrl.parse(elsewhere.url);
  ada.agreed.add(server);
  const name = ada.settings.current.displayName;
  const joined = await ada.calls.join({ room, server, name, contact: null });
  expect(joined.ok).toBe(true);
  ada.rings(bob);
  await bob.until('expects a call', () => newest(bob) !== null);
  expect(newest(bob)).toEqual({ wanted: false, camera: true, iceServers: null });
  expect(bob.reached).toEqual([url]);
  bob.answers('accept');
  await bob.until('enters', () => bob.entered.length === 1);
  await bob.joinsEntered();
  expect(bob.reached).toContain(server);
});
