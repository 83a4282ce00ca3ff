import type { LinkState } from '../../../preload/contract/callSnapshot.ts';
import { CHANNELS, type ChannelName } from '../../../signaling/protocol/lanes.ts';
import type { Epoch } from '../../../signaling/protocol/ids.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import type { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';
import type { IceServer } from '../../../signaling/protocol/serverMessages.ts';
import type { StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import type { CallBinding } from '../../../signaling/protocol/contactFrames.ts';
import type { Clock } from '../ports.ts';
import { bindingWhenKnown } from './binding.ts';
import { Control } from './control.ts';
import type { EngineLog } from './engineLog.ts';
import { Healing } from './healing.ts';
import { Hearing } from './hearing.ts';
import { Lanes } from './lanes.ts';
import { Negotiation } from './negotiation.ts';
import { newEpoch } from './newEpoch.ts';
import { Vitals } from './vitals.ts';
import type { LaneSending } from '../present/laneSending.ts';
import { PictureDelays } from '../stats/pictureDelays.ts';

export interface LinkOptions {
  /** The polite side waits for the other's first offer. */
  readonly polite: boolean;
  /** It touches no network before it begins, or is held. */
  readonly quiet?: boolean;
  readonly iceServers: readonly IceServer[];
  readonly startBitrateKbps: () => number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog;
}

/** What a link asks of the one who holds it. */
export interface LinkHolder {
  send(signal: LinkSignal): void;
  /** Whether a note to the other member would arrive now, as far as is known. */
  reachable(): boolean;
  /** Has the way to the signaling server looked at. */
  probe(): void;
  /** Something that people may see is different. */
  changed(): void;
  /** The member said goodbye. */
  left(): void;
  /** This connection cannot be healed; a new one may. */
  rebuild(): void;
}

/** The data channels of one connection, open or about to open. */
export type LinkChannels = Readonly<Record<Exclude<ChannelName, 'control'>, RTCDataChannel>>;

/** For tests and diagnosis; nothing that names people or addresses. */
export interface LinkInspection {
  readonly epoch: Epoch;
  readonly remote: Epoch | null;
  readonly polite: boolean;
  readonly connectionState: RTCPeerConnectionState;
  readonly signalingState: RTCSignalingState;
  readonly transceivers: number;
  readonly restarts: number;
  readonly silentMs: number;
}

/** Time after which the camera may give up resolution. */
const SETTLE_MS = 5_000;
/** Two ends that know each other are connected by then, or something went wrong. */
const CONNECT_MS = 10_000;

/** One connection to one member, from its first offer to its close. */
export class Link {
  readonly epoch: Epoch;
  readonly polite: boolean;
  /** For whoever chats, draws and so on; the link itself uses `control` alone. */
  readonly channels: LinkChannels;
  readonly #options: LinkOptions;
  readonly #lifetime = new AbortController();
  readonly #pc: RTCPeerConnection;
  readonly #lanes: Lanes;
  readonly #negotiation: Negotiation;
  readonly #control: Control;
  readonly #healing: Healing;
  readonly #vitals: Vitals;
  readonly #pictureDelays = new PictureDelays();
  #holder: LinkHolder | null = null;
  #remote: Epoch | null = null;
  #remoteState: StateFrame | null = null;
  #everConnected = false;
  #closedByOther = false;
  #restarts = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.polite = options.polite;
    this.epoch = newEpoch(options.random);
    const { clock, random, log } = options;
    const { signal } = this.#lifetime;
    const pc = new RTCPeerConnection({
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
      iceServers: options.iceServers.map(toRtcIceServer),
    });
    this.#pc = pc;
    this.#lanes = new Lanes(log);
    this.#negotiation = new Negotiation(pc, {
      polite: options.polite,
      quiet: options.quiet ?? false,
      clock,
      signal,
      log,
      startBitrateKbps: options.startBitrateKbps,
      adopt: () => this.#adopt(),
      failed: () => this.#holder?.rebuild(),
    });
    pc.addEventListener('connectionstatechange', () => this.#connectionChanged(), { signal });
    this.#control = new Control(openChannel(pc, 'control'), {
      clock,
      signal,
      log,
      onState: (state) => {
        this.#remoteState = state;
        this.#holder?.changed();
      },
      onLeave: () => this.#holder?.left(),
      onClosed: () => this.#otherEndClosed(),
    });
    this.channels = {
      chat: openChannel(pc, 'chat'),
      present: openChannel(pc, 'present'),
      pointer: openChannel(pc, 'pointer'),
      still: openChannel(pc, 'still'),
      contacts: openChannel(pc, 'contacts'),
    };
    this.#vitals = new Vitals({
      hearing: new Hearing(this.#lanes),
      report: () => pc.getStats(),
      signal,
      log,
      nudge: () => this.#control.nudge(),
      changed: () => this.#holder?.changed(),
    });
    this.#healing = new Healing(
      {
        polite: options.polite,
        offerPending: () => this.#negotiation.offerPending,
        reachable: () => this.#holder?.reachable() ?? false,
        closed: () => this.#closedByOther,
        restart: () => this.restart(),
        resend: () => this.#negotiation.resend(),
        rebuild: () => this.#holder?.rebuild(),
        probe: () => this.#holder?.probe(),
      },
      clock,
      random,
      signal,
    );
    if (!options.polite) {
      this.#lanes.create(pc);
      this.#watchTracks();
    }
  }

  /** Ends its being quiet. */
  begin(): void {
    this.#negotiation.begin();
  }

  /** From now on the link works for `holder`; what it has prepared goes out. */
  hold(holder: LinkHolder): void {
    this.#holder = holder;
    this.#negotiation.address((message) =>
      holder.send({ version: 1, from: this.epoch, to: this.#remote, ...message }),
    );
  }

  /** The other end's epoch; null until it is known. */
  get remote(): Epoch | null {
    return this.#remote;
  }

  /** From now on the link is one with this other end. */
  pair(remote: Epoch): void {
    this.#remote = remote;
    this.#later(CONNECT_MS, () => {
      if (!this.#everConnected) this.#healing.ill();
    });
  }

  receive(signal: LinkSignal): void {
    this.#negotiation.receive(signal);
  }

  /** An offer of ours waits for its answer. */
  get offerPending(): boolean {
    return this.#negotiation.offerPending;
  }

  /** Sends a pending offer again. */
  resend(): void {
    this.#negotiation.resend();
  }

  /** Looks for a new way to the other end (ICE restart); media goes on meanwhile if it can. */
  restart(): void {
    this.#restarts += 1;
    this.#options.log('info', 'ice restart', { link: this.epoch });
    this.#negotiation.restart();
  }

  /** What made the other member unreachable is over. */
  reachableAgain(): void {
    this.#healing.reachableAgain();
  }

  /** Takes effect at the next ICE restart. */
  setIceServers(iceServers: readonly IceServer[]): void {
    const configuration = this.#pc.getConfiguration();
    this.#pc.setConfiguration({ ...configuration, iceServers: iceServers.map(toRtcIceServer) });
  }

  setTrack(lane: LaneName, track: MediaStreamTrack | null): void {
    this.#lanes.set(lane, track);
  }

  /** How a lane's picture is encoded from now on. */
  encode(lane: LaneName, sending: LaneSending): void {
    this.#lanes.encode(lane, sending);
  }

  shrinkCamera(small: boolean): void {
    this.#lanes.shrinkCamera(small);
  }

  remoteTrack(lane: LaneName): MediaStreamTrack | null {
    return this.#lanes.remoteTrack(lane);
  }

  /**
   * How old the picture on a lane is when it is decoded here, milliseconds since it left the other
   * end's encoder; null while that is not known.
   */
  async pictureDelayMs(lane: LaneName): Promise<number | null> {
    const report = await this.#lanes.receiver(lane)?.getStats();
    if (report === undefined) return null;
    return this.#pictureDelays.take(lane, report, this.#vitals.roundTripMs);
  }

  /** What the bandwidth estimate gives for sending, kilobits per second; null: not known. */
  get outgoingKbps(): number | null {
    return this.#vitals.outgoingKbps;
  }

  /** What the connection is known by at both ends, as soon as that is known; null: nothing is. */
  binding(): Promise<CallBinding | null> {
    return bindingWhenKnown(this.#pc, this.#lifetime.signal);
  }

  say(state: StateFrame): void {
    this.#control.say(state);
  }

  /** What the member said of itself last; null before the first word. */
  get remoteState(): StateFrame | null {
    return this.#remoteState;
  }

  get speaking(): boolean {
    return this.#vitals.speaking;
  }

  /** Something came from the other end within the last second or so. */
  get alive(): boolean {
    return this.#everConnected && !this.#vitals.stalled && !this.#closedByOther;
  }

  get everConnected(): boolean {
    return this.#everConnected;
  }

  /** How long nothing has come, milliseconds; counts from the first connection. */
  get silentMs(): number {
    return this.#vitals.silentMs;
  }

  get state(): LinkState {
    if (!this.#everConnected) return 'connecting';
    return this.alive ? this.#vitals.quality : 'reconnecting';
  }

  /** Looks at the link; to be called about ten times a second. */
  tick(nowMs: number): void {
    if (!this.#everConnected) return;
    const wasStalled = this.#vitals.stalled;
    this.#vitals.tick(nowMs);
    const { stalled } = this.#vitals;
    if (stalled) this.#healing.ill();
    else if (!this.#closedByOther) this.#healing.well();
    if (stalled !== wasStalled) {
      this.#options.log('info', stalled ? 'link stalled' : 'link healed', { link: this.epoch });
    }
  }

  /** Says goodbye, then closes. */
  async leave(): Promise<void> {
    await this.#control.leave();
    this.close();
  }

  close(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#pc.close();
  }

  inspect(): LinkInspection {
    return {
      epoch: this.epoch,
      remote: this.#remote,
      polite: this.polite,
      connectionState: this.#pc.connectionState,
      signalingState: this.#pc.signalingState,
      transceivers: this.#pc.getTransceivers().length,
      restarts: this.#restarts,
      silentMs: this.silentMs,
    };
  }

  #adopt(): boolean {
    const fits = this.#lanes.adopt(this.#pc);
    if (fits) this.#watchTracks();
    return fits;
  }

  // Until the member has said what is on, flowing media speaks for itself.
  #watchTracks(): void {
    const { signal } = this.#lifetime;
    for (const { receiver } of this.#pc.getTransceivers()) {
      for (const type of ['mute', 'unmute']) {
        receiver.track.addEventListener(type, () => this.#holder?.changed(), { signal });
      }
    }
    this.#holder?.changed();
  }

  #connectionChanged(): void {
    const state = this.#pc.connectionState;
    this.#options.log('info', 'link', { link: this.epoch, state });
    if (state === 'connected') {
      if (!this.#everConnected) this.#connectedFirst();
      this.#holder?.changed();
    }
    if (state === 'failed') this.#healing.ill();
  }

  #connectedFirst(): void {
    this.#everConnected = true;
    this.#healing.well();
    this.#later(SETTLE_MS, () => this.#lanes.settle());
  }

  #later(delayMs: number, task: () => void): void {
    const cancel = this.#options.clock.after(delayMs, task);
    this.#lifetime.signal.addEventListener('abort', cancel, { once: true });
  }

  #otherEndClosed(): void {
    this.#closedByOther = true;
    this.#options.log('info', 'link closed by the other end', { link: this.epoch });
    this.#healing.ill();
    this.#holder?.changed();
  }
}

function openChannel(pc: RTCPeerConnection, name: ChannelName): RTCDataChannel {
  const { id, label } = CHANNELS[name];
  // Of a pointer only the newest place counts: nothing waits for a lost one.
  const delivery = name === 'pointer' ? { ordered: false, maxRetransmits: 0 } : { ordered: true };
  const channel = pc.createDataChannel(label, { negotiated: true, id, ...delivery });
  channel.binaryType = 'arraybuffer';
  return channel;
}

function toRtcIceServer(server: IceServer): RTCIceServer {
  return {
    urls: [...server.urls],
    ...(server.username === undefined ? {} : { username: server.username }),
    ...(server.credential === undefined ? {} : { credential: server.credential }),
  };
}
