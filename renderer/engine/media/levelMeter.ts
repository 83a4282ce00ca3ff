import type { Clock } from '../ports.ts';
import { createSilentContext } from './audioContexts.ts';
import { rootMeanSquare } from './soundLevel.ts';

/** Twenty readings a second are as many as eyes follow. In milliseconds. */
const READING_MS = 50;
/** Samples in a reading: 43 ms at 48 kHz. */
const READING_SAMPLES = 2_048;

interface LevelMeter {
  /** Measures this track from now on; null for none. */
  follow(track: MediaStreamTrack | null): void;
}

/** Makes a meter that tells the root mean square, 0 to 1, of what a track brings. */
export type LevelMeterFactory = (options: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onReading: (rms: number) => void;
}) => LevelMeter;

/**
 * A meter on Web Audio.
 *
 * It listens to a copy of the track, which stays open when the track itself is disabled: so it can
 * tell that a muted person speaks. An analyser read by a timer rather than an audio worklet: the
 * worklet would need a script of its own, and nobody sees a meter whose window is hidden.
 */
export const createLevelMeter: LevelMeterFactory = ({ clock, signal, onReading }) => {
  let context: AudioContext | null = null;
  let stopReading: () => void = () => undefined;
  let followed: MediaStreamTrack | null = null;

  function follow(track: MediaStreamTrack | null): void {
    if (track === followed || signal.aborted) return;
    stopReading();
    followed = track;
    if (track === null) return;
    context ??= createSilentContext();
    // Refused only without a user's gesture where the page needs one; then it reads silence.
    context.resume().catch(() => undefined);
    stopReading = read(context, track);
  }

  function read(from: AudioContext, track: MediaStreamTrack): () => void {
    const copy = track.clone();
    copy.enabled = true;
    const source = from.createMediaStreamSource(new MediaStream([copy]));
    const analyser = from.createAnalyser();
    analyser.fftSize = READING_SAMPLES;
    source.connect(analyser);
    const samples = new Float32Array(READING_SAMPLES);
    let cancel = clock.after(READING_MS, function next() {
      cancel = clock.after(READING_MS, next);
      analyser.getFloatTimeDomainData(samples);
      onReading(rootMeanSquare(samples));
    });
    return () => {
      cancel();
      source.disconnect();
      copy.stop();
    };
  }

  signal.addEventListener(
    'abort',
    () => {
      stopReading();
      void context?.close();
    },
    { once: true },
  );
  return { follow };
};
