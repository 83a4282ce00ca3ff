import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { Ack, Ping } from '../../signaling/protocol/clientMessages.ts';
import { decode } from '../../signaling/protocol/codec.ts';
import { CloseCode } from '../../signaling/protocol/errors.ts';
import { MAX_MESSAGE_BYTES } from '../../signaling/protocol/limits.ts';
import {
  ServerMessage,
  type Failure,
  type IceServer,
  type Welcome,
} from '../../signaling/protocol/serverMessages.ts';
import type { Log } from '../system/log.ts';
import type { ClientListener } from './clientEvents.ts';
import { Timer, type Clock } from './clock.ts';
import { ConnectionHealth, type ConnectionStatus } from './connectionHealth.ts';
import { Heartbeat } from './heartbeat.ts';
import { helloOf, type KnownSession } from './hello.ts';
import {
  Outbox,
  type Answers,
  type Outcome,
  type RequestBody,
  type RequestType,
  type Taken,
} from './outbox.ts';
import { Receipts } from './receipts.ts';
import { ANSWER_TO, HAS_RATE_OF_ITS_OWN } from './requestKinds.ts';
import { SendPace } from './sendPace.ts';
import type { OpenSocket, SignalingSocket } from './signalingSocket.ts';

/** From opening a socket to the server's welcome. */
const CONNECT_TIMEOUT_MS = 5_000;
/** An online time after which the next loss counts as the first. */
const STABLE_MS = 5_000;
/** When the server names no time after a refusal for our rate. */
const RATE_LIMIT_DELAY_MS = 1_000;
/** ICE credentials are renewed when this share of their life is over. */
const CREDENTIALS_SHARE = 0.8;
/** Longest time a timer can be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface SignalingClientParts {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly openSocket: OpenSocket;
  readonly version: string;
  readonly log: Log;
}

/**
 * One session on one signaling server, kept alive over lost sockets.
 *
 * Requests wait in a bounded outbox until they are answered. After a lost socket the session is
 * resumed and what the server has not carried out is sent again. When the server has forgotten
 * the session, everything that waited is settled with `session_lost` before `greeted` is told.
 */
export class SignalingClient {
  readonly #parts: SignalingClientParts;
  readonly #listeners = new Set<ClientListener>();
  readonly #outbox = new Outbox();
  readonly #health: ConnectionHealth;
  readonly #heartbeat: Heartbeat;
  readonly #receipts: Receipts;
  readonly #timers: Readonly<
    Record<'connect' | 'retry' | 'stable' | 'send' | 'credentials', Timer>
  >;

  #url: ServerUrl | null;
  #closed = false;
  #socket: SignalingSocket | null = null;
  #online = false;
  #session: KnownSession | null = null;
  /** There was a session before the next welcome. */
  #hadSession = false;
  #iceServers: readonly IceServer[] = [];
  #pace: SendPace | null = null;
  #maxMessageBytes = MAX_MESSAGE_BYTES;
  #drainDelayMs: number | null = null;

