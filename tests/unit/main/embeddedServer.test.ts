import { beforeEach, expect, test } from 'vitest';
import {
  EmbeddedServer,
  type ServerProcessListener,
} from '../../../main/signaling/embeddedServer.ts';
import type {
  EmbeddedCommand,
  EmbeddedReport,
} from '../../../signaling/protocol/embeddedMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

interface Forked {
  readonly port: string | undefined;
  readonly commands: EmbeddedCommand['type'][];
  isKilled: boolean;
  report(report: EmbeddedReport): void;
  reportRaw(message: unknown): void;
  exit(code: number): void;
}

let clock: ManualClock;
let forked: Forked[];
let remembered: number[];
let log: KeptLog;

beforeEach(() => {
  clock = new ManualClock();
  forked = [];
  remembered = [];
  log = new KeptLog();
});

function start(port: number, open = false, after?: Promise<void>): EmbeddedServer {
  return new EmbeddedServer({
    fork(args: readonly string[], listener: ServerProcessListener) {
      expect(args.slice(0, 3)).toEqual(['--host', '127.0.0.1', '--port']);
      const child: Forked = {
        port: args[3],
        commands: [],
        isKilled: false,
        report: (report) => listener.report(report),
        reportRaw: (message) => listener.report(message),
        exit: (code) => listener.exited(code),
      };
      forked.push(child);
      return {
        post: ({ type }) => child.commands.push(type),
        kill: () => {
          child.isKilled = true;
        },
      };
    },
    clock,
    random: () => 0,
    log,
    port,
    rememberPort: (next) => remembered.push(next),
    open,
    ...(after === undefined ? {} : { after }),
    changed: () => {},
  });
}

function last(): Forked {
  return forked.at(-1)!;
}

function listen(port = 8_787): void {
  last().report({ type: 'listening', host: '127.0.0.1', port });
}

test('starts on the port of the last run', () => {
  const server = start(8_787);
  expect(server.state).toEqual({ state: 'starting' });
  expect(last().port).toBe('8787');
  listen();
  expect(server.state).toEqual({ state: 'listening', url: 'ws://127.0.0.1:8787', port: 8_787 });
  expect(remembered).toEqual([]);
});

test('takes and remembers any port when the first time or when its own is taken', () => {
  const server = start(8_787);
  last().report({ type: 'failed', reason: 'port_in_use' });
  last().exit(1);
  expect(server.state).toEqual({ state: 'failed', retryAtMs: clock.now() + 250 });
  clock.advance(250);
  expect(last().port).toBe('0');
  listen(9_001);
  expect(remembered).toEqual([9_001]);
});

test('is started again on the same port when it ends, more slowly each time until it lasts', () => {
  start(0);
  listen();
  last().exit(1);
  clock.advance(250);
  expect(last().port).toBe('8787');
  last().exit(1);
  clock.advance(250);
  expect(forked).toHaveLength(2);
  clock.advance(250);
  expect(forked).toHaveLength(3);
  listen();
  clock.advance(10_000);
  last().exit(1);
  clock.advance(250);
  expect(forked).toHaveLength(4);
});

test('is opened to the network when somebody is invited, once, and again after a restart', async () => {
  const server = start(0);
  listen();
  expect(last().commands).toEqual([]);
  const opening = server.openToNetwork();
  expect(last().commands).toEqual(['open-lan']);
  last().report({ type: 'opened', port: 8_787 });
  expect(await opening).toBe(true);
  expect(await server.openToNetwork()).toBe(true);
  expect(last().commands).toEqual(['open-lan']);

  last().exit(1);
  clock.advance(250);
  listen();
  expect(last().commands).toEqual(['open-lan']);
  expect(server.state.state).toBe('failed');
  last().report({ type: 'opened', port: 8_787 });
  expect(server.state.state).toBe('listening');
});

test.each([
  ['says that it cannot', () => last().report({ type: 'failed', reason: 'no_permission' })],
  ['ends', () => last().exit(1)],
  ['does not answer for 3 s', () => clock.advance(3_000)],
])('opening fails when the server %s', async (_what, happen) => {
  const server = start(0);
  listen();
  const opening = server.openToNetwork();
  happen();
  expect(await opening).toBe(false);
});

test('an opening asked for while it starts is done when it listens', async () => {
  const server = start(0);
  const opening = server.openToNetwork();
  expect(last().commands).toEqual([]);
  listen();
  last().report({ type: 'opened', port: 8_787 });
  expect(await opening).toBe(true);
});

test('a report that it does not know is ignored with a line in the log', () => {
  const server = start(0);
  last().reportRaw({ type: 'listening', port: 'http' });
  expect(server.state.state).toBe('starting');
  expect(log.lines).toEqual(['warn embedded server sent an unknown report']);
});

test('is told to stop, ended when it does not, and not started again', () => {
  const server = start(0);
  listen();
  server.stop();
  expect(last().commands).toEqual(['stop']);
  clock.advance(2_000);
  expect(last().isKilled).toBe(true);
  last().exit(0);
  clock.advance(60_000);
  expect(forked).toHaveLength(1);
});

test('one that is to be open is told to listen on the network at each start, before it is used', () => {
  const server = start(8_787, true);
  listen();
  expect(last().commands).toEqual(['open-lan']);
  expect(server.state.state).toBe('starting');
  last().report({ type: 'opened', port: 8_787 });
  expect(server.state.state).toBe('listening');
});

test('starts no process before what it is to wait for', async () => {
  const first = Promise.withResolvers<void>();
  const server = start(8_787, false, first.promise);
  await Promise.resolve();
  expect(forked).toEqual([]);
  expect(server.state).toEqual({ state: 'starting' });
  first.resolve();
  await first.promise;
  expect(last().port).toBe('8787');
});

test('starts none at all when it is stopped before', async () => {
  const first = Promise.withResolvers<void>();
  start(8_787, false, first.promise).stop();
  first.resolve();
  await first.promise;
  await Promise.resolve();
  expect(forked).toEqual([]);
});
