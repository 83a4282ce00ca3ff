import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../main/signaling/clock.ts';
import { Caller } from '../../support/clientCalls.ts';
import { fastClock } from '../../support/clientClock.ts';
import { TcpProxy } from '../../support/clientProxy.ts';
import { seededRandom } from '../../support/clientRandom.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

const callers: Caller[] = [];
const proxies: TcpProxy[] = [];

function caller(url: string, name: string, clock?: Clock): Caller {
  const one = new Caller({ url, name, ...(clock === undefined ? {} : { clock }) });
  callers.push(one);
  return one;
}

async function proxyTo(port: number): Promise<TcpProxy> {
  const proxy = await TcpProxy.start(port);
  proxies.push(proxy);
  return proxy;
}

afterEach(async () => {
  for (const one of callers.splice(0)) one.client.close();
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  await killAllServers();
});

test('a cut connection is resumed, and what was said meanwhile arrives', async () => {
  const server = await startServer();
  const proxy = await proxyTo(server.port);
  const ada = caller(proxy.url, 'Ada');
  const bob = caller(server.url, 'Bob');
  await ada.join();
  await bob.join();
  await ada.until('sees Bob', () => ada.ofType('member-joined').length === 1);

  proxy.refuse();
  await bob.until('sees Ada reconnecting', () => bob.ofType('member-presence').length === 1);
  bob.membership.signal(ada.id, 'while you were away');
  ada.membership.signal(bob.id, 'while I was away');
  proxy.heal();
  await ada.until('hears Bob', () => ada.notes.length === 1);
  await bob.until('hears Ada', () => bob.notes.length === 1);
  expect(ada.ofType('connection').map(({ connection }) => connection)).toEqual([
    'reconnecting',
    'online',
  ]);
  expect(bob.ofType('member-presence').map(({ presence }) => presence)).toEqual([
    'reconnecting',
    'present',
  ]);
  expect([...ada.ofType('rejoined'), ...bob.ofType('member-left')]).toEqual([]);
});

test('a probe finds a dead connection within a second and the call goes on', async () => {
  const server = await startServer();
  const proxy = await proxyTo(server.port);
  const ada = caller(proxy.url, 'Ada');
  await ada.join();
  proxy.swallow();
  const startedMs = performance.now();
  ada.membership.probe();
  await ada.until('drops the socket', () => ada.client.status.state !== 'online');
  const droppedMs = performance.now() - startedMs;
  expect(droppedMs).toBeGreaterThan(900);
  expect(droppedMs).toBeLessThan(1_500);
  proxy.heal();
  await ada.until('is back', () => ada.client.status.state === 'online');
  expect(ada.ofType('rejoined')).toEqual([]);
});

test('a probe of a live connection changes nothing', async () => {
  const server = await startServer();
  const ada = caller(server.url, 'Ada');
  await ada.join();
  ada.membership.probe();
  // An answered request shows that the pong, which the server sent before it, has come.
  await new Promise((resolve) => {
    ada.client.request({ type: 'peek', room: ada.membership.session()!.room }, resolve);
  });
  expect(ada.client.status.state).toBe('online');
  expect(ada.events).toEqual([]);
});

test('silence is noticed without a probe, by the heartbeat', async () => {
  const server = await startServer({ args: ['--heartbeat-ms', '400'] });
  const proxy = await proxyTo(server.port);
  const ada = caller(proxy.url, 'Ada');
  await ada.join();
  proxy.swallow();
  await ada.until('notices', () => ada.client.status.state !== 'online', 4_000);
  proxy.heal();
  await ada.until('is back', () => ada.client.status.state === 'online');
  expect(ada.ofType('rejoined')).toEqual([]);
});

test('after the server is killed and started again, both are back with the same ids', async () => {
  const server = await startServer();
  const ada = caller(server.url, 'Ada');
  const bob = caller(server.url, 'Bob');
  await ada.join();
  await bob.join();
  const ids = [ada.id, bob.id];

  await server.kill();
  await ada.until('notices', () => ada.client.status.state !== 'online');
  // Each would be lost if the outbox died with the session.
  ada.membership.signal(bob.id, 'are you there');
  bob.membership.signal(ada.id, 'I am here');
  await server.restart();

  await ada.until('hears Bob', () => ada.notes.length === 1);
  await bob.until('hears Ada', () => bob.notes.length === 1);
  expect([ada.id, bob.id]).toEqual(ids);
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    expect(one.ofType('rejoined')).toHaveLength(1);
    expect(one.membership.session()?.members.map(({ id }) => id)).toEqual([other.id]);
    expect(one.ofType('ended')).toEqual([]);
  }
});

