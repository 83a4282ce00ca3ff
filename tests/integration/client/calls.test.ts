import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Calls } from '../../../main/signaling/calls.ts';
import { systemClock } from '../../../main/signaling/clock.ts';
import { EmbeddedServer } from '../../../main/signaling/embeddedServer.ts';
import { HomeServer } from '../../../main/signaling/homeServer.ts';
import type { SignalingClientParts } from '../../../main/signaling/signalingClient.ts';
import { webSocketOpener } from '../../../main/signaling/signalingSocket.ts';
import type { ServerStatus, SessionEvent } from '../../../preload/contract/session.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { NodeForks } from '../../support/clientFork.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

const room = RoomName.parse('Standup');
const WAIT = { timeout: 10_000, interval: 10 };

/** One installation: its set server and its calls. */
class Installation {
  readonly home: HomeServer;
  readonly calls: Calls;
  readonly events: SessionEvent[] = [];
  readonly statuses: ServerStatus[] = [];
  readonly ports: number[] = [];
  readonly forks = new NodeForks();
  readonly agreed = new Set<string>();
  readonly name: DisplayName;
  over = 0;

  /** @param url - null: the embedded server. */
  constructor(name: string, url: string | null, port = 0) {
    this.name = DisplayName.parse(name);
    const log = new KeptLog();
    const client: SignalingClientParts = {
      clock: systemClock,
      random: Math.random,
      openSocket: webSocketOpener(),
      version: '0.0.0-test',
      log,
    };
    this.home = new HomeServer(url === null ? null : ServerUrl.parse(url), {
      client,
      startEmbedded: (changed) =>
        new EmbeddedServer({
          fork: this.forks.fork,
          clock: systemClock,
          random: Math.random,
          log,
          port,
          rememberPort: (next) => this.ports.push(next),
          open: false,
          changed,
        }),
      changed: (status) => this.statuses.push(status),
    });
    this.calls = new Calls({
      home: this.home,
      client,
      installationSecret: () => Buffer.from(name),
      isOwnServer: () => false,
      isAgreed: (server) => this.agreed.has(server),
      emit: (event) => this.events.push(event),
      over: () => {
        this.over += 1;
      },
    });
  }

  join(server: string | null = null) {
    const url = server === null ? null : ServerUrl.parse(server);
    return this.calls.join({ room, name: this.name, server: url, contact: null });
  }

  peek(server: string | null = null) {
    return this.calls.peek(room, server === null ? null : ServerUrl.parse(server));
  }

  close(): void {
    this.calls.close();
    this.home.close();
    this.forks.killAll();
  }
}

const installations: Installation[] = [];

function installation(name: string, url: string | null, port = 0): Installation {
  const one = new Installation(name, url, port);
  installations.push(one);
  return one;
}

afterEach(async () => {
  for (const one of installations.splice(0)) one.close();
  await killAllServers();
});

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('on a server of its own', () => {
  test('a call can be joined at once, while the server is still starting', async () => {
    const ada = installation('Ada', null);
    expect(ada.home.status).toMatchObject({ kind: 'embedded', state: 'starting', address: '' });
    const joined = await ada.join();
    expect(joined).toMatchObject({ ok: true, value: { room, members: [] } });
    const [port] = ada.ports;
    expect(ada.home.status).toEqual({
      kind: 'embedded',
      address: `127.0.0.1:${port}`,
      state: 'online',
      retryAtMs: null,
    });
  });

  test('a join that is cancelled while the server is starting does not happen later', async () => {
    const ada = installation('Ada', null);
    const joining = ada.join();
    await ada.calls.leave();
    expect(ada.calls.isActive).toBe(false);
    expect(await joining).toEqual({ ok: false, reason: 'cancelled' });
    expect(await ada.peek()).toMatchObject({ ok: true, value: { names: [] } });
  });

  test('the call survives the end of the server process, on the same port', async () => {
    const ada = installation('Ada', null);
    const bob = installation('Bob', null);
    await ada.join();
    const url = ada.home.url!;
    bob.agreed.add(url);
    await bob.join(url);
    const self = ada.calls.session?.self.id;
    ada.forks.killLast();
    for (const one of [ada, bob]) {
      await vi.waitUntil(() => one.events.some(({ type }) => type === 'rejoined'), WAIT);
    }
    await vi.waitUntil(() => ada.calls.session?.members.length === 1, WAIT);
    expect(ada.calls.session).toMatchObject({ server: url, self: { id: self } });
    expect(ada.ports).toHaveLength(1);
    expect(ada.forks.count).toBe(2);
    expect(ada.statuses.map(({ state }) => state)).not.toContain('unreachable');
  });

  test('it takes another port when somebody has taken its own', async () => {
    const other = await startServer();
    const ada = installation('Ada', null, other.port);
    await vi.waitUntil(() => ada.home.status.state === 'online', WAIT);
    expect(ada.ports).toHaveLength(1);
    expect(ada.ports[0]).not.toBe(other.port);
  });

  test('others reach it only after an invitation', async () => {
    const ada = installation('Ada', null);
    await ada.join();
    const [port] = ada.ports;
    expect(await canConnect('127.0.0.1', port!)).toBe(true);
    expect(await canConnect('127.0.0.2', port!)).toBe(false);
    expect(await ada.home.openToNetwork()).toBe(true);
    expect(await canConnect('127.0.0.2', port!)).toBe(true);
    expect(ada.calls.session?.connection).toBe('online');
  });
});

