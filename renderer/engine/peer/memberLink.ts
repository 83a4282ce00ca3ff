import type { LinkState } from '../../../preload/contract/callSnapshot.ts';
import type { StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import type { CallBinding } from '../../../signaling/protocol/contactFrames.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';
import type { IceServer } from '../../../signaling/protocol/serverMessages.ts';
import type { Clock } from '../ports.ts';
import type { Bygone } from './bygone.ts';
import type { EngineLog } from './engineLog.ts';
import { Link, type LinkChannels, type LinkInspection } from './link.ts';
import { createLiveness } from './liveness.ts';
import { judge } from './pairing.ts';
import type { LaneSending } from '../present/laneSending.ts';
import { createTokenBucket } from './tokenBucket.ts';

export interface MemberLinkOptions {
  readonly self: MemberId;
  readonly member: MemberId;
  /** Of all links of the call. */
  readonly bygone: Bygone;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog;
  readonly iceServers: () => readonly IceServer[];
  readonly startBitrateKbps: () => number;
  /** What is on each lane of ours now. */
  readonly tracks: ReadonlyMap<LaneName, MediaStreamTrack | null>;
  /** What we say of ourselves now. */
  readonly state: () => StateFrame;
  readonly send: (payload: string) => void;
  readonly reachable: () => boolean;
  readonly probe: () => void;
  readonly changed: () => void;
  /** The member said goodbye; the link is closed. */
  readonly left: () => void;
  /** How each lane of ours is encoded now. */
  readonly encodings: ReadonlyMap<LaneName, LaneSending>;
  /** There is a new connection, with channels of its own. */
  readonly channels: (channels: LinkChannels, binding: () => Promise<CallBinding | null>) => void;
}

/** New links that a member may begin: one every two seconds, and a few at once. */
const NEW_LINKS_PER_SECOND = 0.5;
const NEW_LINKS_BURST = 5;

/**
 * The link to one member through all its connections: a reloaded window or a dead connection on
 * either side gives it a new one, see `judge`.
 */
export class MemberLink {
  readonly #options: MemberLinkOptions;
  readonly #mayBegin = createTokenBucket(NEW_LINKS_PER_SECOND, NEW_LINKS_BURST);
  readonly #life = createLiveness();
  #link: Link | null = null;
  #closed = false;
  #everConnected = false;
  #smallCamera = false;
  /** Last word of the member, from an earlier connection if the present one has none yet. */
  #state: StateFrame | null = null;

  constructor(options: MemberLinkOptions) {
    this.#options = options;
  }

  /**
   * Begins a link as the newcomer, or begins it anew.
   *
   * @param prepared - a link whose offer was made ahead.
   */
  begin(prepared?: Link): void {
    this.#take(prepared ?? this.#newLink(false));
  }

  /** Expects the member to begin. */
  expect(): void {
    if (this.#link === null) this.#take(this.#newLink(true));
  }

  /** A note from the member, as it came through the signaling server. */
  receive(payload: string): void {
    const decoded = decode(LinkSignal, payload);
    if (!decoded.ok) {
      this.#options.log('warn', 'signal refused', { reason: decoded.reason, at: decoded.where });
      return;
    }
    const signal = decoded.value;
    const { self, member: other } = this.#options;
    switch (judge(signal, this.#link, this.#options.bygone, { self, other })) {
      case 'deliver':
        return this.#link?.receive(signal);
      case 'pair':
        this.#link?.pair(signal.from);
        return this.#link?.receive(signal);
      case 'replace':
        return this.#replace(signal);
      case 'insist':
      case 'remind':
        return this.#link?.resend();
      case 'begin':
        return this.#mayBegin(this.#options.clock.now()) ? this.begin() : undefined;
      case 'drop':
        return this.#options.log('debug', 'signal for another end dropped', { kind: signal.kind });
    }
  }

  /**
   * The signaling server knows us and the member again: what was on its way may be lost.
   *
   * @param newcomer - whether it is on us to begin where nothing is left to go on with.
   */
  resume(newcomer: boolean): void {
    const link = this.#link;
    if (link === null) return;
    const worthKeeping = link.alive || (link.offerPending && !link.everConnected);
    if (newcomer && !worthKeeping) return this.begin();
    this.reachableAgain();
  }

  /** What made the member unreachable is over. */
  reachableAgain(): void {
    this.#link?.resend();
    this.#link?.reachableAgain();
  }

  setTrack(lane: LaneName, track: MediaStreamTrack | null): void {
    this.#link?.setTrack(lane, track);
  }

  encode(lane: LaneName, sending: LaneSending): void {
    this.#link?.encode(lane, sending);
  }

  /** Whether our camera is shown in a small tile from now on, beside a shared screen. */
  shrinkCamera(small: boolean): void {
    this.#smallCamera = small;
    this.#link?.shrinkCamera(small);
  }

  async pictureDelayMs(lane: LaneName): Promise<number | null> {
    return (await this.#link?.pictureDelayMs(lane)) ?? null;
  }

  get outgoingKbps(): number | null {
    return this.#link?.outgoingKbps ?? null;
  }

  say(state: StateFrame): void {
    this.#link?.say(state);
  }

  setIceServers(iceServers: readonly IceServer[]): void {
    this.#link?.setIceServers(iceServers);
  }

  restart(): void {
    this.#link?.restart();
  }

  remoteTrack(lane: LaneName): MediaStreamTrack | null {
    return this.#link?.remoteTrack(lane) ?? null;
  }

  get remoteState(): StateFrame | null {
    return this.#state;
  }

  get speaking(): boolean {
    return this.#link?.speaking ?? false;
  }

  /** The member was connected once, over this connection or an earlier one. */
  get everConnected(): boolean {
    return this.#everConnected;
  }

  /** Something came from the member within the last second or so. */
  get alive(): boolean {
    return this.#link?.alive ?? false;
  }

  /** How long the member has not been alive, milliseconds of observed time. */
  get deadMs(): number {
    return this.#life.silentMs;
  }

  get linkState(): LinkState {
    const state = this.#link?.state ?? 'connecting';
    return state === 'connecting' && this.#everConnected ? 'reconnecting' : state;
  }

  /** Looks at the link; to be called about ten times a second. */
  tick(nowMs: number): void {
    this.#link?.tick(nowMs);
    this.#life.observe(nowMs, this.alive);
  }

  async leave(): Promise<void> {
    await this.#link?.leave();
    this.close();
  }

  close(): void {
    this.#closed = true;
    this.#end(this.#link);
    this.#link = null;
  }

  inspect(): LinkInspection | null {
    return this.#link?.inspect() ?? null;
  }

  #replace(signal: LinkSignal): void {
    if (!this.#mayBegin(this.#options.clock.now())) {
      return this.#options.log('warn', 'new link refused: too many');
    }
    // The member itself put its new end in the place of this one.
    const past = this.#link?.remote ?? null;
    if (past !== null) this.#options.bygone.addOther(past);
    const link = this.#newLink(true);
    this.#take(link);
    link.pair(signal.from);
    link.receive(signal);
  }

  #end(link: Link | null): void {
    if (link === null) return;
    this.#options.bygone.addOwn(link.epoch);
    link.close();
  }

  #newLink(polite: boolean): Link {
    const { clock, random, log, startBitrateKbps } = this.#options;
    return new Link({
      polite,
      iceServers: this.#options.iceServers(),
      startBitrateKbps,
      clock,
      random,
      log,
    });
  }

  #take(link: Link): void {
    if (this.#closed) return link.close();
    const old = this.#link;
    this.#end(old);
    this.#link = link;
    const { log, changed } = this.#options;
    log('info', old === null ? 'link begun' : 'link replaced', {
      link: link.epoch,
      polite: link.polite,
    });
    for (const [lane, track] of this.#options.tracks) link.setTrack(lane, track);
    for (const [lane, sending] of this.#options.encodings) link.encode(lane, sending);
    link.shrinkCamera(this.#smallCamera);
    link.say(this.#options.state());
    this.#options.channels(link.channels, () => link.binding());
    link.hold({
      send: (signal) => this.#options.send(JSON.stringify(signal)),
      reachable: this.#options.reachable,
      probe: this.#options.probe,
      changed: () => {
        this.#everConnected ||= link.everConnected;
        this.#state = link.remoteState ?? this.#state;
        changed();
      },
      left: () => {
        this.close();
        this.#options.left();
      },
      rebuild: () => this.begin(),
    });
    changed();
  }
}
