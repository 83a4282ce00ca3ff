import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { TestClient, newMember } from '../../support/serverClient.ts';
import { startServer } from '../../support/serverProcess.ts';
import type { TestServer, TestServerOptions } from '../../support/serverProcess.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../signaling/main.ts');

async function started(options?: TestServerOptions): Promise<TestServer> {
  const server = await startServer(options);
  onTestFinished(async () => {
    await server.kill();
  });
  return server;
}

/** Runs it to its end. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code: child.exitCode };
}

test('SIGTERM tells clients when to come back, closes their sockets and ends with 0', async () => {
  const server = await started();
  const clients = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      TestClient.join(server.url, `room ${number}`, newMember('Ada')),
    ),
  );
  const idle = await TestClient.open(server.url);
  const toldAtMs = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - toldAtMs).toBeLessThan(5_000);
  const delays = new Set<number>();
  for (const client of [...clients, idle]) {
    expect(await client.closed).toBe(CloseCode.goingAway);
    const [draining] = client.ofType('draining');
    expect(draining?.reconnectAfterMs).toBeGreaterThanOrEqual(250);
    expect(draining?.reconnectAfterMs).toBeLessThanOrEqual(2_000);
    delays.add(draining?.reconnectAfterMs ?? 0);
  }
  // Spread out: that they are all alike has the odds of a few in a million.
  expect(delays.size).toBeGreaterThan(10);
  expect(server.problems()).toEqual([]);
});

test('while it drains it says 503 and takes no connection, however long a client dawdles', async () => {
  const server = await started();
  expect((await server.fetch('/healthz')).status).toBe(200);
  const client = await TestClient.greet(server.url);
  client.ws.pause();
  const ended = server.stop();
  const statuses: number[] = [];
  const pages = async () => {
    for (;;) {
      const page = await server.fetch('/healthz').catch(() => null);
      if (page === null) return;
      statuses.push(page.status);
    }
  };
  await Promise.all([pages(), ended]);
  expect(statuses.at(-1)).toBe(503);
  expect(await ended).toBe(0);
  client.ws.resume();
  await client.closed;
});

test('the same ids return after a crash, on the same port', async () => {
  const server = await started();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = await TestClient.join(server.url, 'red', adaMember);
  const bob = await TestClient.join(server.url, 'red', bobMember);
  await server.kill();
  expect(await ada.closed).toBe(1006);
  await server.restart();
  const again = await TestClient.greet(server.url, ada.resume);
  expect(again.welcome).toMatchObject({ resumed: false, processed: 0 });
  expect(again.welcome.server.instance).not.toBe(ada.welcome.server.instance);
  await TestClient.join(server.url, 'red', bobMember);
  again.request({ type: 'join', room: 'red', member: adaMember });
  expect((await again.next('joined')).members).toMatchObject([{ id: bobMember.id }]);
  await bob.closed;
});

test('a port in use is said in words, with exit code 1', async () => {
  const server = await started();
  const { stdout, stderr, code } = await run(`--port=${server.port}`);
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  expect(stderr).toContain(`ws://127.0.0.1:${server.port}: the port is in use`);
  expect(stderr).not.toContain('    at ');
});

test.each([[['--port=high']], [['--colour=red']], [['--turn=turn:a.example']]])(
  '%j is said in words, with exit code 2',
  async (args) => {
    const { stdout, stderr, code } = await run(...args);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(args[0]?.split('=')[0]);
    expect(stderr).not.toContain('    at ');
  },
);

test('help goes to standard output', async () => {
  const { stdout, stderr, code } = await run('--help');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toContain('--room-capacity');
});

test('TURN credentials come from the secret in the environment and end with their lifetime', async () => {
  const server = await started({
    args: [
      '--stun=stun:192.0.2.1',
      '--turn=turn:192.0.2.1:3478',
      '--turn=turns:192.0.2.1',
      '--turn-ttl=120',
    ],
    env: { PARLEY_TURN_SECRET: 'north' },
  });
  const { welcome } = await TestClient.greet(server.url);
  const [stun, turn] = welcome.iceServers;
  expect(stun).toEqual({ urls: ['stun:192.0.2.1'] });
  expect(turn?.urls).toEqual(['turn:192.0.2.1:3478', 'turns:192.0.2.1']);
  const expiry = Number(turn?.username?.split(':')[0]);
  expect(Math.abs(expiry - Date.now() / 1_000 - 120)).toBeLessThan(10);
  const credential = createHmac('sha1', 'north')
    .update(turn?.username ?? '')
    .digest('base64');
  expect(turn?.credential).toBe(credential);
  expect(welcome.iceServersLifetimeMs).toBe(120_000);
  const other = await TestClient.greet(server.url);
  expect(other.welcome.iceServers[1]?.username).not.toBe(turn?.username);
});

test('the metrics count what happens', async () => {
  const server = await started();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = await TestClient.join(server.url, 'red', adaMember);
  const bob = await TestClient.join(server.url, 'red', bobMember);
  ada.request({ type: 'signal', to: bobMember.id, payload: 'x' });
  await bob.next('signal');
  ada.request({ type: 'join', room: 'blue', member: adaMember });
  await ada.next('error');
  bob.acknowledges = false;
  bob.drop();
  await ada.next('member-presence');
  ada.request({ type: 'signal', to: bobMember.id, payload: 'x' });
  await ada.settle();
  const metric = (name: string, label?: string) => server.metric(`parley_${name}`, label);
  expect({
    connections: await metric('connections'),
    attached: await metric('sessions', 'attached'),
    detached: await metric('sessions', 'detached'),
    rooms: await metric('rooms'),
    members: await metric('members'),
    signalsIn: await metric('messages_received_total', '"signal"'),
    signalsOut: await metric('messages_sent_total', '"signal"'),
    errors: await metric('errors_total', '"already_in_room"'),
    closes: await metric('closes_total', '"1006"'),
    queued: await metric('queued_messages', '"fullest"'),
  }).toEqual({
    connections: 1,
    attached: 1,
    detached: 1,
    rooms: 1,
    members: 2,
    signalsIn: 2,
    signalsOut: 2,
    errors: 1,
    closes: 1,
    queued: 1,
  });
  const again = await TestClient.greet(server.url, bob.resume);
  expect(again.welcome.resumed).toBe(true);
  expect(await metric('resumes_total', '"resumed"')).toBe(1);
  expect(await server.metric('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('there is nothing else to be seen', async () => {
  const server = await started();
  expect((await server.fetch('/nothing')).status).toBe(404);
  expect((await server.fetch('/')).status).toBe(426);
  expect((await server.fetch('/healthz?full')).status).toBe(200);
});

test('the log tells no names, rooms, secrets or addresses', async () => {
  const child = spawn(process.execPath, [MAIN, '--port=0', '--turn=turn:192.0.2.1'], {
    env: { ...process.env, PARLEY_TURN_SECRET: 'north-by-northwest' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = text(child.stderr);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { readonly url: string };
  const member = newMember('Wilhelmina');
  const client = await TestClient.join(url, 'The secret room', member);
  client.send('{');
  await client.next('error');
  client.drop();
  child.kill('SIGTERM');
  const lines = await log;
  expect(lines).toContain('"msg":"listening"');
  expect(lines).toContain('"msg":"stopped"');
  for (const word of [
    'Wilhelmina',
    'secret room',
    'north',
    member.id,
    member.secret,
    member.installation,
    client.welcome.token,
  ]) {
    expect(lines).not.toContain(word);
  }
});
