/* Sounds of a call that rings, as samples: the same on every run, and checked without a speaker. */

/** A tone in a sound: its frequencies in hertz, and when it sounds in the cycle, seconds. */
interface Tone {
  readonly hertz: readonly number[];
  readonly start: number;
  readonly length: number;
}

/** A sound that is repeated until it is stopped. */
export interface RingSound {
  /** One cycle with its pause, seconds. */
  readonly cycle: number;
  /** Loudest sample, 0 to 1. */
  readonly loudness: number;
  /** Overtones: multiple of the tone, and loudness beside it. */
  readonly partials: readonly { readonly multiple: number; readonly gain: number }[];
  /** How quickly a tone comes and goes, seconds. */
  readonly attack: number;
  readonly release: number;
  readonly tones: readonly Tone[];
}

/** Somebody calls: two soft bells, a fourth apart, twice, then quiet. */
export const RING_TONE: RingSound = {
  cycle: 3,
  loudness: 0.3,
  partials: [
    { multiple: 1, gain: 1 },
    { multiple: 2, gain: 0.22 },
    { multiple: 3, gain: 0.06 },
  ],
  attack: 0.012,
  release: 0.34,
  tones: [
    { hertz: [587.33], start: 0, length: 0.4 },
    { hertz: [783.99], start: 0.24, length: 0.46 },
    { hertz: [587.33], start: 0.8, length: 0.4 },
    { hertz: [783.99], start: 1.04, length: 0.46 },
  ],
};

/** It rings at the other side: the tone that European exchanges give, 425 Hz (ITU-T E.182). */
export const RINGBACK_TONE: RingSound = {
  cycle: 5,
  loudness: 0.1,
  partials: [{ multiple: 1, gain: 1 }],
  attack: 0.04,
  release: 0.06,
  tones: [{ hertz: [425], start: 0, length: 1 }],
};

/**
 * One cycle of a sound.
 *
 * @param sampleRate - samples a second.
 * @returns samples from -1 to 1; it begins and ends in silence, so that it can be repeated.
 */
export function ringSamples(sound: RingSound, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(sound.cycle * sampleRate));
  for (const tone of sound.tones) addTone(samples, sound, tone, sampleRate);
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (peak === 0) return samples;
  const gain = sound.loudness / peak;
  return samples.map((sample) => sample * gain);
}

function addTone(
  samples: Float32Array,
  { partials, attack, release }: RingSound,
  { hertz, start, length }: Tone,
  sampleRate: number,
): void {
  const first = Math.round(start * sampleRate);
  const count = Math.min(Math.round(length * sampleRate), samples.length - first);
  for (let index = 0; index < count; index++) {
    const seconds = index / sampleRate;
    const rise = Math.min(1, seconds / attack);
    const fall = Math.min(1, (length - seconds) / release);
    let sum = 0;
    for (const frequency of hertz) {
      for (const { multiple, gain } of partials) {
        sum += gain * Math.sin(2 * Math.PI * frequency * multiple * seconds);
      }
    }
    // Squared, the end is heard as a bell's and not as a switch.
    const at = first + index;
    samples[at] = (samples[at] ?? 0) + sum * rise * fall * fall;
  }
}
