import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { BareClient, textFrame } from './signalingClient.ts';

/** What a server has used of the machine since it started. */
export interface Usage {
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

/** A client that has joined a room, as a load drives it. */
export interface Speaker {
  readonly id: string;
  readonly client: BareClient;
  /** Hears of every message from now on. */
  listen(onMessage: () => void): void;
  /** The frames of the next messages to `to`. */
  send(to: string, payload: string, count: number): Buffer;
  /** The frames of the next events that everyone else in the room hears of. */
  announce(count: number): Buffer;
}

/** A server that is measured, in a process of its own. */
export interface Subject {
  readonly name: 'ws floor' | 'parley';
  readonly url: string;
  measure(): Promise<Usage>;
  /** A client that has introduced itself and does nothing more. */
  idle(): Promise<BareClient>;
  join(room: string): Promise<Speaker>;
  stop(): Promise<void>;
}

const here = import.meta.dirname;
/** Acknowledge this often, as the protocol asks for at least. */
const ACK_EVERY = 32;

export function startFloor(): Promise<Subject> {
  return start('ws floor', path.join(here, 'signalingFloor.ts'), [], {
    idle: async (url) => (await joinFloor(url, '')).client,
    join: joinFloor,
  });
}

export function startParley(): Promise<Subject> {
  const args = [
    '--port=0',
    '--room-capacity=16',
    '--messages-per-second=1000000',
    '--burst=10000000',
    // The benchmark's thousands of clients count as clients with an address each.
    '--trust-proxy',
    '--log-level=warn',
  ];
  return start('parley', path.join(here, '../../signaling/main.ts'), args, {
    idle: greetParley,
    join: joinParley,
  });
}

async function start(
  name: Subject['name'],
  file: string,
  args: readonly string[],
  clients: {
    readonly idle: (url: string) => Promise<BareClient>;
    readonly join: (url: string, room: string) => Promise<Speaker>;
  },
): Promise<Subject> {
  const child = fork(file, args, {
    execArgv: ['--expose-gc', '--import', path.join(here, 'signalingProbe.ts')],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('no output of the server');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { readonly url: string };
  return {
    name,
    url,
    measure: () => measure(child),
    idle: () => clients.idle(url),
    join: (room) => clients.join(url, room),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function measure(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message');
  child.send('measure');
  const [usage] = (await answer) as [Usage];
  return usage;
}

async function joinFloor(url: string, room: string): Promise<Speaker> {
  const id = randomId();
  const client = await BareClient.open(url, randomAddress());
  client.send(textFrame(JSON.stringify({ t: 'join', id, room })));
  await client.next();
  const repeat = (message: object, count: number) =>
    Buffer.concat(Array.from<Buffer>({ length: count }).fill(textFrame(JSON.stringify(message))));
  return {
    id,
    client,
    listen(onMessage) {
      client.onMessage = onMessage;
    },
    send: (to, payload, count) => repeat({ t: 'send', to, payload }, count),
    // As long as the events of Parley, on average.
    announce: (count) => repeat({ t: 'all', body: 'x'.repeat(60) }, count),
  };
}

async function greetParley(url: string): Promise<BareClient> {
  const client = await BareClient.open(url, randomAddress());
  const hello = { type: 'hello', protocol: 1, client: { name: 'bench', version: '1' } };
  client.send(textFrame(JSON.stringify(hello)));
  await client.next();
  return client;
}

async function joinParley(url: string, room: string): Promise<Speaker> {
  const client = await greetParley(url);
  const member = { id: randomId(), secret: randomId(), installation: randomId(), name: 'Ada' };
  let request = 1;
  let joined = true;
  const join = () => JSON.stringify({ type: 'join', id: request++, room, member });
  client.send(textFrame(join()));
  await client.next();
  let received = 1;
  let listener: () => void = () => undefined;
  // Every message to a greeted client is numbered without gaps, so that counting them is enough.
  client.onMessage = () => {
    received++;
    if (received % ACK_EVERY === 0) client.send(textFrame(`{"type":"ack","seq":${received}}`));
    listener();
  };
  return {
    id: member.id,
    client,
    listen(onMessage) {
      listener = onMessage;
    },
    send(to, payload, count) {
      const tail = `,"to":"${to}","payload":${JSON.stringify(payload)}}`;
      const frames = Array.from({ length: count }, () =>
        textFrame(`{"type":"signal","id":${request++}${tail}`),
      );
      return Buffer.concat(frames);
    },
    announce(count) {
      const frames = Array.from({ length: count }, () => {
        joined = !joined;
        return textFrame(joined ? join() : `{"type":"leave","id":${request++}}`);
      });
      return Buffer.concat(frames);
    },
  };
}

export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

function randomAddress(): string {
  return `10.${[...randomBytes(3)].join('.')}`;
}
