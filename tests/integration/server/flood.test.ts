import { expect, onTestFinished, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { TestClient, newId, newMember } from '../../support/serverClient.ts';
import type { TestMember } from '../../support/serverClient.ts';
import { startServer } from '../../support/serverProcess.ts';
import type { TestServer, TestServerOptions } from '../../support/serverProcess.ts';

const MESSAGES = 10_000;

async function startedServer(options?: TestServerOptions): Promise<TestServer> {
  const server = await startServer(options);
  onTestFinished(async () => {
    await server.kill();
  });
  return server;
}

/** Sends ten thousand messages as fast as the socket takes them, until the socket is closed. */
async function flood(url: string, message: (number: number) => string): Promise<void> {
  const client = await TestClient.join(url, newId(), newMember('Flood'));
  for (let number = 0; number < MESSAGES; number++) client.send(message(number + 2));
  await client.closed;
}

/** Passes notes between two members one at a time. @returns the longest that one took. */
async function talk(
  ada: TestClient,
  bobMember: TestMember,
  bob: TestClient,
  isOver: () => boolean,
) {
  let longestMs = 0;
  let notes = 0;
  while (!isOver() || notes < 20) {
    const sentAtMs = performance.now();
    ada.request({ type: 'signal', to: bobMember.id, payload: `note ${notes}` });
    expect((await bob.next('signal')).payload).toBe(`note ${notes}`);
    longestMs = Math.max(longestMs, performance.now() - sentAtMs);
    notes++;
    // As fast as the rate allows.
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return longestMs;
}

const to = newId();
test.each([
  // Each is answered, and the answers are never confirmed.
  [
    'requests',
    CloseCode.queueOverflow,
    (id: number) => JSON.stringify({ type: 'signal', id, to, payload: 'x'.repeat(200) }),
  ],
  ['pings', CloseCode.rateLimited, (nonce: number) => JSON.stringify({ type: 'ping', nonce })],
  ['noise', CloseCode.protocolError, (number: number) => `noise ${number}`],
])(
  'ten thousand %s at once are cut off, and another room does not notice',
  async (_, code, message) => {
    const server = await startedServer();
    const bobMember = newMember('Bob');
    const ada = await TestClient.join(server.url, 'quiet', newMember('Ada'));
    const bob = await TestClient.join(server.url, 'quiet', bobMember);
    let over = false;
    const flooded = flood(server.url, message).finally(() => {
      over = true;
    });
    const longestMs = await talk(ada, bobMember, bob, () => over);
    await flooded;
    expect(await server.metric('parley_closes_total', `"${code}"`)).toBe(1);
    expect(longestMs).toBeLessThan(1_000);
    expect(ada.received.filter(({ type }) => type === 'error')).toEqual([]);
    expect(
      bob.received.filter(({ type }) => !['welcome', 'joined', 'signal'].includes(type)),
    ).toEqual([]);
    expect(server.problems()).toEqual([]);
  },
);

test('memory stays flat under flood after flood', { timeout: 60_000 }, async () => {
  // With little room for young objects, what is measured is what is kept.
  const server = await startedServer({ env: { NODE_OPTIONS: '--max-semi-space-size=1' } });
  const floodAll = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      const payload = 'x'.repeat(1_000);
      await flood(server.url, (id) => JSON.stringify({ type: 'signal', id, to, payload }));
      await flood(server.url, (number) => `noise ${number}`);
    }
  };
  // The first floods grow the heap to its working size.
  await floodAll(3);
  const before = await server.metric('nodejs_heap_size_used_bytes');
  await floodAll(6);
  const after = await server.metric('nodejs_heap_size_used_bytes');
  expect((after - before) / 1024 / 1024).toBeLessThan(10);
  expect(await server.metric('process_resident_memory_bytes')).toBeLessThan(200 * 1024 * 1024);
  expect(await server.metric('parley_sessions', 'attached')).toBe(0);
  expect(server.problems()).toEqual([]);
});
