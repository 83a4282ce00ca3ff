import type { CallContact } from '../../preload/contract/callContact.ts';
import type { Result } from '../../preload/contract/result.ts';
import type {
  JoinFailureReason,
  RoomSession,
  SessionEvent,
} from '../../preload/contract/session.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import type { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { Timer } from './clock.ts';
import type { HomeServer } from './homeServer.ts';
import { newCallIdentity } from './identity.ts';
import { RoomMembership } from './roomMembership.ts';
import { SignalingClient, type SignalingClientParts } from './signalingClient.ts';

/** For the answer to a look into a room. */
const PEEK_TIMEOUT_MS = 3_000;
/** For the embedded server to start and greet us, when a join cannot wait any longer. */
const START_TIMEOUT_MS = 6_000;
/** How long a session on another server than the set one is kept when nothing uses it. */
const IDLE_MS = 15_000;
/** For the server to confirm that we have left: nobody is to wait for it longer. */
const LEAVE_TIMEOUT_MS = 500;

export interface CallsParts {
  readonly home: HomeServer;
  readonly client: SignalingClientParts;
  /** Read once per call; see {@link newCallIdentity}. */
  readonly installationSecret: () => Uint8Array;
  /** Whether a server is reached through our own embedded one. */
  readonly isOwnServer: (server: ServerUrl) => boolean;
  /** Whether the person has agreed to this server. */
  readonly isAgreed: (server: ServerUrl) => boolean;
  readonly emit: (event: SessionEvent) => void;
  /** A call is over and the server knows it, or does not answer. */
  readonly over: () => void;
}

export interface Switches {
  readonly microphone: boolean;
  readonly camera: boolean;
}

const SWITCHES_ON: Switches = { microphone: true, camera: true };

/** The call that we are in, at most one, and the looks into rooms before it. */
export class Calls {
  readonly #parts: CallsParts;
  readonly #idleTimer: Timer;
  readonly #peeking = new WeakSet<SignalingClient>();
  /** The call that is wanted, from the wish to join until it is over. */
  #wish: symbol | null = null;
  #membership: RoomMembership | null = null;
  #leaving: Promise<void> = Promise.resolve();
  /** A session on another server than the one that is set: for a call or a look into a room. */
  #other: { readonly url: ServerUrl; readonly client: SignalingClient } | null = null;
  /** Another server where a call may begin any moment. */
  #expected: ServerUrl | null = null;
  #switches = SWITCHES_ON;
  #isAbandoned = false;
  readonly #listeners = new Set<() => void>();

  constructor(parts: CallsParts) {
    this.#parts = parts;
    this.#idleTimer = new Timer(parts.client.clock);
  }

  /** A call is running or being joined. */
  get isActive(): boolean {
    return this.#wish !== null;
  }

  /** Whoever rings us is to be told that we are busy. */
  get isOccupied(): boolean {
    return this.isActive && !this.#isAbandoned;
  }

