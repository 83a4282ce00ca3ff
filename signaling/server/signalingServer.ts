import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { CloseCode } from '../protocol/errors.ts';
import { MAX_MESSAGE_BYTES, MAX_PAYLOAD_BYTES } from '../protocol/limits.ts';
import type { Draining, ServerLimits, Welcome } from '../protocol/serverMessages.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import type { Accepted, ConnectionHost } from './connection.ts';
import { Contacts } from './contacts.ts';
import { Counters } from './counters.ts';
import { Heartbeat } from './heartbeat.ts';
import { HttpPages } from './httpPages.ts';
import { offerIceServers } from './iceServers.ts';
import { Listeners } from './listeners.ts';
import type { Listened } from './listeners.ts';
import { Metrics } from './metrics.ts';
import type { ServerOptions } from './options.ts';
import { Rooms } from './rooms.ts';
import { ServerNames } from './serverNames.ts';
import { Sessions } from './sessions.ts';
import type { Greeting } from './sessions.ts';
import { Upgrades } from './upgrades.ts';
import { SERVER_VERSION } from './version.ts';
import { WriteBatch } from './writeBatch.ts';

const OUTBOX_LIMITS = { maxMessages: 1_024, maxCharacters: 4 * 1024 * 1024 } as const;
/** Sessions without room or identity that are kept without a socket: they have little to lose. */
const MAX_IDLE_DETACHED = 1_024;
/** Clients are asked to come back spread over this time, so that they do not come all at once. */
const DRAIN_RETURN_MS = { from: 250, to: 2_000 } as const;
/** A full server says so in the log this often at most. */
const FULL_NOTE_MS = 60_000;
/** TCP connections beyond the WebSockets: pages, and upgrades that are refused. */
const SPARE_TCP_CONNECTIONS = 1_024;

export interface SignalingServerInit {
  readonly options: ServerOptions;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

/** The signaling server: all its parts put together behind one or more listening addresses. */
export class SignalingServer {
  readonly #options: ServerOptions;
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #instance = randomId();
  readonly #counters = new Counters();
  readonly #connections = new Set<Connection>();
  readonly #rooms: Rooms;
  readonly #contacts: Contacts;
  readonly #sessions: Sessions;
  readonly #heartbeat: Heartbeat<Connection>;
  readonly #upgrades: Upgrades;
  readonly #metrics: Metrics;
  readonly #listeners: Listeners;
  readonly #host: ConnectionHost;
  readonly #limits: ServerLimits;
  #port = 0;
  #lan: Promise<Listened> | null = null;
  #notedFull = false;
  #drained: Promise<void> | null = null;
  #onEmpty: (() => void) | null = null;

