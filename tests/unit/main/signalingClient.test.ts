import { beforeEach, describe, expect, test } from 'vitest';
import { SignalingClient } from '../../../main/signaling/signalingClient.ts';
import type { Outcome } from '../../../main/signaling/outbox.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import type { ServerMessage, Welcome } from '../../../signaling/protocol/serverMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { playedSockets, TOKEN, type PlayedSocket } from '../../support/clientSocket.ts';

const HEARTBEAT_MS = 8_000;
const URL = ServerUrl.parse('ws://127.0.0.1:1');
const to = MemberId.parse(TOKEN);

let clock: ManualClock;
let sockets: ReturnType<typeof playedSockets>;
let log: KeptLog;
let client: SignalingClient;

beforeEach(() => {
  clock = new ManualClock();
  sockets = playedSockets();
  log = new KeptLog();
  client = makeClient(URL);
});

function makeClient(url: ServerUrl | null): SignalingClient {
  const parts = { clock, random: () => 0, openSocket: sockets.open, version: '1.2.3', log };
  return new SignalingClient(url, parts);
}

function last(): PlayedSocket {
  return sockets.all.at(-1)!;
}

function note(payload: string, settle: (outcome: Outcome) => void = () => {}) {
  return client.request({ type: 'signal', to, payload }, settle);
}

function signalFrom(seq: number, payload = `${seq}`): ServerMessage {
  return { type: 'signal', seq, from: to, payload };
}

describe('connecting', () => {
  test('says hello with its version and is online when it is greeted', () => {
    expect(client.status.state).toBe('connecting');
    last().greet();
    expect(last().sent).toEqual([
      { type: 'hello', protocol: 1, client: { name: 'parley', version: '1.2.3' } },
    ]);
    expect(client.status).toEqual({ state: 'online', retryAtMs: null, refusal: null });
  });

  test('gives up an attempt after 5 s and tells when the next one is', () => {
    last().open();
    clock.advance(4_999);
    expect(last().isDropped).toBe(false);
    clock.advance(1);
    expect(last().isDropped).toBe(true);
    expect(client.status).toMatchObject({ state: 'unreachable', retryAtMs: clock.now() + 250 });
    clock.advance(250);
    expect(sockets.all).toHaveLength(2);
  });

  test('a loss is told as reconnecting for 10 s, then as unreachable', () => {
    last().greet();
    last().close(1006);
    const lostAtMs = clock.now();
    while (clock.now() - lostAtMs < 9_900) {
      expect(client.status.state).toBe('reconnecting');
      clock.advance(100);
      if (!last().isDropped) last().close(1006);
    }
    clock.advance(8_000);
    last().close(1006);
    expect(client.status.state).toBe('unreachable');
    client.retry();
    last().greet();
    expect(client.status.state).toBe('online');
  });

  test('retries ever more slowly until a connection has lasted 5 s', () => {
    const delay = (): number => (client.status.retryAtMs ?? 0) - clock.now();
    last().greet();
    last().close(1006);
    expect(delay()).toBe(250);
    clock.advance(250);
    last().greet();
    clock.advance(4_999);
    last().close(1006);
    expect(delay()).toBe(500);
    clock.advance(500);
    last().greet();
    clock.advance(5_000);
    last().close(1006);
    expect(delay()).toBe(250);
  });

  test('connects at once when asked to', () => {
    last().close(1006);
    client.retry();
    expect(sockets.all).toHaveLength(2);
    expect(client.status).toMatchObject({ state: 'connecting', retryAtMs: null });
    clock.advance(300);
    expect(sockets.all).toHaveLength(2);
  });

  test('a drained server is asked again when it said', () => {
    last().greet();
    last().say({ type: 'draining', reconnectAfterMs: 700 });
    last().close(CloseCode.goingAway);
    expect(client.status.retryAtMs).toBe(clock.now() + 700);
  });

  test('a server of another version is told as such, and asked again only every minute', () => {
    last().open();
    last().say({ type: 'error', code: 'unsupported_protocol', message: '' });
    last().close(CloseCode.unsupportedProtocol);
    expect(client.status).toEqual({
      state: 'unreachable',
      retryAtMs: clock.now() + 60_000,
      refusal: 'unsupported_protocol',
    });
  });

  test('waits for an address, and resumes at another one', () => {
    client.close();
    client = makeClient(null);
    const before = sockets.all.length;
    clock.advance(60_000);
    expect(sockets.all).toHaveLength(before);
    client.retarget(URL);
    last().greet();
    const other = ServerUrl.parse('ws://127.0.0.1:2');
    client.retarget(other);
    expect(last().url).toBe(other);
    last().open();
    expect(last().of('hello')[0]).toMatchObject({ resume: { session: TOKEN } });
  });

  test('after close nothing is left: no socket, no timer, no answer outstanding', () => {
    last().greet();
    const outcomes: Outcome[] = [];
    note('a', (outcome) => outcomes.push(outcome));
    client.close();
    expect(last().isDropped).toBe(true);
    expect(clock.pending).toBe(0);
    expect(outcomes).toEqual([{ ok: false, reason: 'closed' }]);
    expect(note('b')).toEqual({ ok: false, reason: 'closed' });
  });
});

