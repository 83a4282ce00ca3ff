import { LANES, type LaneName } from '../../../signaling/protocol/lanes.ts';
import { CameraSending } from './cameraSending.ts';
import { laneCodecs } from './codecs.ts';
import type { EngineLog } from './engineLog.ts';
import { prefer } from './sending.ts';
import { applySending, type LaneSending } from '../present/laneSending.ts';

/** Lanes that belong together share a stream, so that picture and sound are kept in step. */
const GROUPS: readonly (readonly LaneName[])[] = [
  ['microphone', 'camera'],
  ['screenA', 'screenASound'],
  ['screenB', 'screenBSound'],
];

/**
 * The six transceivers of a link.
 *
 * All of them send and receive from the start to the end: what is on a lane changes by
 * `replaceTrack` alone, so that nothing that a person does in a call needs a negotiation.
 */
export class Lanes {
  readonly #log: EngineLog;
  readonly #transceivers = new Map<LaneName, RTCRtpTransceiver>();
  readonly #wanted = new Map<LaneName, MediaStreamTrack | null>();
  readonly #swapping = new Set<LaneName>();
  readonly #encodings = new Map<LaneName, LaneSending>();
  #camera: CameraSending | null = null;
  #smallCamera = false;

  constructor(log: EngineLog) {
    this.#log = log;
  }

  /** Impolite side: makes the lanes, in their order. */
  create(pc: RTCPeerConnection): void {
    const streams = newStreams();
    for (const { name, kind } of LANES) {
      const track = this.#wanted.get(name) ?? null;
      const stream = streams.get(name);
      const transceiver = pc.addTransceiver(track ?? kind, {
        direction: 'sendrecv',
        streams: stream === undefined ? [] : [stream],
      });
      this.#take(name, kind, transceiver);
    }
  }

  /**
   * Polite side: takes over the lanes that the first offer made.
   *
   * @returns false when the offer's transceivers are not the six lanes in their order.
   */
  adopt(pc: RTCPeerConnection): boolean {
    const transceivers = pc.getTransceivers();
    const fits =
      transceivers.length === LANES.length &&
      LANES.every(({ kind }, index) => transceivers[index]?.receiver.track.kind === kind);
    if (!fits) return false;
    const streams = newStreams();
    for (const [index, { name, kind }] of LANES.entries()) {
      const transceiver = transceivers[index];
      if (transceiver === undefined) return false;
      transceiver.direction = 'sendrecv';
      const stream = streams.get(name);
      if (stream !== undefined) transceiver.sender.setStreams(stream);
      this.#take(name, kind, transceiver);
      void this.#swap(name);
    }
    return true;
  }

  /** What to send on a lane from now on; null for nothing. Remembered until the lane exists. */
  set(lane: LaneName, track: MediaStreamTrack | null): void {
    this.#wanted.set(lane, track);
    void this.#swap(lane);
  }

  /** How a lane's picture is encoded from now on. Remembered until the lane exists. */
  encode(lane: LaneName, sending: LaneSending): void {
    this.#encodings.set(lane, sending);
    const sender = this.#transceivers.get(lane)?.sender;
    if (sender !== undefined) void applySending(sender, sending, this.#log);
  }

  /** Whether our camera is shown in a small tile from now on, beside a shared screen. */
  shrinkCamera(small: boolean): void {
    this.#smallCamera = small;
    this.#camera?.shrink(small);
  }

  /** What the other end sends on a lane, whether or not there is anything on it now. */
  remoteTrack(lane: LaneName): MediaStreamTrack | null {
    return this.#transceivers.get(lane)?.receiver.track ?? null;
  }

  receiver(lane: LaneName): RTCRtpReceiver | null {
    return this.#transceivers.get(lane)?.receiver ?? null;
  }

  /** How many lanes there are: none or six. */
  get count(): number {
    return this.#transceivers.size;
  }

  /**
   * The first seconds are over: from now on the camera gives up resolution as well as frame rate
   * when the network or the machine is too slow.
   */
  settle(): void {
    this.#camera?.prefer('balanced');
  }

  #take(lane: LaneName, kind: 'audio' | 'video', transceiver: RTCRtpTransceiver): void {
    this.#transceivers.set(lane, transceiver);
    const codecs = laneCodecs(lane, RTCRtpReceiver.getCapabilities(kind)?.codecs ?? []);
    if (codecs.length > 0) transceiver.setCodecPreferences(codecs);
    // A camera too keeps its resolution at first: otherwise the encoder starts small and takes
    // seconds to grow, even where there is bandwidth.
    if (lane === 'camera') {
      this.#camera = new CameraSending(transceiver.sender, this.#log);
      this.#camera.prefer('maintain-resolution');
      this.#camera.shrink(this.#smallCamera);
      return;
    }
    const encoding = this.#encodings.get(lane);
    if (encoding !== undefined) void applySending(transceiver.sender, encoding, this.#log);
    else if (kind === 'video') void prefer(transceiver.sender, 'maintain-resolution', this.#log);
  }

  // One swap at a time and the last wish wins: `replaceTrack` calls of a sender do not queue.
  async #swap(lane: LaneName): Promise<void> {
    const sender = this.#transceivers.get(lane)?.sender;
    if (sender === undefined || this.#swapping.has(lane)) return;
    this.#swapping.add(lane);
    try {
      let wanted = this.#wanted.get(lane) ?? null;
      while (sender.track !== wanted) {
        await sender.replaceTrack(wanted);
        wanted = this.#wanted.get(lane) ?? null;
      }
    } catch (error) {
      // The connection was closed meanwhile, or the track is of no use to the encoder.
      this.#log('debug', 'track not replaced', { lane, error: String(error) });
    } finally {
      this.#swapping.delete(lane);
    }
  }
}

function newStreams(): ReadonlyMap<LaneName, MediaStream> {
  return new Map(
    GROUPS.flatMap((group) => {
      const stream = new MediaStream();
      return group.map((lane) => [lane, stream] as const);
    }),
  );
}
