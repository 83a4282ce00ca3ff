import type { EngineLog } from '../peer/engineLog.ts';

/** Enough to see what others see; each frame of a whole screen costs the machine that shares it. */
const FRAME_RATE = 5;

/** One's own shared pictures for one's own eyes, with few frames. */
export class Previews {
  readonly #log: EngineLog;
  readonly #shown = new Map<string, { source: MediaStreamTrack; preview: MediaStreamTrack }>();

  constructor(log: EngineLog, signal: AbortSignal) {
    this.#log = log;
    signal.addEventListener(
      'abort',
      () => {
        for (const lane of this.#shown.keys()) this.of(lane, null);
      },
      { once: true },
    );
  }

  /**
   * The preview of what is on a lane now. It must be asked for after each change: only then is the
   * one before let go, which holds on to its source.
   */
  of(lane: string, source: MediaStreamTrack | null): MediaStreamTrack | null {
    const known = this.#shown.get(lane);
    if (known?.source === source) return known?.preview ?? null;
    known?.preview.stop();
    this.#shown.delete(lane);
    if (source === null) return null;
    const preview = source.clone();
    this.#shown.set(lane, { source, preview });
    preview.applyConstraints({ frameRate: { max: FRAME_RATE } }).catch((error: unknown) => {
      this.#log('debug', 'preview with all frames', { error: String(error) });
    });
    return preview;
  }
}
