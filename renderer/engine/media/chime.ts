import { createSpeakerContext } from './audioContexts.ts';

/** A rising fifth, as two soft bells: frequency in hertz, start in seconds. */
const NOTES = [
  { hertz: 523.25, start: 0 },
  { hertz: 783.99, start: 0.18 },
] as const;
const NOTE_SECONDS = 0.9;
const LOUDNESS = 0.25;
/** Resonances of a bell: multiple of the note, and loudness beside it. */
const PARTIALS = [
  { multiple: 1, gain: 1 },
  { multiple: 2, gain: 0.25 },
  { multiple: 3, gain: 0.08 },
] as const;

/** Plays a sound on a speaker; resolves when it has ended or was aborted. */
export type Chime = (speaker: string | null, signal: AbortSignal) => Promise<void>;

/** Plays a short, soft chime for people who try their speaker. */
export const playChime: Chime = async (speaker, signal) => {
  if (signal.aborted) return;
  const context = createSpeakerContext(speaker);
  try {
    await Promise.race([ringAll(context), aborted(signal)]);
  } finally {
    await context.close();
  }
};

async function ringAll(context: AudioContext): Promise<void> {
  await context.resume();
  await Promise.all(NOTES.map((note) => ring(context, note)));
}

function ring(context: AudioContext, note: (typeof NOTES)[number]): Promise<void> {
  const startsAt = context.currentTime + note.start;
  const envelope = context.createGain();
  envelope.gain.setValueAtTime(0, startsAt);
  envelope.gain.linearRampToValueAtTime(LOUDNESS, startsAt + 0.01);
  envelope.gain.exponentialRampToValueAtTime(0.001, startsAt + NOTE_SECONDS);
  envelope.connect(context.destination);
  return new Promise((resolve) => {
    for (const { multiple, gain } of PARTIALS) {
      const oscillator = context.createOscillator();
      const partial = context.createGain();
      oscillator.frequency.value = note.hertz * multiple;
      partial.gain.value = gain;
      oscillator.connect(partial).connect(envelope);
      oscillator.start(startsAt);
      oscillator.stop(startsAt + NOTE_SECONDS);
      oscillator.addEventListener('ended', () => resolve(), { once: true });
    }
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
