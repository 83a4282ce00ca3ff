import { expect, test } from 'vitest';
import { identifyOnPaper, watchOf } from '../../support/serverContacts.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { Logic } from '../../support/serverLogic.ts';
import type { PaperWire } from '../../support/serverLogic.ts';
import { newId } from '../../support/serverClient.ts';
import { seededRandom } from '../../support/serverRandom.ts';

const PEOPLE = Array.from({ length: 5 }, () => new TestIdentity());
const STATUSES = ['available', 'busy', 'do-not-disturb', 'away'];
const OUTCOMES = [
  'accepted',
  'declined',
  'busy',
  'no-answer',
  'cancelled',
  'unavailable',
  'merged',
];
const REPLIES = ['ringing', 'ringing', 'accept', 'decline', 'busy'];

/** What a device has been told of one ring. */
interface RingAsSeen {
  readonly ring: string;
  readonly other: string;
  readonly isCaller: boolean;
  over: string | null;
}

/** One device by the book, and what it believes. */
class StormDevice {
  readonly who: TestIdentity;
  wire: PaperWire;
  lists = new Set<string>();
  /** What it was last told of each contact; of all others it knows nothing. */
  readonly seen = new Map<string, string>();
  readonly rings = new Map<string, RingAsSeen>();
  readonly faults: string[] = [];
  /** Of rings that were accepted: by itself or, as caller, by the other. */
  readonly accepted: string[] = [];
  readonly #sent = new Map<number, RingAsSeen>();
  #requests = 2;
  #received = 0;

  constructor(logic: Logic, who: TestIdentity) {
    this.who = who;
    this.wire = identifyOnPaper(logic, who);
    this.wire.request(watchOf());
  }

  watch(contacts: readonly TestIdentity[], lists: (from: string, to: string) => boolean): void {
    this.lists = new Set(contacts.map(({ address }) => address));
    const asks = contacts.map((one) =>
      lists(one.address, this.who.address) ? one : ([one, 'will you?'] as const),
    );
    this.#request(watchOf(...asks));
  }

  setStatus(status: string): void {
    this.#request({ type: 'set-status', status });
  }

  ring(to: TestIdentity): void {
    const ring = newId();
    const seen = { ring, other: to.address as string, isCaller: true, over: null };
    this.#sent.set(this.#requests + 1, seen);
    this.rings.set(ring, seen);
    this.#request({ type: 'ring', ring, to: to.address, note: ring });
  }

  answer(ring: RingAsSeen, reply: string): void {
    if (reply === 'accept') this.accepted.push(ring.ring);
    if (reply !== 'ringing') ring.over = reply;
    this.#request({ type: 'answer-ring', ring: ring.ring, reply });
  }

  cancel(ring: RingAsSeen): void {
    ring.over = 'cancel';
    this.#request({ type: 'cancel-ring', ring: ring.ring });
  }

