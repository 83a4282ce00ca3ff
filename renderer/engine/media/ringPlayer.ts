import { sinkId } from './audioContexts.ts';
import { ringSamples, type RingSound } from './ringSounds.ts';

/**
 * Plays a sound over and over until aborted; it is silent at once then.
 *
 * @param speaker - device id; null for the system's default, which also stands in for one that is
 * gone.
 */
export type RingPlayer = (sound: RingSound, speaker: string | null, signal: AbortSignal) => void;

export const playRing: RingPlayer = (sound, speaker, signal) => {
  if (signal.aborted) return;
  const context = new AudioContext();
  const source = context.createBufferSource();
  const samples = ringSamples(sound, context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  source.buffer = buffer;
  source.loop = true;
  signal.addEventListener(
    'abort',
    () => {
      source.disconnect();
      // It fails only where it is closed already.
      context.close().catch(() => undefined);
    },
    { once: true },
  );
  void start();

  async function start(): Promise<void> {
    const sink = sinkId(speaker);
    // Rather heard on the wrong speaker than not at all.
    if (sink !== '') await context.setSinkId(sink).catch(() => undefined);
    if (signal.aborted) return;
    source.connect(context.destination);
    source.start();
    // Closed meanwhile, there is nothing to resume.
    await context.resume().catch(() => undefined);
  }
};
