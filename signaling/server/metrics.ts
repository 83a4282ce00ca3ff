import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Contacts } from './contacts.ts';
import type { Counters } from './counters.ts';
import type { Rooms } from './rooms.ts';
import type { Sessions } from './sessions.ts';

export interface MetricsSource {
  readonly counters: Counters;
  readonly sessions: Sessions;
  readonly rooms: Rooms;
  readonly contacts: Contacts;
  readonly connections: () => number;
  readonly heldBack: () => number;
}

/** What a Prometheus server reads. Nothing is measured before it is first asked. */
export class Metrics {
  readonly #source: MetricsSource;
  #registry: Registry | null = null;

  constructor(source: MetricsSource) {
    this.#source = source;
  }

  /** @returns the page and its content type. */
  async render(): Promise<{ readonly body: string; readonly contentType: string }> {
    this.#registry ??= createRegistry(this.#source);
    return { body: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }

  /** Stops the default metrics' timers. */
  stop(): void {
    this.#registry?.clear();
    this.#registry = null;
  }
}

function createRegistry(source: MetricsSource): Registry {
  const { counters, sessions, rooms, contacts } = source;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `parley_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('connections', 'WebSockets that are open.', source.connections);
  gauge('connections_held_back', 'Upgrades that wait because of their address.', source.heldBack);
  gauge('rooms', 'Rooms with a member in them.', () => rooms.size);
  gauge('members', 'Members in all rooms.', () => rooms.memberCount);
  gauge('identities', 'Identities with a device that is there.', () => contacts.identityCount);
  gauge('pending_rings', 'Rings that nobody has answered.', () => contacts.pendingRingCount);
  new Gauge({
    name: 'parley_sessions',
    help: 'Sessions, by whether they have a socket.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'attached' }, sessions.size - sessions.detachedCount);
      this.set({ state: 'detached' }, sessions.detachedCount);
    },
  });
  new Gauge({
    name: 'parley_queued_messages',
    help: 'Messages not yet acknowledged: of all sessions, and of the one with most.',
    labelNames: ['of'],
    registers: [registry],
    collect() {
      const { total, most } = measureQueues(sessions);
      this.set({ of: 'all' }, total);
      this.set({ of: 'fullest' }, most);
    },
  });
  gauge('queued_characters', 'Length of all messages not yet acknowledged.', () =>
    [...sessions].reduce((sum, session) => sum + session.queuedCharacters, 0),
  );

  const counter = (name: string, help: string, label: string, read: ReadonlyMap<string, number>) =>
    new Counter({
      name: `parley_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [key, count] of read) this.inc({ [label]: key }, count);
      },
    });
  counter('messages_received_total', 'Messages from clients, by type.', 'type', counters.received);
  counter('messages_sent_total', 'Messages for clients, by type.', 'type', counters.sent);
  counter('errors_total', 'Refusals, by error code.', 'code', counters.errors);
  counter('resumes_total', 'Attempts to resume, by outcome.', 'outcome', counters.resumes);
  counter('closes_total', 'Sockets closed, by close code.', 'code', counters.closes);
  counter('rings_total', 'Rings that are over, by outcome.', 'outcome', counters.rings);
  return registry;
}

function measureQueues(sessions: Sessions): { readonly total: number; readonly most: number } {
  let total = 0;
  let most = 0;
  for (const { queuedMessages } of sessions) {
    total += queuedMessages;
    most = Math.max(most, queuedMessages);
  }
  return { total, most };
}
