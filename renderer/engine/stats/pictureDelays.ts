import type { LaneName } from '../../../signaling/protocol/lanes.ts';

interface InboundVideoStats extends RTCStats {
  readonly kind?: 'audio' | 'video';
  readonly framesDecoded?: number;
  /** Seconds from the first packet of each frame to its last decoded pixel, of all together. */
  readonly totalProcessingDelay?: number;
}

/**
 * How old pictures are when they are decoded: half a round trip, and what receiving, waiting and
 * decoding took (W3C webrtc-stats, `totalProcessingDelay`) of the frames since the last look.
 */
export class PictureDelays {
  readonly #seen = new Map<LaneName, { frames: number; seconds: number; delayMs: number | null }>();

  /**
   * @param report - of the lane's receiver.
   * @param roundTripMs - of the link; null: not known.
   * @returns milliseconds; null while it is not known. Of a picture that stands still, the last.
   */
  take(lane: LaneName, report: RTCStatsReport, roundTripMs: number | null): number | null {
    const before = this.#seen.get(lane) ?? { frames: 0, seconds: 0, delayMs: null };
    const now = { ...before };
    report.forEach((stats: RTCStats) => {
      if (stats.type !== 'inbound-rtp') return;
      const inbound: InboundVideoStats = stats;
      now.frames = inbound.framesDecoded ?? 0;
      now.seconds = inbound.totalProcessingDelay ?? 0;
    });
    const frames = now.frames - before.frames;
    if (frames > 0 && roundTripMs !== null) {
      const processingMs = ((now.seconds - before.seconds) / frames) * 1_000;
      now.delayMs = Math.round(roundTripMs / 2 + Math.max(0, processingMs));
    }
    this.#seen.set(lane, now);
    return now.delayMs;
  }
}
