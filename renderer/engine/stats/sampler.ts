import type { LinkMeasure } from './quality.ts';

/** What a connection's counters say at one moment. */
export interface LinkSample {
  readonly atMs: number;
  /** Everything that came over the connection's transports. */
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly roundTripMs: number | null;
  readonly jitterMs: number | null;
  /** Bandwidth that the estimate gives for sending. */
  readonly outgoingKbps: number | null;
}

interface TransportStats extends RTCStats {
  readonly bytesReceived?: number;
  readonly selectedCandidatePairId?: string;
}
interface PairStats extends RTCStats {
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
}
interface InboundStats extends RTCStats {
  readonly kind: 'audio' | 'video';
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
}

/** Reads a report of `RTCPeerConnection.getStats()` (W3C webrtc-stats); times in milliseconds. */
export function readSample(report: RTCStatsReport, atMs: number): LinkSample {
  let bytesReceived = 0;
  let packetsReceived = 0;
  let packetsLost = 0;
  let jitterMs: number | null = null;
  let pairId: string | undefined;
  const pairs = new Map<string, PairStats>();
  report.forEach((stats: RTCStats) => {
    // The other kinds of statistics say nothing of the link itself.
    if (stats.type === 'transport') {
      const transport: TransportStats = stats;
      bytesReceived += transport.bytesReceived ?? 0;
      pairId ??= transport.selectedCandidatePairId;
    } else if (stats.type === 'candidate-pair') {
      pairs.set(stats.id, stats);
    } else if (stats.type === 'inbound-rtp') {
      const inbound = stats as InboundStats;
      packetsReceived += inbound.packetsReceived ?? 0;
      packetsLost += Math.max(0, inbound.packetsLost ?? 0);
      if (inbound.kind === 'audio' && (inbound.packetsReceived ?? 0) > 0) {
        jitterMs = Math.max(jitterMs ?? 0, (inbound.jitter ?? 0) * 1_000);
      }
    }
  });
  const pair = pairId === undefined ? undefined : pairs.get(pairId);
  const roundTrip = pair?.currentRoundTripTime;
  const outgoing = pair?.availableOutgoingBitrate;
  return {
    atMs,
    bytesReceived,
    packetsReceived,
    packetsLost,
    roundTripMs: roundTrip === undefined ? null : roundTrip * 1_000,
    jitterMs,
    outgoingKbps: outgoing === undefined ? null : outgoing / 1_000,
  };
}

/** What happened between two samples of one connection. */
export function measure(previous: LinkSample, next: LinkSample): LinkMeasure {
  const received = Math.max(0, next.packetsReceived - previous.packetsReceived);
  const lost = Math.max(0, next.packetsLost - previous.packetsLost);
  return {
    lossRatio: received + lost === 0 ? 0 : lost / (received + lost),
    roundTripMs: next.roundTripMs,
    jitterMs: received === 0 ? null : next.jitterMs,
  };
}