test('a room that filled up over a restart ends the call', async () => {
  const server = await startServer({ args: ['--room-capacity', '2'] });
  const ada = caller(server.url, 'Ada');
  await ada.join();
  const proxy = await proxyTo(server.port);
  const mira = caller(proxy.url, 'Mira');
  await mira.join();
  proxy.refuse();
  await server.kill();
  await server.restart();
  await ada.until('is back', () => ada.ofType('rejoined').length === 1);
  await caller(server.url, 'Bob').join();
  proxy.heal();
  mira.client.retry();
  await mira.until('is told', () => mira.ofType('ended').length === 1);
  expect(mira.ofType('ended')).toEqual([{ type: 'ended', reason: 'room_full' }]);
});

test('a server that drains is found again, and the call goes on', async () => {
  const server = await startServer();
  const ada = caller(server.url, 'Ada');
  const bob = caller(server.url, 'Bob');
  await ada.join();
  await bob.join();
  expect(await server.stop()).toBe(0);
  await server.restart();
  await ada.until('is back', () => ada.ofType('rejoined').length === 1);
  await bob.until('is back', () => bob.ofType('rejoined').length === 1);
  await ada.until('sees Bob', () => ada.membership.session()?.members.length === 1);
  expect([...ada.ofType('ended'), ...bob.ofType('ended')]).toEqual([]);
});

test('a session too old to be resumed comes back as a new one in the same room', async () => {
  const server = await startServer({ args: ['--resume-window-ms', '300'] });
  const proxy = await proxyTo(server.port);
  const ada = caller(proxy.url, 'Ada');
  const bob = caller(server.url, 'Bob');
  await ada.join();
  await bob.join();
  const adaId = ada.id;
  proxy.refuse();
  await bob.until('loses Ada', () => bob.ofType('member-left').length === 1);
  expect(bob.ofType('member-left')[0]).toMatchObject({ member: adaId, reason: 'timeout' });
  proxy.heal();
  await ada.until('is back', () => ada.ofType('rejoined').length === 1);
  await bob.until('has Ada back', () => bob.ofType('member-joined').length === 1);
  expect(bob.membership.session()?.members).toEqual([
    { id: adaId, name: 'Ada', presence: 'present' },
  ]);
});

describe('over random cuts', () => {
  const NOTES = 400;
  const CUTS = 25;

  test.each([1, 2, 3, 4])('no note is lost, repeated or out of order (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const server = await startServer({
      args: ['--messages-per-second', '2000', '--burst', '2000'],
    });
    const sides = await Promise.all(
      ['Ada', 'Bob'].map(async (name) => {
        const proxy = await proxyTo(server.port);
        // Retries come quickly, so that many cuts fit into the test.
        return { proxy, one: caller(proxy.url, name, fastClock(10)) };
      }),
    );
    const [ada, bob] = [sides[0]!.one, sides[1]!.one];
    await ada.join();
    await bob.join();
    await ada.until('sees Bob', () => ada.ofType('member-joined').length === 1);

    const notes = Array.from({ length: NOTES }, (_, index) => `${index}`);
    let cuts = 0;
    for (const note of notes) {
      ada.membership.signal(bob.id, note);
      bob.membership.signal(ada.id, note);
      if (random() < CUTS / NOTES) {
        const side = sides[random() < 0.5 ? 0 : 1]!;
        side.proxy.cut();
        cuts += 1;
        // Half of the cuts hit a connection that is just being made.
        if (random() < 0.5) {
          await side.one.until('is back', () => side.one.client.status.state === 'online');
        }
      }
      if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
    }
    for (const { one } of sides) {
      await one.until('has all notes', () => one.notes.length >= NOTES);
    }
    expect(cuts).toBeGreaterThan(5);
    for (const { one } of sides) {
      expect(one.notes).toEqual(notes);
      expect(one.ofType('rejoined')).toEqual([]);
    }
  });
});
