import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { TestClient, newMember } from '../../support/serverClient.ts';
import { openServer } from '../../support/serverInstance.ts';

test('a socket that never says hello is closed', async () => {
  const { url } = await openServer({ helloTimeoutMs: 200 });
  const client = await TestClient.open(url);
  expect(await client.closed).toBe(CloseCode.helloTimeout);
});

test('a client that answers pings is kept, one whose process hangs is given up after two heartbeats', async () => {
  const { url } = await openServer({ heartbeatMs: 200 });
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  bob.ws.pause();
  const hungAtMs = performance.now();
  expect(await ada.next('member-presence')).toMatchObject({ presence: 'reconnecting' });
  const tookMs = performance.now() - hungAtMs;
  expect(tookMs).toBeGreaterThan(300);
  expect(tookMs).toBeLessThan(1_500);
  bob.ws.resume();
  expect([CloseCode.heartbeatTimeout, 1006]).toContain(await bob.closed);
  await ada.settle();
});

test('above its rate a client is refused message by message, with the time to wait', async () => {
  const { url } = await openServer({ messagesPerSecond: 5, messageBurst: 10 });
  const client = await TestClient.greet(url);
  client.acknowledges = false;
  for (let round = 0; round < 12; round++) client.request({ type: 'peek', room: 'red' });
  await client.count('error', 3);
  expect(client.ofType('peeked')).toHaveLength(9);
  const refusals = client.ofType('error');
  expect(refusals.map(({ id, code }) => ({ id, code }))).toEqual(
    [10, 11, 12].map((id) => ({ id, code: 'rate_limited' })),
  );
  const waitMs = refusals[0]?.retryAfterMs ?? 0;
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(200);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  client.request({ type: 'peek', room: 'red' });
  await client.count('peeked', 10);
});

test('a full server says so and takes the next when there is room', async () => {
  const { url } = await openServer({ maxConnections: 2 });
  const first = await TestClient.greet(url);
  await TestClient.greet(url);
  const third = new TestClient(url);
  expect(await third.next('error')).toMatchObject({ code: 'server_full' });
  expect(await third.closed).toBe(CloseCode.tryAgainLater);
  await first.close();
  expect((await TestClient.greet(url)).welcome.resumed).toBe(false);
});

test('hundreds of connections at once from one address are spread out, yet a neighbour gets in within 5 s', async () => {
  const { url } = await openServer();
  const startedAtMs = performance.now();
  const openedAfterMs: number[] = [];
  const crowd = Array.from({ length: 400 }, () => {
    const client = new TestClient(url);
    client.ws.once('open', () => openedAfterMs.push(performance.now() - startedAtMs));
    return client;
  });
  onTestFinished(() => {
    for (const client of crowd) client.drop();
  });
  await Promise.race(crowd.map(({ ws }) => once(ws, 'open')));
  const cameAtMs = performance.now();
  const neighbour = await TestClient.greet(url);
  expect(performance.now() - cameAtMs).toBeLessThan(5_000);
  neighbour.drop();
  const atOnce = openedAfterMs.filter((afterMs) => afterMs < 1_000).length;
  // The burst of 64, and 32 for each second and a bit that it took to count.
  expect(atOnce).toBeGreaterThanOrEqual(64);
  expect(atOnce).toBeLessThan(64 + 64);
});

test('X-Forwarded-For is believed only when the server is told to', async () => {
  async function openMany(url: string): Promise<number> {
    const startedAtMs = performance.now();
    const clients = await Promise.all(
      Array.from({ length: 90 }, (_, host) =>
        TestClient.open(url, { 'X-Forwarded-For': `203.0.113.9, 198.51.100.${host}` }),
      ),
    );
    for (const client of clients) client.drop();
    return performance.now() - startedAtMs;
  }
  const alone = await openServer();
  const behindProxy = await openServer({ trustProxy: true });
  // 26 connections above the burst of 64, at 32 a second.
  expect(await openMany(alone.url)).toBeGreaterThan(700);
  expect(await openMany(behindProxy.url)).toBeLessThan(700);
});

test('a client that reads too slowly is cut off, and may come back', async () => {
  const { url, port } = await openServer({ messagesPerSecond: 1_000, messageBurst: 10_000 });
  const member = newMember('Slow');
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const slow = await TestClient.join(url, 'red', member);
  slow.ws.pause();
  const payload = 'x'.repeat(65_000);
  // It confirms what it has not read, so that the queue is not what runs over. The kernel takes
  // some megabytes before anything waits in the server.
  let seq = slow.resume.received;
  while (ada.ofType('member-presence').length === 0 && seq < 1_000) {
    ada.request({ type: 'signal', to: member.id, payload });
    await ada.settle();
    slow.send({ type: 'ack', seq: ++seq });
  }
  expect(ada.ofType('member-presence')).toMatchObject([{ presence: 'reconnecting' }]);
  expect(ada.ofType('member-left')).toEqual([]);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toContain(`parley_closes_total{code="${CloseCode.slowConsumer}"} 1`);
  const again = await TestClient.greet(url, { ...slow.resume, received: seq });
  expect(again.welcome.resumed).toBe(true);
});

test('megabytes that wait for a lost client are replayed in step with its reading', async () => {
  const { url } = await openServer();
  const member = newMember('Bob');
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', member);
  bob.drop();
  await ada.next('member-presence');
  const payload = 'x'.repeat(65_000);
  const count = 60;
  for (let number = 0; number < count; number++) {
    ada.request({ type: 'signal', to: member.id, payload: `${number}:${payload}` });
  }
  await ada.count('done', count);
  const again = await TestClient.greet(url, bob.resume);
  expect(again.welcome.resumed).toBe(true);
  await again.count('signal', count);
  const numbers = again.ofType('signal').map((signal) => Number(signal.payload.split(':')[0]));
  expect(numbers).toEqual(Array.from({ length: count }, (_, number) => number));
});

test('one that never acknowledges loses its session', async () => {
  const { url } = await openServer({ messagesPerSecond: 10_000, messageBurst: 10_000 });
  const client = await TestClient.greet(url);
  client.acknowledges = false;
  for (let round = 0; round < 1_025; round++) client.request({ type: 'peek', room: 'red' });
  expect(await client.closed).toBe(CloseCode.queueOverflow);
  expect(client.ofType('peeked')).toHaveLength(1_024);
  expect((await TestClient.greet(url, client.resume)).welcome.resumed).toBe(false);
});

test('a client that sends pings without end is cut off', async () => {
  const { url } = await openServer({ messagesPerSecond: 10, messageBurst: 10 });
  const client = await TestClient.greet(url);
  for (let round = 0; round < 2_000; round++) client.ws.ping();
  expect(await client.closed).toBe(CloseCode.rateLimited);
});

test('a connection that sends no request does not stay', { timeout: 30_000 }, async () => {
  const { port } = await openServer();
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.resume();
  const [hadError] = (await once(socket, 'close')) as [boolean];
  expect(hadError).toBe(false);
});