describe('between servers', () => {
  test('a call on another server needs the person’s word', async () => {
    const { url } = await startServer();
    const ada = installation('Ada', (await startServer()).url);
    await vi.waitUntil(() => ada.home.status.state === 'online', WAIT);
    expect(await ada.join(url)).toEqual({ ok: false, reason: 'refused' });
    expect(await ada.peek(url)).toEqual({ ok: false, reason: 'unavailable' });
    ada.agreed.add(url);
    expect(await ada.peek(url)).toMatchObject({ ok: true, value: { names: [] } });
    expect(await ada.join(url)).toMatchObject({ ok: true, value: { server: url } });
    expect(ada.home.status.state).toBe('online');
  });

  test('one call at a time', async () => {
    const { url } = await startServer();
    const ada = installation('Ada', url);
    const joining = ada.join();
    expect(await ada.join()).toEqual({ ok: false, reason: 'already_in_call' });
    await joining;
    expect(await ada.join()).toEqual({ ok: false, reason: 'already_in_call' });
    await ada.calls.leave();
    expect((await ada.join()).ok).toBe(true);
  });

  test('leaving a call on another server is told there before it is over', async () => {
    const { url } = await startServer();
    const ada = installation('Ada', (await startServer()).url);
    const bob = installation('Bob', url);
    ada.agreed.add(url);
    await bob.join();
    await ada.join(url);
    await ada.calls.leave();
    await vi.waitUntil(() => bob.events.some(({ type }) => type === 'member-left'), WAIT);
    await vi.waitUntil(() => ada.over === 1, WAIT);
    expect(bob.events.at(-1)).toMatchObject({ type: 'member-left', reason: 'left' });
  });

  test('leaving in haste does not wait for a server that is gone', async () => {
    const server = await startServer();
    const ada = installation('Ada', server.url);
    await ada.join();
    await server.kill();
    await vi.waitUntil(() => ada.home.status.state !== 'online', WAIT);
    const startedMs = performance.now();
    await ada.calls.leave();
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(ada.calls.session).toBeNull();
  });

  test('another server can be set at run time', async () => {
    const { url } = await startServer();
    const ada = installation('Ada', null);
    await vi.waitUntil(() => ada.home.status.state === 'online', WAIT);
    ada.home.use(ServerUrl.parse(url));
    expect(ada.home.status).toMatchObject({ kind: 'remote', address: url.slice('ws://'.length) });
    await vi.waitUntil(() => ada.home.status.state === 'online', WAIT);
    expect((await ada.join()).ok).toBe(true);
    await ada.calls.leave();
    ada.home.use(null);
    expect(await ada.join()).toMatchObject({ ok: true });
    expect(ada.home.status.kind).toBe('embedded');
  });

  test('a look into a room on a server that does not answer says so in time', async () => {
    const server = await startServer();
    await server.kill();
    const ada = installation('Ada', server.url);
    const looks = await Promise.all([ada.peek(), ada.peek()]);
    expect(looks).toEqual([
      { ok: false, reason: 'unavailable' },
      { ok: false, reason: 'unavailable' },
    ]);
  });
});
