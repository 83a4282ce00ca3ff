import type { PresentingSubject } from './subject.ts';

/** Where a shared picture's time goes, by the statistics of both ends over a while. */
export interface Profile {
  readonly capturedFps: number;
  readonly encodedFps: number;
  readonly decodedFps: number;
  /** Milliseconds a frame. */
  readonly encodeMs: number;
  /** From the encoder to the network, milliseconds a packet. */
  readonly pacingMs: number;
  readonly jitterBufferMs: number;
  readonly decodeMs: number;
  /** From the first packet to the decoded frame, milliseconds. */
  readonly receiveMs: number;
  /** Quantiser, of VP8 0 (best) to 127. */
  readonly quantiser: number;
  readonly kbps: number;
  /** What the estimate of bandwidth gives at the end. */
  readonly availableKbps: number;
  readonly width: number;
  readonly height: number;
  readonly keyFrames: number;
  readonly codec: string;
  readonly encoder: string;
  readonly limitedBy: string;
}

/** Numbers and words of a report, named `type.member`. */
type Counters = Readonly<Record<string, number | string>>;

async function readEnd([end, index]: readonly ['sender' | 'receiver', number]): Promise<Counters> {
  const connection = window.parleyConnections?.findLast(
    ({ connectionState }) => connectionState === 'connected',
  );
  const report = await connection?.getTransceivers()[index]?.[end].getStats();
  const counters: Record<string, number | string> = { atMs: performance.now() };
  for (const stats of (report?.values() ?? []) as Iterable<Record<string, unknown>>) {
    for (const [key, value] of Object.entries(stats)) {
      if (typeof value !== 'number' && typeof value !== 'string') continue;
      counters[`${String(stats['type'])}.${key}`] = value;
    }
  }
  return counters;
}

/** Begins to look. @returns ends it, with what was seen between. */
export async function startProfile({
  presenter,
  viewer,
  transceiver,
}: PresentingSubject): Promise<() => Promise<Profile>> {
  const read = async () => ({
    sent: await presenter.page.evaluate(readEnd, ['sender', transceiver] as const),
    received: await viewer.page.evaluate(readEnd, ['receiver', transceiver] as const),
  });
  const before = await read();
  return async () => {
    const after = await read();
    const grown = (end: 'sent' | 'received', key: string): number =>
      Number(after[end][key] ?? 0) - Number(before[end][key] ?? 0);
    const sent = (key: string): number => grown('sent', `outbound-rtp.${key}`);
    const received = (key: string): number => grown('received', `inbound-rtp.${key}`);
    const seconds = grown('sent', 'atMs') / 1_000;
    const word = (key: string): string => String(after.sent[key] ?? 'unknown');
    const figure = (key: string): number => Number(after.sent[key] ?? 0);
    return {
      capturedFps: grown('sent', 'media-source.frames') / seconds,
      encodedFps: sent('framesEncoded') / seconds,
      decodedFps: received('framesDecoded') / seconds,
      encodeMs: (sent('totalEncodeTime') * 1_000) / sent('framesEncoded'),
      pacingMs: (sent('totalPacketSendDelay') * 1_000) / sent('packetsSent'),
      jitterBufferMs:
        (received('jitterBufferDelay') * 1_000) / received('jitterBufferEmittedCount'),
      decodeMs: (received('totalDecodeTime') * 1_000) / received('framesDecoded'),
      receiveMs: (received('totalProcessingDelay') * 1_000) / received('framesDecoded'),
      quantiser: sent('qpSum') / sent('framesEncoded'),
      kbps: ((sent('bytesSent') + sent('headerBytesSent')) * 8) / 1_000 / seconds,
      availableKbps: figure('candidate-pair.availableOutgoingBitrate') / 1_000,
      width: figure('outbound-rtp.frameWidth'),
      height: figure('outbound-rtp.frameHeight'),
      keyFrames: sent('keyFramesEncoded'),
      codec: word('codec.mimeType').replace('video/', ''),
      encoder: word('outbound-rtp.encoderImplementation'),
      limitedBy: word('outbound-rtp.qualityLimitationReason'),
    };
  };
}