  /** Whether all others have left the running call, which came by ringing. */
  setAbandoned(abandoned: boolean): void {
    if (abandoned === this.#isAbandoned || !this.isActive) return;
    this.#isAbandoned = abandoned;
    this.#tell();
  }

  /**
   * Tells when a call begins to be joined, is abandoned or not any more, and when it is over; and when
   * another server than the set one has greeted us.
   *
   * @returns a function that ends the subscription.
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get session(): RoomSession | null {
    return this.#membership?.session() ?? null;
  }

  /** How the running call's switches stand, for a window that is reloaded. */
  get switches(): Switches {
    return this.#switches;
  }

  setSwitches(switches: Switches): void {
    this.#switches = switches;
  }

  /** @param request.server - null: the server that is set. */
  async join(request: {
    readonly room: RoomName;
    readonly name: DisplayName;
    readonly server: ServerUrl | null;
    readonly contact: CallContact | null;
  }): Promise<Result<RoomSession, JoinFailureReason>> {
    if (this.#wish !== null) return { ok: false, reason: 'already_in_call' };
    const way = this.#wayTo(request.server);
    if (way === null) return { ok: false, reason: 'refused' };
    const wish = Symbol('call');
    this.#wish = wish;
    this.#switches = SWITCHES_ON;
    this.#isAbandoned = false;
    this.#idleTimer.clear();
    this.#tell();
    // The embedded server may be starting still: its address is known when it greets us.
    const server = way.url ?? (await this.#homeUrl());
    if (this.#wish !== wish) return { ok: false, reason: 'cancelled' };
    if (server === null) {
      this.#over(wish);
      return { ok: false, reason: 'unreachable' };
    }
    const { room, name, contact } = request;
    const { clock, log } = this.#parts.client;
    const membership = new RoomMembership({
      client: way.client,
      server,
      room,
      name,
      identity: newCallIdentity(this.#parts.installationSecret(), server, room),
      contact,
      clock,
      log,
      emit: (event) => {
        if (event.type === 'ended') this.#over(wish);
        this.#parts.emit(event);
      },
    });
    this.#membership = membership;
    const result = await membership.join();
    if (!result.ok) this.#over(wish);
    return result;
  }

  /**
   * Ends the call, or the attempt to join one, at once. A server that is not there hears of it when it
   * is again, or that we are gone.
   *
   * @returns when the server knows it, or soon.
   */
  leave(): Promise<void> {
    if (this.#membership !== null) this.#leaving = this.#membership.leave();
    if (this.#wish !== null) this.#over(this.#wish);
    return this.#left();
  }

  #left(): Promise<void> {
    const late = new Promise<void>((resolve) => {
      this.#parts.client.clock.after(LEAVE_TIMEOUT_MS, resolve);
    });
    return Promise.race([this.#leaving, late]);
  }

  /** @throws Error when there is no call, or more notes are waiting than are kept. */
  signal(to: MemberId, payload: string): void {
    if (this.#membership?.signal(to, payload) !== true) throw new Error('signal not taken');
  }

  /** Media has stalled: looks whether the socket is alive. */
  probe(): void {
    this.#membership?.probe();
  }

  /** The machine has slept, or the network came back. */
  wake(): void {
    for (const client of [this.#parts.home.client, this.#other?.client]) {
      client?.probe();
      client?.retry();
    }
  }

  /** Who is in a room, without joining it. */
  peek(
    room: RoomName,
    server: ServerUrl | null,
  ): Promise<
    Result<{ names: DisplayName[]; capacity: number; iceServers: IceServer[] }, 'unavailable'>
  > {
    const way = this.#wayTo(server);
    const { clock } = this.#parts.client;
    return new Promise((resolve) => {
      const unavailable = (): void => resolve({ ok: false, reason: 'unavailable' });
      // One at a time, or an unreachable server would leave us a heap of questions.
      if (way === null || this.#peeking.has(way.client)) return unavailable();
      this.#peeking.add(way.client);
      const cancel = clock.after(PEEK_TIMEOUT_MS, unavailable);
      const taken = way.client.request({ type: 'peek', room }, (outcome) => {
        cancel();
        this.#peeking.delete(way.client);
        if (!outcome.ok) return unavailable();
        const { names, capacity } = outcome.answer;
        const iceServers = [...way.client.iceServers];
        resolve({ ok: true, value: { names, capacity, iceServers } });
      });
      if (taken.ok) return;
      cancel();
      this.#peeking.delete(way.client);
      unavailable();
    });
  }

  /**
   * A call may begin any moment on another server: its session is opened ahead, and kept. For servers
   * alone that know of us already.
   *
   * @param server - null: none any more.
   */
  expect(server: ServerUrl | null): void {
    const before = this.#expected;
    this.#expected = server;
    // Another that is in use stays.
    if (server !== null && this.#other === null) this.#wayTo(server);
    else if (before !== null && this.#wish === null) this.#closeWhenIdle();
  }

  /**
   * What connections of a call on a server would use; null: there is no session on it now.
   *
   * @param server - null: the server that is set.
   */
  iceServersOf(server: ServerUrl | null): readonly IceServer[] | null {
    const { home } = this.#parts;
    const client =
      server === null ? home.client : this.#other?.url === server ? this.#other.client : null;
    return client === null || client.session === null ? null : client.iceServers;
  }

  close(): void {
    this.#idleTimer.clear();
    this.#other?.client.close();
    this.#other = null;
  }

  /** @returns the session to use; null for a server that nobody agreed to. */
  #wayTo(server: ServerUrl | null): { client: SignalingClient; url: ServerUrl | null } | null {
    const { home, isOwnServer, isAgreed } = this.#parts;
    if (server === null || server === home.url || isOwnServer(server)) {
      return { client: home.client, url: home.url };
    }
    if (!isAgreed(server) && server !== this.#expected) return null;
    if (this.#other?.url !== server) {
      if (this.#other !== null && this.#wish !== null) return null;
      this.#other?.client.close();
      const client = new SignalingClient(server, this.#parts.client);
      client.subscribe({ greeted: () => this.#tell() });
      this.#other = { url: server, client };
    }
    if (this.#wish === null) this.#closeWhenIdle();
    return this.#other;
  }

  #closeWhenIdle(): void {
    this.#idleTimer.set(IDLE_MS, () => {
      if (this.#expected === null || this.#other?.url !== this.#expected) this.close();
    });
  }

  #over(wish: symbol): void {
    if (this.#wish !== wish) return;
    this.#wish = null;
    this.#membership = null;
    this.#isAbandoned = false;
    // Kept for a while: the leave has to reach the server, and one may come back.
    if (this.#other !== null) this.#closeWhenIdle();
    void this.#left().then(() => this.#parts.over());
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The set server's address, as soon as it is known; null when that takes too long. */
  #homeUrl(): Promise<ServerUrl | null> {
    const { home, client } = this.#parts;
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        unsubscribe();
        resolve(home.url);
      };
      const cancel = client.clock.after(START_TIMEOUT_MS, done);
      const unsubscribe = home.client.subscribe({ greeted: done });
    });
  }
}
