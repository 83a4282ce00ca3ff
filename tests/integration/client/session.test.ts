import { afterEach, expect, test } from 'vitest';
import { Caller, type CallerOptions } from '../../support/clientCalls.ts';
import { fastClock } from '../../support/clientClock.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

const callers: Caller[] = [];

function caller(url: string, name: string, more: Partial<CallerOptions> = {}): Caller {
  const one = new Caller({ url, name, ...more });
  callers.push(one);
  return one;
}

afterEach(async () => {
  for (const one of callers.splice(0)) one.client.close();
  await killAllServers();
});

test('two people in a room see each other come and go, and their notes arrive in order', async () => {
  const { url } = await startServer();
  const ada = caller(url, 'Ada');
  const alone = await ada.join();
  expect(alone).toMatchObject({ room: 'Standup', members: [], connection: 'online' });

  const bob = caller(url, 'Bob');
  const both = await bob.join();
  expect(both.members).toEqual([{ id: ada.id, name: 'Ada', presence: 'present' }]);
  await ada.until('sees Bob', () => ada.ofType('member-joined').length === 1);
  expect(ada.membership.session()?.members).toEqual([
    { id: bob.id, name: 'Bob', presence: 'present' },
  ]);

  const sent = Array.from({ length: 50 }, (_, index) => `note ${index}`);
  for (const note of sent) expect(ada.membership.signal(bob.id, note)).toBe(true);
  await bob.until('has all notes', () => bob.notes.length === sent.length);
  expect(bob.notes).toEqual(sent);

  const bobId = bob.id;
  await bob.membership.leave();
  await ada.until('sees Bob leave', () => ada.ofType('member-left').length === 1);
  expect(ada.ofType('member-left')).toEqual([
    { type: 'member-left', member: bobId, reason: 'left' },
  ]);
  expect(ada.membership.session()?.members).toEqual([]);
});

test('a room at its capacity takes nobody else', async () => {
  const { url } = await startServer({ args: ['--room-capacity', '2'] });
  await caller(url, 'Ada').join();
  await caller(url, 'Bob').join();
  expect(await caller(url, 'Mira').membership.join()).toEqual({ ok: false, reason: 'room_full' });
});

test('a second start of the same installation replaces its ghost at once', async () => {
  const { url } = await startServer();
  const bob = caller(url, 'Bob');
  await bob.join();
  const ghost = caller(url, 'Ada', { installation: 'one machine' });
  await ghost.join();
  await bob.until('sees Ada', () => bob.ofType('member-joined').length === 1);
  const ghostId = ghost.id;

  const ada = caller(url, 'Ada', { installation: 'one machine' });
  await ada.join();
  await ghost.until('is told', () => ghost.ofType('ended').length === 1);
  expect(ghost.ofType('ended')).toEqual([{ type: 'ended', reason: 'replaced' }]);
  await bob.until('sees the new one', () => bob.ofType('member-joined').length === 2);
  expect(bob.ofType('member-left')).toEqual([
    { type: 'member-left', member: ghostId, reason: 'replaced' },
  ]);
  expect(bob.membership.session()?.members.map(({ id }) => id)).toEqual([ada.id]);
});

test('a join at a server that does not answer fails as unreachable, and leaves nothing behind', async () => {
  const server = await startServer();
  await server.kill();
  const ada = caller(server.url, 'Ada', { clock: fastClock(10) });
  expect(await ada.membership.join()).toEqual({ ok: false, reason: 'unreachable' });
  expect(ada.client.status.state).toBe('unreachable');

  await server.restart();
  const bob = caller(server.url, 'Bob');
  ada.client.retry();
  await ada.until('is online again', () => ada.client.status.state === 'online');
  expect((await bob.join()).members).toEqual([]);
});

test('a join that is cancelled leaves nobody in the room', async () => {
  const { url } = await startServer();
  const ada = caller(url, 'Ada');
  await ada.until('is online', () => ada.client.status.state === 'online');
  const joining = ada.membership.join();
  const left = ada.membership.leave();
  expect(await joining).toEqual({ ok: false, reason: 'cancelled' });
  await left;
  expect((await caller(url, 'Bob').join()).members).toEqual([]);
});

test('a look into a room tells who is there', async () => {
  const { url } = await startServer({ args: ['--room-capacity', '5'] });
  const ada = caller(url, 'Ada');
  await ada.join();
  const answer = await new Promise((resolve) => {
    const bob = caller(url, 'Bob');
    bob.client.request({ type: 'peek', room: ada.membership.session()!.room }, resolve);
  });
  expect(answer).toMatchObject({ ok: true, answer: { names: ['Ada'], capacity: 5 } });
});
