import { describe, expect, test } from 'vitest';
import {
  RINGBACK_TONE,
  RING_TONE,
  ringSamples,
  type RingSound,
} from '../../../renderer/engine/media/ringSounds.ts';

const RATE = 48_000;

/** Loudness of one frequency in a part of the samples (Goertzel), 1 for a full sine. */
function loudnessAt(samples: Float32Array, hertz: number, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  let real = 0;
  let imaginary = 0;
  for (const [index, sample] of part.entries()) {
    const angle = (2 * Math.PI * hertz * index) / RATE;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / part.length;
}

function peak(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

describe.each<[string, RingSound]>([
  ['the ring tone', RING_TONE],
  ['the ringback', RINGBACK_TONE],
])('%s', (_name, sound) => {
  const samples = ringSamples(sound, RATE);

  test('lasts one cycle and is as loud as it should be', () => {
    expect(samples).toHaveLength(sound.cycle * RATE);
    expect(peak(samples)).toBeCloseTo(sound.loudness, 5);
  });

  test('begins and ends in silence, so that it can be repeated without a click', () => {
    expect(samples[0]).toBe(0);
    expect(peak(samples.subarray(samples.length - RATE))).toBe(0);
  });

  test('has no jump anywhere', () => {
    let jump = 0;
    for (let index = 1; index < samples.length; index++) {
      jump = Math.max(jump, Math.abs((samples[index] ?? 0) - (samples[index - 1] ?? 0)));
    }
    // The steepest that its highest overtone can be at this loudness.
    const highest = Math.max(...sound.partials.map(({ multiple }) => multiple)) * 800;
    expect(jump).toBeLessThan((sound.loudness * 2 * Math.PI * highest) / RATE);
  });
});

test('the ring tone has two tones, the second above the first', () => {
  const samples = ringSamples(RING_TONE, RATE);
  const low = (from: number, to: number): number => loudnessAt(samples, 587.33, from, to);
  const high = (from: number, to: number): number => loudnessAt(samples, 783.99, from, to);
  expect(low(0.02, 0.22)).toBeGreaterThan(10 * high(0.02, 0.22));
  expect(high(0.42, 0.62)).toBeGreaterThan(10 * low(0.42, 0.62));
});

test('the ringback is one second of 425 Hz in five', () => {
  const samples = ringSamples(RINGBACK_TONE, RATE);
  expect(loudnessAt(samples, 425, 0.1, 0.9)).toBeCloseTo(RINGBACK_TONE.loudness, 3);
  expect(peak(samples.subarray(RATE))).toBe(0);
});