  cut(logic: Logic): void {
    this.wire.drop();
    const processed = this.#requests;
    const { session, token } = this.wire.welcome;
    this.wire = logic.greet({ session, token, received: this.#received });
    if (!this.wire.welcome.resumed) this.faults.push('not resumed');
    if (this.wire.welcome.processed !== processed) this.faults.push('lost a request');
    this.wire.countRequestsFrom(processed + 1);
  }

  pending(isCaller: boolean): RingAsSeen[] {
    return [...this.rings.values()].filter((one) => one.isCaller === isCaller && one.over === null);
  }

  /** Takes in what has come, and holds it against the rules. */
  read(lists: (from: string, to: string) => boolean): void {
    for (const message of this.wire.received.splice(1)) {
      if ('seq' in message && message.seq !== ++this.#received) this.faults.push('out of order');
      switch (message.type) {
        case 'watching':
          this.seen.clear();
          for (const { address, status } of message.present) this.seen.set(address, status);
          break;
        case 'presence':
          if (!this.lists.has(message.address)) this.faults.push('told of one it does not list');
          if (message.presence === 'unavailable') this.seen.delete(message.address);
          else if (!lists(message.address, this.who.address))
            this.faults.push('told of a stranger');
          else this.seen.set(message.address, message.presence);
          break;
        case 'asked':
          if (this.lists.has(message.from)) this.faults.push('asked by one it lists');
          break;
        case 'rung':
          if (!this.lists.has(message.from)) this.faults.push('rung by one it does not list');
          if (!lists(message.from, this.who.address)) this.faults.push('rung by a stranger');
          if (this.rings.has(message.ring)) this.faults.push('rung twice');
          this.rings.set(message.ring, {
            ring: message.ring,
            other: message.from,
            isCaller: false,
            over: null,
          });
          break;
        case 'ring-state': {
          const ring = this.rings.get(message.ring);
          if (ring === undefined || ring.over !== null) this.faults.push('told of no ring');
          else if (message.state !== 'ringing') {
            ring.over = message.state;
            if (message.state === 'accepted') this.accepted.push(ring.ring);
            const into = this.rings.get(message.into ?? '');
            if (message.state === 'merged' && into === undefined)
              this.faults.push('merged into nothing');
            if (into !== undefined) {
              into.over = 'crossed';
              this.accepted.push(into.ring);
            }
          }
          break;
        }
        case 'error': {
          const sent = this.#sent.get(message.id ?? 0);
          if (message.code === 'unavailable' || message.code === 'rate_limited') {
            if (sent === undefined) this.faults.push(message.code);
            else sent.over = message.code;
          } else this.faults.push(message.code);
          break;
        }
        case 'identified':
        case 'done':
          break;
        case 'welcome':
        case 'joined':
        case 'peeked':
        case 'member-joined':
        case 'member-left':
        case 'member-presence':
        case 'signal':
        case 'pong':
        case 'draining':
          this.faults.push(message.type);
      }
    }
    this.wire.send({ type: 'ack', seq: this.#received });
  }

  #request(body: object): void {
    this.#requests++;
    this.wire.request(body);
  }
}

class Storm {
  readonly logic = new Logic({ messageRate: { perSecond: 10_000, burst: 10_000 } });
  devices: StormDevice[] = [];
  /** All that ever were: what they were told counts to the end. */
  readonly all: StormDevice[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    for (const who of [...PEOPLE, ...PEOPLE.slice(0, 2)]) this.add(who);
  }

  readonly lists = (from: string, to: string): boolean =>
    this.devices.some(({ who, lists }) => who.address === from && lists.has(to));

  add(who: TestIdentity): void {
    const device = new StormDevice(this.logic, who);
    this.devices.push(device);
    this.all.push(device);
  }

  step(): void {
    const device = this.#pick(this.devices);
    if (device === undefined) return;
    const dice = this.#random();
    // So that no rate is what decides.
    this.logic.clock.advance(this.#random() < 0.98 ? 1_000 : 60_000);
    this.read();
    if (dice < 0.2) {
      const contacts = PEOPLE.filter((one) => one !== device.who && this.#random() < 0.8);
      device.watch(contacts, this.lists);
    } else if (dice < 0.25) device.setStatus(this.#pick(STATUSES) ?? '');
    else if (dice < 0.5) device.ring(this.#pick(PEOPLE) ?? device.who);
    else if (dice < 0.84) {
      const ring = this.#pick(device.pending(false));
      if (ring !== undefined) device.answer(ring, this.#pick(REPLIES) ?? '');
    } else if (dice < 0.9) {
      const ring = this.#pick(device.pending(true));
      if (ring !== undefined) device.cancel(ring);
    } else if (dice < 0.98) device.cut(this.logic);
    else {
      this.devices = this.devices.filter((other) => other !== device);
      device.wire.drop();
      this.logic.clock.advance(30_000);
      this.read();
      this.add(device.who);
    }
    this.read();
  }

  read(): void {
    for (const device of this.devices) device.read(this.lists);
  }

  #pick<One>(from: readonly One[]): One | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'in a storm (seed %i) nobody is told of a stranger, and every ring ends once for everybody',
  (seed) => {
    const storm = new Storm(seed);
    const { logic } = storm;
    for (let step = 0; step < 600; step++) storm.step();
    logic.clock.advance(60_000);
    storm.read();
    expect(storm.devices.flatMap(({ faults }) => faults)).toEqual([]);
    expect(logic.defects).toEqual([]);

    const rings = storm.devices.flatMap((device) => [...device.rings.values()]);
    expect(rings.filter(({ over }) => over === null)).toEqual([]);
    expect(logic.contacts.pendingRingCount).toBe(0);
    // One caller and one device for each that was accepted.
    const accepted = Map.groupBy(
      storm.all.flatMap((device) => device.accepted),
      (ring) => ring,
    );
    expect(accepted.size).toBeGreaterThan(0);
    expect([...accepted.values()].filter(({ length }) => length !== 2)).toEqual([]);
    for (const outcome of OUTCOMES) expect(logic.counters.rings.get(outcome)).toBeGreaterThan(0);

    // Everybody believes of everybody what is so.
    for (const device of storm.devices) {
      for (const { address } of PEOPLE) {
        const isMutual = device.lists.has(address) && storm.lists(address, device.who.address);
        expect(device.seen.has(address)).toBe(isMutual);
      }
    }

    for (const { wire } of storm.devices) wire.drop();
    logic.clock.advance(30_000);
    expect(logic.contacts.identityCount).toBe(0);
    expect(logic.clock.pending).toBe(0);
  },
);
