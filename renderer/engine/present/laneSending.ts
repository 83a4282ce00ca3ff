import type { OptimiseFor } from '../../../preload/contract/callSnapshot.ts';
import type { EngineLog } from '../peer/engineLog.ts';

/** How a shared picture is encoded. */
export interface LaneSending {
  readonly contentHint: 'detail' | 'motion';
  readonly degradationPreference: 'maintain-resolution' | 'maintain-framerate';
  readonly maxFramerate: number;
  /** Bits per second. */
  readonly maxBitrate: number;
  readonly codec: 'video/VP8' | 'video/H264';
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Frames a second asked of the capturer itself: set on the track later, they are only dropped. */
export const TEXT_FRAME_RATE = 30;
/** What a machine of enough cores is asked for when motion counts. */
export const MOTION_FRAME_RATE = 60;

/** Pixels that the bitrates below are meant for. */
const FULL_HD = 1920 * 1080;
const BITRATES = {
  text: { atFullHd: 8_000_000, least: 2_000_000, most: 20_000_000 },
  motion: { atFullHd: 6_000_000, least: 1_500_000, most: 16_000_000 },
} as const;
/** Steps of the bitrate, so that a window that is being resized sets an encoder up only seldom. */
const BITRATE_STEP = 500_000;

/**
 * How a share is encoded.
 *
 * Text keeps every pixel and lets frames go: VP8 has its sharpest edges for the least work. Motion
 * keeps frames: H.264 costs half as much. Bitrates are ceilings: a picture that stands still uses
 * next to nothing.
 *
 * @param size - pixels of the picture; null: not known yet.
 */
export function sendingFor(optimiseFor: OptimiseFor, size: PictureSize | null): LaneSending {
  const { atFullHd, least, most } = BITRATES[optimiseFor];
  const pixels = size === null ? FULL_HD : size.width * size.height;
  const scaled = Math.round((atFullHd * pixels) / FULL_HD / BITRATE_STEP) * BITRATE_STEP;
  const maxBitrate = Math.min(most, Math.max(least, scaled));
  switch (optimiseFor) {
    case 'text':
      return {
        contentHint: 'detail',
        degradationPreference: 'maintain-resolution',
        maxFramerate: TEXT_FRAME_RATE,
        maxBitrate,
        codec: 'video/VP8',
      };
    case 'motion':
      return {
        contentHint: 'motion',
        degradationPreference: 'maintain-framerate',
        maxFramerate: MOTION_FRAME_RATE,
        maxBitrate,
        codec: 'video/H264',
      };
  }
}

/** As setting parameters needs them; not every runtime's types know `codec`. */
interface Encoding extends RTCRtpEncodingParameters {
  codec?: RTCRtpCodec;
}

interface SenderState {
  wanted: LaneSending;
  /** What the sender does; null when it took only a part of it, so that it is worth another try. */
  applied: LaneSending | null;
  busy: boolean;
}

const senders = new WeakMap<RTCRtpSender, SenderState>();

/**
 * Has a sender encode so from now on, without a negotiation. The last wish wins, and one that is
 * fulfilled already costs nothing. A codec that the runtime or the other end does not have leaves
 * the negotiated one; asking again later tries again.
 */
export async function applySending(
  sender: RTCRtpSender,
  sending: LaneSending,
  log: EngineLog,
): Promise<void> {
  const state = senders.get(sender) ?? { wanted: sending, applied: null, busy: false };
  senders.set(sender, state);
  state.wanted = sending;
  if (state.busy) return;
  state.busy = true;
  try {
    while (!isSame(state.applied, state.wanted)) {
      const { wanted } = state;
      const whole = await setParameters(sender, wanted);
      state.applied = whole ? wanted : null;
      if (!whole && state.wanted === wanted) return;
    }
  } catch (error) {
    // Closed meanwhile.
    log('debug', 'sender refused parameters', { error: String(error) });
  } finally {
    state.busy = false;
  }
}

function isSame(one: LaneSending | null, other: LaneSending): boolean {
  return (
    one !== null &&
    one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    one.degradationPreference === other.degradationPreference &&
    one.codec === other.codec
  );
}

/** @returns whether all of it was taken. */
async function setParameters(sender: RTCRtpSender, sending: LaneSending): Promise<boolean> {
  const codec = codecNamed(sender, sending.codec);
  if (codec !== null) {
    try {
      await setOnce(sender, sending, codec);
      return true;
    } catch {
      // Not negotiated, or not known here.
    }
  }
  await setOnce(sender, sending, null);
  return false;
}

async function setOnce(
  sender: RTCRtpSender,
  sending: LaneSending,
  codec: RTCRtpCodec | null,
): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = sending.degradationPreference;
  for (const encoding of parameters.encodings as Encoding[]) {
    encoding.maxBitrate = sending.maxBitrate;
    encoding.maxFramerate = sending.maxFramerate;
    // The camera gives way first.
    encoding.priority = 'high';
    if (codec === null) delete encoding.codec;
    else encoding.codec = codec;
  }
  await sender.setParameters(parameters);
}

/** Of what was negotiated, or before that of what there is. */
function codecNamed(sender: RTCRtpSender, mimeType: string): RTCRtpCodec | null {
  const negotiated: readonly RTCRtpCodec[] = sender.getParameters().codecs;
  const known = negotiated.length > 0 ? negotiated : capabilities();
  const found = known.find(
    (codec) =>
      codec.mimeType.toLowerCase() === mimeType.toLowerCase() &&
      // The one profile of H.264 that a lane has, see `laneCodecs`.
      (codec.sdpFmtpLine === undefined ||
        (/packetization-mode=1/.test(codec.sdpFmtpLine) &&
          /profile-level-id=42e0/i.test(codec.sdpFmtpLine))),
  );
  if (found === undefined) return null;
  const { clockRate, sdpFmtpLine } = found;
  return {
    mimeType: found.mimeType,
    clockRate,
    ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
  };
}

function capabilities(): readonly RTCRtpCodec[] {
  return RTCRtpSender.getCapabilities('video')?.codecs ?? [];
}