  constructor({ options, log, clock = systemClock, random = Math.random }: SignalingServerInit) {
    this.#options = options;
    this.#log = log;
    this.#clock = clock;
    this.#random = random;
    this.#limits = limitsOf(options);
    this.#rooms = new Rooms(options.roomCapacity);
    const names = new ServerNames(options);
    this.#contacts = new Contacts({ clock, counters: this.#counters, names });
    this.#sessions = this.#createSessions();
    this.#heartbeat = new Heartbeat(clock, options);
    this.#upgrades = this.#createUpgrades();
    this.#host = this.#createHost();
    this.#metrics = new Metrics({
      counters: this.#counters,
      sessions: this.#sessions,
      rooms: this.#rooms,
      contacts: this.#contacts,
      connections: () => this.#connections.size,
      heldBack: () => this.#upgrades.heldBackCount,
    });
    const pages = new HttpPages({ metrics: this.#metrics, isDraining: () => this.isDraining });
    this.#listeners = new Listeners({
      onRequest: (request, response) => void pages.handle(request, response),
      onUpgrade: (request, socket, head) => this.#upgrades.handle(request, socket, head),
      maxTcpConnections: options.maxConnections + SPARE_TCP_CONNECTIONS,
    });
  }

  get isDraining(): boolean {
    return this.#drained !== null;
  }

  /** Starts to listen on the host and port of the options. */
  async listen(): Promise<Listened> {
    const { host, port } = this.#options;
    const listened = await this.#listeners.open(host, port);
    if (listened.ok) {
      this.#port = listened.port;
      this.#log.info({ port: listened.port }, 'listening');
    }
    return listened;
  }

  /**
   * Listens on all addresses of the machine instead of the one it started with, on the same port.
   * Connections stay open. On failure it listens where it did before.
   */
  openToLan(): Promise<Listened> {
    this.#lan ??= this.#openToLan().then((listened) => {
      if (!listened.ok) this.#lan = null;
      return listened;
    });
    return this.#lan;
  }

  /**
   * Stops gracefully: clients are told when to come back, sockets are closed, and the promise is
   * kept within 5 s. `/healthz` says 503 meanwhile.
   */
  drain(): Promise<void> {
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  async #openToLan(): Promise<Listened> {
    // The first listener has to go first: its address is part of the one that comes.
    this.#listeners.close();
    const listened = await this.#listeners.open('0.0.0.0', this.#port);
    if (!listened.ok) {
      const back = await this.#listeners.open(this.#options.host, this.#port);
      this.#log.warn({ reason: listened.reason, listening: back.ok }, 'could not open to the LAN');
      return listened;
    }
    // Machines without IPv6 are well served by the first.
    const ipv6 = await this.#listeners.open('::', this.#port, true);
    this.#log.info({ port: this.#port, ipv6: ipv6.ok }, 'open to the LAN');
    return listened;
  }

  async #drain(): Promise<void> {
    this.#log.info({ connections: this.#connections.size }, 'draining');
    this.#upgrades.stop();
    const { from, to } = DRAIN_RETURN_MS;
    for (const connection of this.#connections) {
      const reconnectAfterMs = Math.round(from + this.#random() * (to - from));
      this.#counters.countSent('draining');
      connection.write(JSON.stringify({ type: 'draining', reconnectAfterMs } satisfies Draining));
      connection.close(CloseCode.goingAway);
    }
    await this.#untilEmpty();
    this.#listeners.close();
    this.#heartbeat.stop();
    this.#sessions.stop();
    this.#contacts.stop();
    this.#metrics.stop();
    this.#log.info('stopped');
  }

  /** A closing socket is cut off after a moment, so that this does not depend on the clients. */
  #untilEmpty(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#connections.size === 0) resolve();
      else this.#onEmpty = resolve;
    });
  }

  #accept(accepted: Accepted): void {
    const connection = new Connection(this.#host, accepted);
    this.#connections.add(connection);
    this.#heartbeat.add(connection);
  }

  #welcome({ session, token, resumed }: Greeting): Welcome {
    const { iceServers, iceServersLifetimeMs } = offerIceServers(
      this.#options,
      this.#clock.wallNow(),
      randomId,
    );
    return {
      type: 'welcome',
      protocol: 1,
      session: session.id,
      token,
      resumed,
      processed: session.processed,
      server: { name: 'parley-signaling', version: SERVER_VERSION, instance: this.#instance },
      limits: this.#limits,
      iceServers,
      ...(iceServersLifetimeMs === undefined ? {} : { iceServersLifetimeMs }),
    };
  }

  #createHost(): ConnectionHost {
    const { messagesPerSecond, messageBurst } = this.#options;
    return {
      batch: new WriteBatch(),
      context: {
        sessions: this.#sessions,
        rooms: this.#rooms,
        contacts: this.#contacts,
        counters: this.#counters,
        clock: this.#clock,
        messageRate: { perSecond: messagesPerSecond, burst: messageBurst },
        welcome: (greeting) => this.#welcome(greeting),
        onDefect: (error) => this.#log.error({ err: error }, 'a message broke the server'),
      },
      ended: (connection, code) => {
        this.#heartbeat.remove(connection);
        this.#counters.countClose(code);
        this.#log.debug({ code }, 'connection ended');
      },
      closed: (connection) => {
        this.#connections.delete(connection);
        if (this.#connections.size === 0) this.#onEmpty?.();
      },
    };
  }

  #createSessions(): Sessions {
    return new Sessions({
      clock: this.#clock,
      counters: this.#counters,
      randomId,
      resumeWindowMs: this.#options.resumeWindowMs,
      outboxLimits: OUTBOX_LIMITS,
      maxDetached: { placed: this.#options.maxConnections, idle: MAX_IDLE_DETACHED },
      hasPlace: (session) => this.#rooms.has(session) || this.#contacts.has(session),
      onDetached: (session) => {
        this.#rooms.showPresence(session, 'reconnecting');
        this.#contacts.lost(session);
      },
      onReattached: (session) => {
        this.#rooms.showPresence(session, 'present');
        this.#contacts.returned(session);
      },
      onEnded: (session) => {
        this.#rooms.leave(session, 'timeout');
        this.#contacts.ended(session);
      },
    });
  }

  #createUpgrades(): Upgrades {
    const { maxConnections, trustProxy } = this.#options;
    return new Upgrades({
      clock: this.#clock,
      maxConnections,
      trustProxy,
      isDraining: () => this.isDraining,
      openConnections: () => this.#connections.size,
      onFull: () => this.#noteFull(),
      onConnection: (accepted) => this.#accept(accepted),
    });
  }

  #noteFull(): void {
    this.#counters.countError('server_full');
    if (this.#notedFull) return;
    this.#notedFull = true;
    this.#log.warn('full: connections are refused');
    this.#clock.after(FULL_NOTE_MS, () => {
      this.#notedFull = false;
    });
  }
}

function limitsOf(options: ServerOptions): ServerLimits {
  return {
    maxMessageBytes: MAX_MESSAGE_BYTES,
    maxPayloadBytes: MAX_PAYLOAD_BYTES,
    messagesPerSecond: options.messagesPerSecond,
    messageBurst: options.messageBurst,
    heartbeatMs: options.heartbeatMs,
    resumeWindowMs: options.resumeWindowMs,
    maxQueuedMessages: OUTBOX_LIMITS.maxMessages,
    roomCapacity: options.roomCapacity,
  };
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
