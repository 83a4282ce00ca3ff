import { setTimeout as sleep } from 'node:timers/promises';
import type { BareClient } from './signalingClient.ts';
import { randomId } from './signalingSubjects.ts';
import type { Speaker, Subject } from './signalingSubjects.ts';

/** What a load found out: messages that arrived per second, and what one cost the server. */
export interface LoadResult {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

export interface LoadOptions {
  readonly seconds: number;
  /** Messages on their way per sender. */
  readonly window: number;
  /** Messages that a sender puts into one write. */
  readonly batch: number;
}

const PAIRS = 16;
const ROOMS = 8;
const ROOM_SIZE = 10;

/** An offer as the engine sends it, cut so that the whole relayed message is 1.5 KB. */
function offerPayload(): string {
  const line = 'a=candidate:1467250027 1 udp 2122260223 192.0.2.17 46243 typ host generation 0\r\n';
  const sdp = line.repeat(17).slice(0, 1_240);
  const from = randomId();
  return JSON.stringify({
    version: 1,
    from,
    to: null,
    kind: 'description',
    generation: 1,
    type: 'offer',
    sdp,
  });
}

/** One member sends to one other, in sixteen rooms of two at once. */
export async function loadRelay(subject: Subject, options: LoadOptions): Promise<LoadResult> {
  const payload = offerPayload();
  const flows: Flow[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const room = randomId();
    const receiver = await subject.join(room);
    const sender = await subject.join(room);
    flows.push({
      sender,
      receivers: [receiver],
      make: (count) => sender.send(receiver.id, payload, count),
    });
  }
  return await run(subject, flows, options);
}

/** One member does what the nine others of its room hear of, in eight rooms at once. */
export async function loadFanOut(subject: Subject, options: LoadOptions): Promise<LoadResult> {
  const flows: Flow[] = [];
  for (let room = 0; room < ROOMS; room++) {
    const name = randomId();
    const receivers: Speaker[] = [];
    while (receivers.length < ROOM_SIZE - 1) receivers.push(await subject.join(name));
    const sender = await subject.join(name);
    flows.push({ sender, receivers, make: (count) => sender.announce(count) });
  }
  return await run(subject, flows, options);
}

/** @returns bytes of memory that an idle client costs the server. */
export async function loadIdle(subject: Subject, count: number): Promise<number> {
  const clients: BareClient[] = [];
  const openUntil = async (length: number) => {
    while (clients.length < length) {
      const some = Array.from({ length: 50 }, () => subject.idle());
      clients.push(...(await Promise.all(some)));
    }
  };
  // The first ones also pay for code that is compiled and tables that grow.
  await openUntil(count / 10);
  const before = await subject.measure();
  await openUntil(count / 10 + count);
  const after = await subject.measure();
  for (const client of clients) client.close();
  return (after.rssBytes - before.rssBytes) / count;
}

interface Flow {
  readonly sender: Speaker;
  readonly receivers: readonly Speaker[];
  readonly make: (count: number) => Buffer;
}

/** Closed loop: a sender goes on as fast as its first receiver gets what it sent. */
async function run(
  subject: Subject,
  flows: readonly Flow[],
  options: LoadOptions,
): Promise<LoadResult> {
  let delivered = 0;
  let stopped = false;
  for (const { sender, receivers, make } of flows) {
    receivers.forEach((receiver, index) => {
      let sinceCredit = 0;
      receiver.listen(() => {
        delivered++;
        if (index > 0 || stopped || ++sinceCredit < options.batch) return;
        sinceCredit = 0;
        sender.client.send(make(options.batch));
      });
    });
  }
  const before = await subject.measure();
  const startedAtMs = performance.now();
  delivered = 0;
  for (const { sender, make } of flows) sender.client.send(make(options.window));
  await sleep(options.seconds * 1_000);
  stopped = true;
  const elapsedSeconds = (performance.now() - startedAtMs) / 1_000;
  const count = delivered;
  const after = await subject.measure();
  for (const { sender, receivers } of flows) {
    for (const speaker of [sender, ...receivers]) speaker.client.close();
  }
  return {
    perSecond: count / elapsedSeconds,
    cpuMicros: (after.cpuMicros - before.cpuMicros) / count,
  };
}
