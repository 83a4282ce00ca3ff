import { writeFileSync } from 'node:fs';
import { seededRandom } from './clientRandom.ts';

const RATE = 48_000;
const SECONDS = 20;
const HEADER_BYTES = 44;

/** By their seeds: making one takes longer than anything else before the app is started. */
const made = new Map<number, Buffer>();

/** Writes what {@link makeVoice} gives for a seed as a file. */
export function writeVoice(file: string, seed: number): void {
  const voice = made.get(seed) ?? makeVoice(seed);
  made.set(seed, voice);
  writeFileSync(file, voice);
}

/**
 * A WAV file that sounds like somebody who talks: syllables of changing pitch and length with
 * short pauses. Chromium's own fake microphone beeps the same in every instance, so that an echo
 * canceller, rightly, takes one person's beep for the other's echo, and noise suppression does the
 * rest; voices with different seeds are as different as people's.
 */
function makeVoice(seed: number): Buffer {
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const samples = Buffer.alloc(HEADER_BYTES + RATE * SECONDS * 2);
  samples.write('RIFF', 0, 'latin1');
  samples.writeUInt32LE(samples.length - 8, 4);
  samples.write('WAVEfmt ', 8, 'latin1');
  samples.writeUInt32LE(16, 16);
  samples.writeUInt16LE(1, 20); // PCM
  samples.writeUInt16LE(1, 22); // one channel
  samples.writeUInt32LE(RATE, 24);
  samples.writeUInt32LE(RATE * 2, 28);
  samples.writeUInt16LE(2, 32);
  samples.writeUInt16LE(16, 34);
  samples.write('data', 36, 'latin1');
  samples.writeUInt32LE(samples.length - HEADER_BYTES, 40);
  const total = RATE * SECONDS;
  for (let at = 0; at < total;) {
    const length = Math.round(RATE * between(0.08, 0.3));
    const hertz = between(110, 280);
    const glide = between(-0.2, 0.2);
    const brightness = between(0.4, 0.8);
    let phase = 0;
    for (let index = 0; index < length && at + index < total; index++) {
      const share = index / length;
      phase += (2 * Math.PI * hertz * (1 + glide * share)) / RATE;
      let value = 0;
      for (let harmonic = 1; harmonic <= 8; harmonic++) {
        value += Math.sin(phase * harmonic) * brightness ** harmonic;
      }
      const loudness = Math.sin(Math.PI * share) * 0.3;
      samples.writeInt16LE(
        Math.round(Math.max(-1, Math.min(1, value * loudness)) * 32_767),
        HEADER_BYTES + (at + index) * 2,
      );
    }
    at += length + Math.round(RATE * between(0.04, 0.2));
  }
  return samples;
}
