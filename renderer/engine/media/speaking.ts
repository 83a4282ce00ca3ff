/** Levels as of `perceivedLevel`: speech starts above -45 dB and lasts above -50 dB full scale. */
const START_LEVEL = 0.3;
const STAY_LEVEL = 0.2;
/** Pauses between syllables do not end a sound. In milliseconds. */
const SYLLABLE_GAP_MS = 200;

/** How long sound must last before it is speech, and silence before it is over; milliseconds. */
export interface SpeakingTimes {
  readonly onAfterMs: number;
  readonly offAfterMs: number;
}

/** For the sign that somebody speaks. */
const SPEAKING_TIMES: SpeakingTimes = { onAfterMs: 150, offAfterMs: 600 };
/** For the hint to somebody who speaks while muted: surer, and long enough to be read. */
export const MUTED_SPEECH_TIMES: SpeakingTimes = { onAfterMs: 500, offAfterMs: 3_000 };

export interface SpeakingState {
  readonly speaking: boolean;
  /** When the present sound began; null in silence. */
  readonly soundSinceMs: number | null;
  /** When sound was last heard. */
  readonly soundLastMs: number;
}

export const SILENT: SpeakingState = {
  speaking: false,
  soundSinceMs: null,
  soundLastMs: -Infinity,
};

/**
 * Follows one person's sound, one's own or from afar.
 *
 * @param level - of the sample taken at `nowMs`, as of `perceivedLevel`. Samples may come at any
 *   pace: 20 a second from a meter, one a second from statistics.
 */
export function nextSpeaking(
  state: SpeakingState,
  level: number,
  nowMs: number,
  times: SpeakingTimes = SPEAKING_TIMES,
): SpeakingState {
  if (level >= (state.speaking ? STAY_LEVEL : START_LEVEL)) {
    const soundSinceMs = state.soundSinceMs ?? nowMs;
    const speaking = state.speaking || nowMs - soundSinceMs >= times.onAfterMs;
    return { speaking, soundSinceMs, soundLastMs: nowMs };
  }
  const silentMs = nowMs - state.soundLastMs;
  if (state.speaking) return silentMs >= times.offAfterMs ? SILENT : state;
  return silentMs > SYLLABLE_GAP_MS ? SILENT : state;
}
