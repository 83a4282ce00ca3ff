import { LANES, type LaneName } from '../../../signaling/protocol/lanes.ts';

/** What `RTCRtpReceiver.getCapabilities()` says of one codec, as far as the choice needs it. */
export interface CodecCapability {
  readonly mimeType: string;
  readonly sdpFmtpLine?: string;
}

/**
 * Orders and trims the codecs of a lane, best first.
 *
 * Cameras prefer H.264, whose encoder costs half of VP8's at 720p and is in hardware nearly
 * everywhere; screens prefer VP8, which keeps text legible at half of VP9's cost. What no lane
 * would ever choose is left out: each payload type costs time in every description of six lanes.
 *
 * @returns empty when the lane's codecs are not there, which means: leave the default.
 */
export function laneCodecs<Capability extends CodecCapability>(
  lane: LaneName,
  available: readonly Capability[],
): Capability[] {
  const kind = LANES.find(({ name }) => name === lane)?.kind;
  const named = (name: string): Capability[] =>
    available.filter((codec) => codec.mimeType.toLowerCase() === `${kind}/${name}`);
  if (kind === 'audio') return named('opus');
  const h264 = named('h264').filter(isConstrainedBaseline);
  const vp8 = named('vp8');
  const chosen = lane === 'camera' ? [...h264, ...vp8] : [...vp8, ...h264];
  return chosen.length === 0 ? [] : [...chosen, ...named('rtx')];
}

// Constrained baseline in packetization mode 1 (RFC 6184, sections 8.1 and 5.4): the profile that
// every WebRTC endpoint with H.264 has (RFC 7742, section 6.2).
function isConstrainedBaseline(codec: CodecCapability): boolean {
  const line = codec.sdpFmtpLine ?? '';
  return /packetization-mode=1/.test(line) && /profile-level-id=42e0/i.test(line);
}
