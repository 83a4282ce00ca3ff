import type { RoomSession, SessionEvent } from '../../../preload/contract/session.ts';
import type { StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import type { IceServer, LeftReason, Member } from '../../../signaling/protocol/serverMessages.ts';
import { Bygone } from '../peer/bygone.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { MemberLink } from '../peer/memberLink.ts';
import type { PreparedLink } from '../peer/preparedLink.ts';
import { repeat } from '../peer/repeat.ts';
import type { LaneSending } from '../present/laneSending.ts';
import { startBitrateKbps } from '../peer/sending.ts';
import type { Clock, SignalPort } from '../ports.ts';
import { toPeer } from './toPeer.ts';
import type { ChannelUser, Peer, Topology, TopologyInspection } from './topology.ts';

export interface MeshOptions {
  readonly session: RoomSession;
  readonly signalPort: SignalPort;
  /** What we say of ourselves at first. */
  readonly state: StateFrame;
  /** Chat, ink and so on: who takes the data channels of links. */
  readonly channelUsers: readonly ChannelUser[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog;
  /** Ends everything at once, without a goodbye. */
  readonly signal: AbortSignal;
  /** A link that was made ahead, for the first member found. */
  readonly prepared?: PreparedLink;
}

interface Entry {
  readonly link: MemberLink;
  member: Member;
  /** The server says that the member is in the room. */
  listed: boolean;
  /** The member said goodbye over the link; the server will say so too. */
  gone: boolean;
}

const TICK_MS = 100;
/**
 * A member that the server does not list is given up when its media is dead this long: after a
 * restart of the server the others come back one by one.
 */
const DEAD_MS = 30_000;

/**
 * A call as a mesh: one link to each other member.
 *
 * The server says who is in the room, the links say who is there. A member is kept while either
 * knows of it: a lost socket or a restarted server costs nobody their media.
 */
export class Mesh implements Topology {
  readonly #options: MeshOptions;
  readonly #lifetime = new AbortController();
  readonly #bygone = new Bygone();
  readonly #entries = new Map<MemberId, Entry>();
  readonly #tracks = new Map<LaneName, MediaStreamTrack | null>();
  readonly #encodings = new Map<LaneName, LaneSending>();
  readonly #left = new Set<MemberId>();
  readonly #listeners = new Set<() => void>();
  #state: StateFrame;
  #iceServers: readonly IceServer[];
  #online: boolean;
  #smallCamera = false;

  constructor(options: MeshOptions) {
    this.#options = options;
    this.#state = options.state;
    this.#iceServers = options.session.iceServers;
    this.#online = options.session.connection === 'online';
    const close = (): void => this.#close();
    options.signal.addEventListener('abort', close, { once: true, signal: this.#lifetime.signal });
    if (options.signal.aborted) close();
  }

  /**
   * Begins links to everyone who is there already. Tracks that are given before this are in the
   * first offers.
   */
  start(): void {
    const { signal } = this.#lifetime;
    if (signal.aborted) return;
    const { clock, session, prepared } = this.#options;
    repeat(clock, TICK_MS, () => this.#tick(), signal);
    for (const member of session.members) {
      const ahead = prepared?.take(this.#iceServers) ?? undefined;
      this.#enter(member).link.begin(ahead);
    }
    prepared?.close();
  }

  take(event: SessionEvent): void {
    if (this.#lifetime.signal.aborted) return;
    switch (event.type) {
      case 'signal':
        return this.#takeSignal(event.from, event.payload);
      case 'member-joined':
        return this.#takeJoined(event.member);
      case 'member-left':
        return this.#takeLeft(event.member, event.reason);
      case 'member-presence':
        return this.#takePresence(event.member, event.presence);
      case 'rejoined':
        return this.#takeRejoined(event.session);
      case 'connection':
        this.#online = event.connection === 'online';
        if (this.#online) for (const { link } of this.#entries.values()) link.reachableAgain();
        return;
      case 'ice-servers':
        return this.#takeIceServers(event.iceServers);
      case 'ended':
        return;
    }
  }

  peers(): readonly Peer[] {
    return this.#present().map(({ member, link }) => toPeer(member, link));
  }

  hasLeft(member: MemberId): boolean {
    return this.#left.has(member);
  }

  track(member: MemberId, lane: LaneName): MediaStreamTrack | null {
    return this.#entries.get(member)?.link.remoteTrack(lane) ?? null;
  }

  send(lane: LaneName, track: MediaStreamTrack | null): void {
    this.#tracks.set(lane, track);
    for (const { link } of this.#entries.values()) link.setTrack(lane, track);
  }

  encode(lane: LaneName, sending: LaneSending): void {
    this.#encodings.set(lane, sending);
    for (const { link } of this.#entries.values()) link.encode(lane, sending);
  }

  shrinkCamera(small: boolean): void {
    this.#smallCamera = small;
    for (const { link } of this.#entries.values()) link.shrinkCamera(small);
  }

  async pictureDelayMs(member: MemberId, lane: LaneName): Promise<number | null> {
    return (await this.#entries.get(member)?.link.pictureDelayMs(lane)) ?? null;
  }

  outgoingKbps(): number | null {
    const known = this.#present().flatMap(({ link }) => link.outgoingKbps ?? []);
    return known.length === 0 ? null : Math.min(...known);
  }

  say(state: StateFrame): void {
    this.#state = state;
    for (const { link } of this.#entries.values()) link.say(state);
  }

  restart(): void {
    for (const { link } of this.#entries.values()) link.restart();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  inspect(): TopologyInspection {
    return {
      links: new Map(this.#present().map(({ member, link }) => [member.id, link.inspect()])),
    };
  }

  async leave(): Promise<void> {
    await Promise.all(this.#present().map(({ link }) => link.leave()));
    this.#close();
  }

  #takeSignal(from: MemberId, payload: string): void {
    const entry = this.#entries.get(from);
    if (entry === undefined) {
      this.#options.log('debug', 'signal of a stranger dropped');
      return;
    }
    entry.link.receive(payload);
  }

  // The member found us in the room, so it is on it to begin.
  #takeJoined(member: Member): void {
    const known = this.#entries.get(member.id);
    if (known === undefined || known.gone) {
      this.#drop(member.id);
      this.#enter(member).link.expect();
      return;
    }
    known.member = member;
    known.listed = true;
    known.link.resume(false);
    this.#changed();
  }

  #takeLeft(id: MemberId, reason: LeftReason): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.listed = false;
    if (reason === 'timeout' && entry.link.alive && !entry.gone) {
      this.#options.log('info', 'member timed out at the server, its media goes on');
      return;
    }
    if (reason === 'left') this.#left.add(id);
    this.#drop(id);
  }

  #takePresence(id: MemberId, presence: Member['presence']): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.member = { ...entry.member, presence };
    if (presence === 'present') entry.link.reachableAgain();
    this.#changed();
  }

  // We found these in the room, so it is on us to begin where there is nothing to go on with.
  #takeRejoined(session: RoomSession): void {
    this.#online = session.connection === 'online';
    this.#takeIceServers(session.iceServers);
    for (const entry of this.#entries.values()) entry.listed = false;
    for (const member of session.members) {
      const known = this.#entries.get(member.id);
      if (known === undefined) {
        this.#enter(member).link.begin();
      } else {
        known.member = member;
        known.listed = true;
        if (!known.gone) known.link.resume(true);
      }
    }
    this.#changed();
  }

  #takeIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    for (const { link } of this.#entries.values()) link.setIceServers(iceServers);
  }

  #enter(member: Member): Entry {
    const { clock, random, log, session, signalPort } = this.#options;
    const { id } = member;
    this.#left.delete(id);
    const link = new MemberLink({
      self: session.self.id,
      member: id,
      bygone: this.#bygone,
      clock,
      random,
      log,
      iceServers: () => this.#iceServers,
      startBitrateKbps: () => startBitrateKbps(this.#entries.size),
      tracks: this.#tracks,
      state: () => this.#state,
      send: (payload) => signalPort.send(id, payload),
      reachable: () => this.#isReachable(id),
      probe: () => signalPort.probe(),
      changed: () => this.#changed(),
      left: () => this.#takeGoodbye(id),
      encodings: this.#encodings,
      channels: (channels, binding) => {
        for (const user of this.#options.channelUsers) user.attach(id, channels, binding);
      },
    });
    link.shrinkCamera(this.#smallCamera);
    const entry: Entry = { link, member, listed: true, gone: false };
    this.#entries.set(id, entry);
    this.#changed();
    return entry;
  }

  #isReachable(id: MemberId): boolean {
    const entry = this.#entries.get(id);
    return this.#online && entry?.listed === true && entry.member.presence === 'present';
  }

  #takeGoodbye(id: MemberId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#left.add(id);
    // Remembered until the server says so too, or its list would bring the member back.
    if (!entry.listed) return this.#drop(id);
    entry.gone = true;
    this.#detach(id);
    this.#changed();
  }

  #tick(): void {
    const nowMs = this.#options.clock.now();
    for (const [id, { link, listed }] of this.#entries) {
      link.tick(nowMs);
      if (!listed && link.deadMs >= DEAD_MS) {
        this.#options.log('info', 'member given up');
        this.#drop(id);
      }
    }
  }

  #drop(id: MemberId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    entry.link.close();
    if (!entry.gone) this.#detach(id);
    this.#changed();
  }

  #detach(id: MemberId): void {
    for (const user of this.#options.channelUsers) user.detach(id);
  }

  #present(): readonly Entry[] {
    return [...this.#entries.values()].filter(({ gone }) => !gone);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #close(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#options.prepared?.close();
    for (const id of this.#entries.keys()) this.#drop(id);
    this.#listeners.clear();
  }
}