describe('the session', () => {
  test('is resumed with its token and the number of the last message', () => {
    last().greet();
    for (const seq of [1, 2, 3]) last().say(signalFrom(seq));
    last().close(1006);
    clock.advance(250);
    last().open();
    expect(last().of('hello')[0]?.['resume']).toEqual({
      session: TOKEN,
      token: TOKEN,
      received: 3,
    });
  });

  test('a message that comes twice is told once', () => {
    const payloads: string[] = [];
    client.subscribe({
      message: (message) => message.type === 'signal' && payloads.push(message.payload),
    });
    last().greet();
    last().say(signalFrom(1));
    last().close(1006);
    clock.advance(250);
    last().greet({ resumed: true });
    for (const seq of [1, 2]) last().say(signalFrom(seq));
    expect(payloads).toEqual(['1', '2']);
  });

  test('after a resume only what was not carried out goes again', () => {
    last().greet();
    for (const payload of ['a', 'b', 'c']) note(payload);
    last().close(1006);
    clock.advance(250);
    last().greet({ resumed: true, processed: 2 });
    expect(last().of('signal')).toMatchObject([{ id: 3, payload: 'c' }]);
  });

  test('when it is lost, what waited is settled before the new one is told, and numbers restart', () => {
    last().greet();
    const order: string[] = [];
    client.subscribe({ greeted: ({ resumed }) => order.push(`greeted ${resumed}`) });
    note('a', (outcome) => order.push(outcome.ok ? 'answered' : outcome.reason));
    last().close(1006);
    clock.advance(250);
    last().greet({ resumed: false });
    expect(order).toEqual(['session_lost', 'greeted false']);
    note('b');
    expect(last().of('signal')).toMatchObject([{ id: 1, payload: 'b' }]);
  });

  test('requests made before the first greeting are not lost by it', () => {
    note('early');
    last().greet();
    expect(last().of('signal')).toMatchObject([{ id: 1, payload: 'early' }]);
  });

  test('taken over by another socket, it is forgotten and told', () => {
    let isReplaced = false;
    client.subscribe({
      replaced: () => {
        isReplaced = true;
      },
    });
    last().greet();
    last().close(CloseCode.replaced);
    expect(isReplaced).toBe(true);
    clock.advance(250);
    last().open();
    expect(last().of('hello')[0]).not.toHaveProperty('resume');
  });

  test('an overflowed queue means a new session', () => {
    last().greet();
    last().close(CloseCode.queueOverflow);
    clock.advance(250);
    last().open();
    expect(last().of('hello')[0]).not.toHaveProperty('resume');
  });

  test('ICE credentials are renewed before they end', () => {
    const given: Welcome['iceServers'][] = [];
    client.subscribe({ greeted: ({ iceServers }) => given.push([...iceServers]) });
    const first = [{ urls: ['turn:a'], username: '1', credential: 'x' }];
    const second = [{ urls: ['turn:a'], username: '2', credential: 'y' }];
    last().greet({ iceServers: first, iceServersLifetimeMs: 10_000 });
    clock.advance(8_000);
    last().greet({ resumed: true, iceServers: second });
    expect(given).toEqual([first, second]);
    expect(client.iceServers).toEqual(second);
  });
});

describe('acknowledging', () => {
  test('comes after 32 messages', () => {
    last().greet();
    for (let seq = 1; seq <= 32; seq++) last().say(signalFrom(seq));
    expect(last().of('ack')).toEqual([{ type: 'ack', seq: 32 }]);
  });

  test('comes a second after the first message', () => {
    last().greet();
    last().say(signalFrom(1));
    clock.advance(500);
    last().say(signalFrom(2));
    expect(last().of('ack')).toEqual([]);
    clock.advance(500);
    expect(last().of('ack')).toEqual([{ type: 'ack', seq: 2 }]);
  });
});