  /** @param url - null: not known yet; see {@link retarget}. */
  constructor(url: ServerUrl | null, parts: SignalingClientParts) {
    this.#parts = parts;
    this.#url = url;
    const { clock } = parts;
    const timer = (): Timer => new Timer(clock);
    this.#timers = {
      connect: timer(),
      retry: timer(),
      stable: timer(),
      send: timer(),
      credentials: timer(),
    };
    this.#health = new ConnectionHealth(clock, parts.random, (status) => {
      this.#tell((listener) => listener.status?.(status));
    });
    this.#heartbeat = new Heartbeat(clock, {
      ping: (nonce) => this.#sendAside({ type: 'ping', nonce }),
      dead: () => this.#lose('silent'),
    });
    this.#receipts = new Receipts(clock, (seq) => this.#sendAside({ type: 'ack', seq }));
    if (url !== null) this.#connect();
  }

  get status(): ConnectionStatus {
    return this.#health.status;
  }

  /** What the server gave out last; empty before the first greeting. */
  get iceServers(): readonly IceServer[] {
    return this.#iceServers;
  }

  /** Where the client connects to; null: not known yet. */
  get url(): ServerUrl | null {
    return this.#url;
  }

  /** The session as long as the client is online in it; null while it is not. */
  get session(): Omit<KnownSession, 'token'> | null {
    return this.#online ? this.#session : null;
  }

  /** @returns a function that ends the subscription. */
  subscribe(listener: ClientListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server is elsewhere now, or has become known. The session is resumed there if it can be. */
  retarget(url: ServerUrl): void {
    if (url === this.#url) return this.retry();
    this.#url = url;
    if (this.#socket !== null) this.#lose('moved');
    this.retry();
  }

  /** Tries to connect at once instead of when the next attempt is due. */
  retry(): void {
    if (this.#closed || this.#socket !== null || this.#url === null) return;
    this.#health.retried();
    this.#connect();
  }

  /** Makes sure within a second that the socket is alive, or drops it and connects anew. */
  probe(): void {
    if (this.#online) this.#heartbeat.probe();
  }

  /**
   * Queues a request. `settle` is called once, when the server has answered, or with
   * `session_lost` or `closed`; never before this method has returned.
   *
   * @returns why it was not taken, in which case `settle` is never called.
   */
  request<Type extends RequestType>(
    body: Extract<RequestBody, { type: Type }>,
    settle: (
      outcome:
        | { readonly ok: true; readonly answer: Answers[Type] }
        | Extract<Outcome, { ok: false }>,
    ) => void,
  ): Taken | { readonly ok: false; readonly reason: 'closed' } {
    if (this.#closed) return { ok: false, reason: 'closed' };
    const taken = this.#outbox.add(
      body,
      // The kind of an answer is checked against its request when it comes.
      settle as (outcome: Outcome) => void,
      this.#maxMessageBytes,
    );
    if (taken.ok) this.#flush();
    return taken;
  }

  /** Ends the session on our side. What waits for an answer is settled with `closed`. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#dropSocket();
    this.#timers.retry.clear();
    for (const entry of this.#outbox.restart()) entry.settle({ ok: false, reason: 'closed' });
    this.#listeners.clear();
  }

  #connect(): void {
    const url = this.#url;
    if (url === null || this.#closed) return;
    this.#timers.retry.clear();
    this.#health.attempting();
    const socket = this.#parts.openSocket(url, {
      opened: () => this.#hello(),
      received: (text) => this.#onText(text),
      pinged: () => this.#heartbeat.heard(),
      closed: (code) => this.#onClosed(code),
    });
    this.#socket = socket;
    this.#timers.connect.set(CONNECT_TIMEOUT_MS, () => this.#lose('connect timeout'));
  }

  #hello(): void {
    const { version } = this.#parts;
    const hello = helloOf(version, this.#session, this.#receipts.received);
    this.#socket?.send(JSON.stringify(hello));
  }

  #onText(text: string | null): void {
    if (text === null) return this.#violation('binary');
    const decoded = decode(ServerMessage, text);
    if (!decoded.ok) return this.#violation(`${decoded.reason} ${decoded.where}`);
    this.#heartbeat.heard();
    this.#onMessage(decoded.value);
  }

  #onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#onWelcome(message);
      case 'pong':
        return this.#heartbeat.ponged(message.nonce);
      case 'draining':
        this.#drainDelayMs = message.reconnectAfterMs;
        return;
      case 'error':
        if (message.seq === undefined) return this.#onComplaint(message);
        if (!this.#isNext(message.seq)) return;
        if (message.id === undefined) return this.#onComplaint(message);
        return this.#onRefusal(message.id, message);
      case 'joined':
      case 'done':
      case 'peeked':
      case 'identified':
      case 'watching': {
        if (!this.#isNext(message.seq)) return;
        const entry = this.#outbox.take(message.id);
        if (entry === undefined) return this.#violation('answer without request');
        if (ANSWER_TO[entry.body.type] !== message.type) {
          entry.settle({ ok: false, reason: 'internal' });
          return this.#violation('answer of another kind');
        }
        return entry.settle({ ok: true, answer: message });
      }
      case 'member-joined':
      case 'member-left':
      case 'member-presence':
      case 'signal':
        if (!this.#isNext(message.seq)) return;
        return this.#tell((listener) => listener.message?.(message));
      case 'presence':
      case 'asked':
      case 'rung':
      case 'ring-state':
        if (!this.#isNext(message.seq)) return;
        return this.#tell((listener) => listener.contact?.(message));
    }
  }

  #onWelcome(welcome: Welcome): void {
    if (this.#online || (welcome.resumed && welcome.session !== this.#session?.id)) {
      return this.#violation('unexpected welcome');
    }
    const { clock, log } = this.#parts;
    this.#timers.connect.clear();
    this.#online = true;
    this.#drainDelayMs = null;
    const { resumed, session: id, token, iceServers } = welcome;
    this.#session = { id, token, instance: welcome.server.instance };
    this.#iceServers = iceServers;
    this.#maxMessageBytes = Math.min(MAX_MESSAGE_BYTES, welcome.limits.maxMessageBytes);
    this.#pace = new SendPace(welcome.limits, clock.now());
    this.#heartbeat.start(welcome.limits.heartbeatMs);
    this.#timers.stable.set(STABLE_MS, () => this.#health.stable());
    if (welcome.iceServersLifetimeMs !== undefined) {
      const renewMs = Math.min(MAX_TIMER_MS, welcome.iceServersLifetimeMs * CREDENTIALS_SHARE);
      this.#timers.credentials.set(renewMs, () => this.#lose('credentials end', 0));
    }
    log.info('signaling online', { resumed });
    if (resumed) {
      this.#outbox.rewind(welcome.processed);
    } else {
      this.#receipts.restart();
      if (this.#hadSession) {
        for (const entry of this.#outbox.restart()) {
          entry.settle({ ok: false, reason: 'session_lost' });
        }
      }
    }
    this.#hadSession = true;
    this.#health.online();
    this.#tell((listener) => listener.greeted?.({ resumed, iceServers }));
    this.#flush();
  }

  /** @returns false for a copy of what was seen, and after a gap, which ends the session. */
  #isNext(seq: number): boolean {
    const place = this.#online ? this.#receipts.take(seq) : 'gap';
    if (place === 'gap') this.#violation('gap');
    return place === 'next';
  }

  #onRefusal(id: number, failure: Failure): void {
    const entry = this.#outbox.take(id);
    if (entry === undefined) return this.#violation('refusal without request');
    const { code, retryAfterMs } = failure;
    const { type } = entry.body;
    if (code === 'rate_limited' && !HAS_RATE_OF_ITS_OWN[type]) {
      this.#pauseSending(retryAfterMs);
      // A join is somebody waiting: whoever asked decides. The rest is asked again, at the end.
      if (type !== 'join') {
        const again = this.#outbox.add(entry.body, entry.settle, this.#maxMessageBytes);
        if (again.ok) return;
      }
    }
    entry.settle({
      ok: false,
      reason: code,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }

  /** An error that answers no request. */
  #onComplaint({ code, id, retryAfterMs }: Failure): void {
    this.#parts.log.warn('signaling server complains', { code });
    // It has lost count of our requests: one of them would wait for ever.
    if (id !== undefined) return this.#violation('unnumbered refusal');
    if (code === 'rate_limited') this.#pauseSending(retryAfterMs);
    if (code === 'unsupported_protocol' || code === 'server_full') this.#health.refused(code);
  }

  #pauseSending(retryAfterMs: number | undefined): void {
    this.#timers.send.set(retryAfterMs ?? RATE_LIMIT_DELAY_MS, () => this.#flush());
  }

  #onClosed(code: number): void {
    if (code === CloseCode.unsupportedProtocol) this.#health.refused('unsupported_protocol');
    if (code === CloseCode.tryAgainLater) this.#health.refused('server_full');
    if (code === CloseCode.queueOverflow) this.#session = null;
    if (code === CloseCode.replaced) this.#session = null;
    this.#lose(`closed ${code}`, this.#drainDelayMs ?? undefined);
    if (code === CloseCode.replaced) this.#tell((listener) => listener.replaced?.());
  }

  /** The server does what no server of this protocol does: nothing it said before is kept. */
  #violation(what: string): void {
    this.#parts.log.warn('signaling server broke the protocol', { what });
    this.#session = null;
    this.#lose('protocol');
  }

  #lose(reason: string, delayMs?: number): void {
    if (this.#socket === null) return;
    const { log } = this.#parts;
    const before = this.status.state;
    if (this.#online) log.info('signaling socket lost', { reason });
    else log.debug('signaling attempt failed', { reason });
    this.#dropSocket();
    const delay = this.#health.lost(delayMs);
    if (this.status.state === 'unreachable' && before !== 'unreachable') {
      log.info('signaling server unreachable');
    }
    this.#timers.retry.set(delay, () => this.#connect());
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#online = false;
    this.#heartbeat.stop();
    this.#receipts.pause();
    this.#timers.connect.clear();
    this.#timers.stable.clear();
    this.#timers.send.clear();
    this.#timers.credentials.clear();
    socket?.drop();
  }

  /** Sends what waits, as fast as the server takes it. */
  #flush(): void {
    while (this.#online && !this.#timers.send.isSet && this.#outbox.hasUnsent) {
      const waitMs = this.#pace?.take(this.#parts.clock.now()) ?? 0;
      if (waitMs > 0) return this.#timers.send.set(waitMs, () => this.#flush());
      const text = this.#outbox.next();
      if (text !== undefined) this.#socket?.send(text);
    }
  }

  /** Sends what has no number and is not repeated. */
  #sendAside(message: Ack | Ping): void {
    if (!this.#online) return;
    this.#pace?.note(this.#parts.clock.now());
    this.#socket?.send(JSON.stringify(message));
  }

  #tell(event: (listener: ClientListener) => void): void {
    for (const listener of this.#listeners) event(listener);
  }
}
