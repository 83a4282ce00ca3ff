import type { Clock } from '../../renderer/engine/ports.ts';
import { LANES } from '../../signaling/protocol/lanes.ts';

/*
 * Peer connections without a browser, for what a test must be able to do to the network and to
 * time. Only what the engine uses is there. What browsers really do is tested in a browser.
 */

/** The wire between all fake connections of a test. */
export class FakeNetwork {
  readonly clock: Clock;
  readonly connections = new Set<FakePeerConnection>();
  /** Nothing passes while true. */
  cut = false;
  /** Nobody can be reached by the addresses known until now: only an ICE restart helps. */
  #era = 0;
  #silent = false;
  #names = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get era(): number {
    return this.#era;
  }

  changeAddresses(): void {
    this.#era += 1;
  }

  newName(): string {
    this.#names += 1;
    return `u${this.#names}`;
  }

  open(): readonly FakePeerConnection[] {
    return [...this.connections].filter((pc) => pc.signalingState !== 'closed');
  }

  /** Connections that are closed by `task` do so without a word, as when a process is killed. */
  silently(task: () => void): void {
    this.#silent = true;
    task();
    this.#silent = false;
  }

  get silent(): boolean {
    return this.#silent;
  }

  /** Lets those find each other who know each other's newest names. */
  match(): void {
    for (const one of this.open()) {
      const other = this.open().find((pc) => pc !== one && one.knows(pc) && pc.knows(one));
      if (other !== undefined && !this.cut) one.meet(other);
    }
  }
}

class FakeTrack extends EventTarget {
  readonly kind: string;
  muted = true;
  constructor(kind: string) {
    super();
    this.kind = kind;
  }
}

class FakeTransceiver {
  direction = 'recvonly';
  readonly sender: object;
  readonly receiver: object;

  constructor(kind: string, heardAtMs: () => number | null) {
    const sender = {
      track: null as unknown,
      async replaceTrack(track: unknown) {
        await Promise.resolve();
        sender.track = track;
      },
      getParameters: () => ({}),
      setParameters: async () => undefined,
      setStreams: () => undefined,
    };
    this.sender = sender;
    this.receiver = {
      track: new FakeTrack(kind),
      getSynchronizationSources() {
        const timestamp = kind === 'video' ? heardAtMs() : null;
        return timestamp === null ? [] : [{ timestamp, source: 1, rtpTimestamp: 1 }];
      },
    };
  }

  setCodecPreferences(): void {}
}

class FakeChannel extends EventTarget {
  readyState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly id: number;
  readonly #pc: FakePeerConnection;

  constructor(pc: FakePeerConnection, id: number) {
    super();
    this.#pc = pc;
    this.id = id;
  }

  send(data: string): void {
    if (this.readyState !== 'open') throw new Error('not open');
    this.#pc.carry(this.id, data);
  }

  open(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  closed(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
  }
}

type Description = { readonly type: 'offer' | 'answer'; readonly sdp: string };

export class FakePeerConnection extends EventTarget {
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  readonly #network: FakeNetwork;
  readonly #channels = new Map<number, FakeChannel>();
  #transceivers: FakeTransceiver[] = [];
  #ownName: string;
  #ownEra: number;
  #restartWanted = false;
  #peer: FakePeerConnection | null = null;
  #heardAtMs: number | null = null;
  #bytes = 0;

  constructor(network: FakeNetwork) {
    super();
    this.#network = network;
    this.#ownName = network.newName();
    this.#ownEra = network.era;
    network.connections.add(this);
  }

  addTransceiver(trackOrKind: string | { kind: string }): FakeTransceiver {
    const kind = typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind;
    const transceiver = new FakeTransceiver(kind, () => this.#listen());
    this.#transceivers.push(transceiver);
    this.#needNegotiation();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.#transceivers;
  }

  createDataChannel(_label: string, { id }: { id: number }): FakeChannel {
    const channel = new FakeChannel(this, id);
    this.#channels.set(id, channel);
    return channel;
  }

  restartIce(): void {
    this.#restartWanted = true;
    this.#needNegotiation();
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    this.#assertOpen();
    const answering = this.signalingState === 'have-remote-offer';
    if (this.#restartWanted || answering) this.#newName();
    this.#restartWanted = false;
    const type = answering ? 'answer' : 'offer';
    this.localDescription = { type, sdp: text(this.#ownName, this.#ownEra) };
    this.signalingState = answering ? 'stable' : 'have-local-offer';
    this.#network.match();
    await Promise.resolve();
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await Promise.resolve();
    this.#assertOpen();
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') {
      throw new Error('no offer to answer');
    }
    if (description.type === 'offer' && this.signalingState !== 'stable') throw new Error('glare');
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (this.#transceivers.length === 0) {
      this.#transceivers = LANES.map(({ kind }) => new FakeTransceiver(kind, () => this.#listen()));
    }
    this.#network.match();
  }

  async addIceCandidate(): Promise<void> {
    await Promise.resolve();
  }

  getConfiguration(): object {
    return {};
  }

  setConfiguration(): void {}

  async getStats(): Promise<ReadonlyMap<string, unknown>> {
    await Promise.resolve();
    if (this.#listen() !== null && this.#flows()) this.#bytes += 1_000;
    return new Map([['T', { id: 'T', type: 'transport', bytesReceived: this.#bytes }]]);
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    const peer = this.#flows() && !this.#network.silent ? this.#peer : null;
    this.#peer = null;
    if (peer !== null) for (const channel of peer.#channels.values()) channel.closed();
  }

  knows(other: FakePeerConnection): boolean {
    return (
      this.localDescription !== null &&
      (this.remoteDescription?.sdp.includes(`a=ice-ufrag:${other.#ownName}\r\n`) ?? false)
    );
  }

  meet(other: FakePeerConnection): void {
    if (this.#ownEra !== this.#network.era || other.#ownEra !== this.#network.era) return;
    if (this.#peer === other) return;
    this.#peer = other;
    other.#peer = this;
    for (const end of [this, other]) {
      end.connectionState = 'connected';
      end.dispatchEvent(new Event('connectionstatechange'));
      for (const channel of end.#channels.values()) channel.open();
    }
  }

  carry(channel: number, data: string): void {
    if (!this.#flows()) return;
    const peer = this.#peer;
    queueMicrotask(() => {
      peer?.receive(channel, data);
    });
  }

  receive(channel: number, data: string): void {
    this.#channels.get(channel)?.dispatchEvent(new MessageEvent('message', { data }));
  }

  #flows(): boolean {
    const { cut, era } = this.#network;
    const peer = this.#peer;
    if (cut || peer === null || peer.#peer !== this) return false;
    return this.#ownEra === era && peer.#ownEra === era;
  }

  #listen(): number | null {
    if (this.#flows()) this.#heardAtMs = this.#network.clock.now();
    return this.#heardAtMs;
  }

  #newName(): void {
    this.#ownName = this.#network.newName();
    this.#ownEra = this.#network.era;
    this.#peer = null;
  }

  #needNegotiation(): void {
    queueMicrotask(() => {
      if (this.signalingState === 'stable') this.dispatchEvent(new Event('negotiationneeded'));
    });
  }

  #assertOpen(): void {
    if (this.signalingState === 'closed') throw new Error('closed');
  }
}

function text(ufrag: string, era: number): string {
  const sections = [...LANES.map(({ kind }) => kind as string), 'application'];
  return sections
    .map((kind) => `m=${kind} 9 X 1\r\na=ice-ufrag:${ufrag}\r\na=x-era:${era}\r\n`)
    .join('');
}