describe('signs of life', () => {
  test('the server’s pings are enough', () => {
    last().greet();
    for (let beat = 0; beat < 10; beat++) {
      clock.advance(HEARTBEAT_MS);
      last().ping();
    }
    expect(last().of('ping')).toEqual([]);
    expect(client.status.state).toBe('online');
  });

  test('after a silence it asks, and drops a socket that does not answer', () => {
    last().greet();
    clock.advance(HEARTBEAT_MS * 1.25);
    expect(last().of('ping')).toHaveLength(1);
    clock.advance(1_999);
    expect(last().isDropped).toBe(false);
    clock.advance(1);
    expect(last().isDropped).toBe(true);
    expect(client.status.state).toBe('reconnecting');
  });

  test('an answer to the question is a sign of life', () => {
    last().greet();
    clock.advance(HEARTBEAT_MS * 1.25);
    const [ping] = last().of('ping');
    last().say({ type: 'pong', nonce: Number(ping?.['nonce']) });
    clock.advance(5_000);
    expect(last().isDropped).toBe(false);
  });

  test('a probe waits for one second and does not pile up', () => {
    last().greet();
    client.probe();
    clock.advance(900);
    client.probe();
    expect(last().of('ping')).toHaveLength(1);
    clock.advance(100);
    expect(last().isDropped).toBe(true);
  });

  test('an answered probe leaves the socket alone, and the next one asks anew', () => {
    last().greet();
    client.probe();
    last().say({ type: 'pong', nonce: Number(last().of('ping')[0]?.['nonce']) });
    clock.advance(5_000);
    client.probe();
    expect(last().isDropped).toBe(false);
    expect(last().of('ping')).toHaveLength(2);
  });
});

describe('a server that breaks the protocol', () => {
  const garbage: [string, string | null][] = [
    ['binary', null],
    ['no JSON', '{"type":"done"'],
    ['an unknown type', '{"type":"hug","seq":1}'],
    ['an unknown key', '{"type":"pong","nonce":1,"__proto__":{}}'],
    ['a gap in its numbers', JSON.stringify(signalFrom(2))],
    ['an answer that nobody asked for', '{"type":"done","seq":1,"id":7}'],
    ['a second welcome', '{"type":"welcome"}'],
  ];

  test.each(garbage)('sends %s: the socket is dropped and a new session begun', (_what, text) => {
    last().greet();
    last().sayText(text);
    expect(last().isDropped).toBe(true);
    expect(log.lines.some((line) => line.startsWith('warn'))).toBe(true);
    clock.advance(250);
    last().open();
    expect(last().of('hello')[0]).not.toHaveProperty('resume');
  });

  test('answers a look into a room with a join: the request fails', () => {
    const outcomes: Outcome[] = [];
    last().greet();
    note('a', (outcome) => outcomes.push(outcome));
    last().say({ type: 'peeked', seq: 1, id: 1, capacity: 2, names: [] });
    expect(outcomes).toEqual([{ ok: false, reason: 'internal' }]);
    expect(last().isDropped).toBe(true);
  });
});

describe('the server’s rate', () => {
  const limits = {
    maxMessageBytes: 131_072,
    maxPayloadBytes: 65_536,
    messagesPerSecond: 10,
    messageBurst: 10,
    heartbeatMs: HEARTBEAT_MS,
    resumeWindowMs: 30_000,
    maxQueuedMessages: 1_000,
    roomCapacity: 8,
  };

  test('is kept: a burst goes at once, the rest bit by bit', () => {
    last().greet({ limits });
    for (let index = 0; index < 30; index++) note(`${index}`);
    expect(last().of('signal')).toHaveLength(8);
    clock.advance(1_000);
    expect(last().of('signal').length).toBeGreaterThan(8 + 7);
    expect(last().of('signal').length).toBeLessThan(8 + 10);
    clock.advance(2_000);
    expect(last().of('signal')).toHaveLength(30);
  });

  test('a refused request is asked again under a new number, after the time named', () => {
    const outcomes: Outcome[] = [];
    last().greet();
    note('a', (outcome) => outcomes.push(outcome));
    const refusal = { code: 'rate_limited', message: '', retryAfterMs: 300 } as const;
    last().say({ type: 'error', seq: 1, id: 1, ...refusal });
    clock.advance(299);
    expect(last().of('signal')).toHaveLength(1);
    clock.advance(1);
    expect(last().of('signal')[1]).toMatchObject({ id: 2, payload: 'a' });
    last().say({ type: 'done', seq: 2, id: 2 });
    expect(outcomes).toMatchObject([{ ok: true }]);
  });
});
