/** Softer than this counts as nothing: a quiet room after noise suppression. In dB full scale. */
const FLOOR_DB = -60;
/** As loud as speech gets with automatic gain. In dB full scale. */
const CEILING_DB = -10;

/** Root mean square of samples in -1 to 1; 0 for none. */
export function rootMeanSquare(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/**
 * How loud a sound seems, since ears hear ratios: equal steps are equal decibels.
 *
 * @param rms - root mean square of its samples, 0 to 1; also WebRTC's `audioLevel`.
 * @returns 0 (below -60 dB full scale) to 1 (-10 dB and above).
 */
export function perceivedLevel(rms: number): number {
  if (!(rms > 0)) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
}
