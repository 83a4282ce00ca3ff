import { audioContext, COLOURS, type Colour } from './engineMedia.ts';

/** Waits until `check` gives something, looking again with every frame of time; for tests. */
export async function eventually<Value>(
  what: string,
  check: () => Value | null | undefined | false,
  withinMs = 10_000,
): Promise<Value> {
  const startMs = performance.now();
  for (;;) {
    const value = check();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() - startMs > withinMs) throw new Error(`not within time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Used again and again: a page may have 75 players, and those that were let go of still count.
const players = { video: [] as HTMLVideoElement[], audio: [] as HTMLAudioElement[] };

function newVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  // In sight, or it gets no frame callbacks.
  video.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 16px; height: 12px';
  document.body.append(video);
  return video;
}

/**
 * Plays a video track and tells the colour of each frame that is new.
 *
 * @returns the time to the first frame of that colour in milliseconds.
 */
export async function seeColour(
  track: MediaStreamTrack,
  colour: Colour,
  withinMs = 10_000,
): Promise<number> {
  const startMs = performance.now();
  const video = players.video.pop() ?? newVideo();
  video.srcObject = new MediaStream([track]);
  let last = 'none';
  try {
    // Resolves only with the first frame.
    void video.play().catch(() => undefined);
    for (;;) {
      const leftMs = startMs + withinMs - performance.now();
      const came = leftMs > 0 && (await nextFrame(video, leftMs));
      if (!came) throw new Error(`no ${colour} picture within time, last: ${last}`);
      last = nearestColour(averageColour(video));
      if (last === colour) return performance.now() - startMs;
    }
  } finally {
    video.srcObject = null;
    players.video.push(video);
  }
}

async function nextFrame(video: HTMLVideoElement, withinMs: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), withinMs);
    video.requestVideoFrameCallback(() => {
      clearTimeout(late);
      resolve(true);
    });
  });
}

function averageColour(video: HTMLVideoElement): readonly [number, number, number] {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(video, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function nearestColour(seen: readonly [number, number, number]): string {
  const distances = Object.entries(COLOURS).map(([name, rgb]) => ({
    name,
    distance: Math.hypot(...rgb.map((value, index) => value - (seen[index] ?? 0))),
  }));
  const nearest = distances.toSorted((one, other) => one.distance - other.distance)[0];
  return nearest !== undefined && nearest.distance < 90 ? nearest.name : `rgb(${seen.join()})`;
}

/** Listens to an audio track. Chromium decodes it only while it plays in an element, too. */
export class Listener {
  readonly #element = players.audio.pop() ?? new Audio();
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;

  constructor(track: MediaStreamTrack) {
    const stream = new MediaStream([track]);
    this.#element.muted = true;
    this.#element.srcObject = stream;
    void this.#element.play().catch(() => undefined);
    const context = audioContext();
    this.#source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    this.#analyser = new AnalyserNode(context, { fftSize: 2_048, smoothingTimeConstant: 0 });
    this.#source.connect(this.#analyser);
  }

  /** The loudest pitch now, in hertz; null for silence. */
  pitch(): number | null {
    const bins = new Float32Array(this.#analyser.frequencyBinCount);
    this.#analyser.getFloatFrequencyData(bins);
    const loudest = bins.reduce((best, level, bin) => (level > (bins[best] ?? 0) ? bin : best), 0);
    const binHertz = this.#analyser.context.sampleRate / this.#analyser.fftSize;
    return (bins[loudest] ?? Number.NEGATIVE_INFINITY) > -55 ? loudest * binHertz : null;
  }

  async hears(hertz: number, withinMs = 10_000): Promise<void> {
    await eventually(
      `a tone of ${hertz} Hz`,
      () => Math.abs((this.pitch() ?? 0) - hertz) < 40,
      withinMs,
    );
  }

  async hearsNothing(withinMs = 10_000): Promise<void> {
    await eventually('silence', () => this.pitch() === null, withinMs);
  }

  close(): void {
    this.#source.disconnect();
    this.#element.srcObject = null;
    players.audio.push(this.#element);
  }
}

/** Counts the frames of a video track until it is stopped. */
export function framesOf(track: MediaStreamTrack): {
  stop(): { readonly count: number; readonly longestGapMs: number };
} {
  const video = players.video.pop() ?? newVideo();
  video.srcObject = new MediaStream([track]);
  void video.play().catch(() => undefined);
  let count = 0;
  let lastAtMs: number | null = null;
  let longestGapMs = 0;
  const look = (nowMs: number): void => {
    count += 1;
    longestGapMs = Math.max(longestGapMs, nowMs - (lastAtMs ?? nowMs));
    lastAtMs = nowMs;
    handle = video.requestVideoFrameCallback(look);
  };
  let handle = video.requestVideoFrameCallback(look);
  return {
    stop() {
      video.cancelVideoFrameCallback(handle);
      longestGapMs =
        lastAtMs === null ? Infinity : Math.max(longestGapMs, performance.now() - lastAtMs);
      video.srcObject = null;
      players.video.push(video);
      return { count, longestGapMs };
    },
  };
}
