import { framesOf } from '../../renderer/engine/present/frameStreams.ts';

/** What a frame shows, read back. */
export interface SeenFrame {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Frames of a track as pixels, one after the other. */
export class FrameReader {
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;

  constructor(track: MediaStreamTrack) {
    this.#reader = framesOf(track).getReader();
  }

  async next(): Promise<SeenFrame> {
    const { done, value: frame } = await this.#reader.read();
    if (done) throw new Error('the track ended');
    const { displayWidth: width, displayHeight: height } = frame;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(frame, 0, 0);
    frame.close();
    const rgba = context?.getImageData(0, 0, width, height).data;
    if (rgba === undefined) throw new Error('no canvas');
    return { width, height, rgba };
  }

  /** Reads on until a frame satisfies a condition; those before it are given to `before`. */
  async until(
    condition: (frame: SeenFrame) => boolean,
    before: (frame: SeenFrame) => void = () => undefined,
  ): Promise<SeenFrame> {
    for (;;) {
      const frame = await this.next();
      if (condition(frame)) return frame;
      before(frame);
    }
  }

  close(): void {
    void this.#reader.cancel();
  }
}

/** Reads one frame of a track. */
export async function frameOf(track: MediaStreamTrack): Promise<SeenFrame> {
  const reader = new FrameReader(track);
  try {
    return await reader.next();
  } finally {
    reader.close();
  }
}

/** A pixel: red, green, blue. */
export function pixelAt({ width, rgba }: SeenFrame, x: number, y: number): readonly number[] {
  const at = (y * width + x) * 4;
  return [...rgba.subarray(at, at + 3)];
}

/** Whether the middle of a frame has about this colour. */
export function isAbout(frame: SeenFrame, colour: readonly number[], tolerance = 24): boolean {
  const middle = pixelAt(frame, frame.width >> 1, frame.height >> 1);
  return middle.every((value, channel) => Math.abs(value - (colour[channel] ?? 0)) <= tolerance);
}

/** A picture sent over a connection, for what only an encoder and a late viewer can show. */
export class Wire {
  readonly sender: RTCRtpSender;
  readonly received: MediaStreamTrack;
  readonly #ends: readonly RTCPeerConnection[];

  private constructor(ends: readonly RTCPeerConnection[], from: RTCRtpSender, to: RTCRtpReceiver) {
    this.#ends = ends;
    this.sender = from;
    this.received = to.track;
  }

  static async to(track: MediaStreamTrack): Promise<Wire> {
    const [from, to] = connectedPair();
    const sender = from.addTrack(track);
    await negotiate(from, to);
    const receiver = to.getReceivers()[0];
    if (receiver === undefined) throw new Error('nothing to receive');
    return new Wire([from, to], sender, receiver);
  }

  close(): void {
    for (const end of this.#ends) end.close();
  }
}

/** Two ends that find each other once they are negotiated. */
export function connectedPair(): readonly [RTCPeerConnection, RTCPeerConnection] {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const early: RTCIceCandidate[] = [];
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null) return;
    if (to.remoteDescription === null) early.push(candidate);
    else void to.addIceCandidate(candidate);
  });
  to.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) void from.addIceCandidate(candidate);
  });
  to.addEventListener('signalingstatechange', () => {
    for (const candidate of early.splice(0)) void to.addIceCandidate(candidate);
  });
  return [from, to];
}

export async function negotiate(from: RTCPeerConnection, to: RTCPeerConnection): Promise<void> {
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription ?? { type: 'offer' });
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription ?? { type: 'answer' });
}
