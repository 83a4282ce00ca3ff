import type { CallMedia } from '../../renderer/engine/call/call.ts';
import { CaptureId } from '../../preload/contract/presenting.ts';
import {
  ScreenRefusal,
  type CaptureRequest,
  type LocalTracks,
  type ScreenCapture,
  type ScreenPort,
} from '../../renderer/engine/ports.ts';

/** Pictures of one colour and tones of one pitch, so that what arrives can be told apart. */
export const COLOURS = {
  red: [220, 30, 30],
  green: [30, 200, 30],
  blue: [40, 40, 230],
  yellow: [225, 215, 40],
  cyan: [40, 210, 210],
  magenta: [210, 40, 210],
} as const;
export type Colour = keyof typeof COLOURS;

const FRAMES_PER_SECOND = 10;

/** A camera or screen that shows one colour and a mark that moves. Ends by itself when stopped. */
export function colourTrack(colour: Colour, width = 160, height = 120): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const track = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
  if (context === null || track === undefined) throw new Error('no canvas track');
  let step = 0;
  const paint = (): void => {
    if (track.readyState === 'ended') return clearInterval(timer);
    const [red, green, blue] = COLOURS[colour];
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(0, 0, width, height);
    context.fillStyle = step % 2 === 0 ? 'black' : 'white';
    context.fillRect((step % 16) * (width / 16), height - 8, width / 16, 8);
    step += 1;
  };
  const timer = setInterval(paint, 1_000 / FRAMES_PER_SECOND);
  paint();
  return track;
}

let sharedContext: AudioContext | null = null;

/** One for all, for a page may have only a few. */
export function audioContext(): AudioContext {
  sharedContext ??= new AudioContext({ sampleRate: 48_000 });
  return sharedContext;
}

/** A microphone that hums. */
export function toneTrack(hertz: number): MediaStreamTrack {
  const context = audioContext();
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const gain = new GainNode(context, { gain: 0.3 });
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const track = destination.stream.getAudioTracks()[0];
  if (track === undefined) throw new Error('no tone track');
  return track;
}

export interface TestMediaOptions {
  /** Null: no such device. */
  readonly camera: Colour | null;
  readonly microphoneHertz: number | null;
  readonly cameraOn?: boolean;
  readonly microphoneOn?: boolean;
}

/** Local devices as `LocalMedia` gives them: muting keeps the track, a camera that is off ends. */
export class TestMedia implements CallMedia {
  readonly #options: TestMediaOptions;
  readonly #listeners = new Set<() => void>();
  #microphoneOn: boolean;
  #cameraOn: boolean;
  #tracks: LocalTracks;

  constructor(options: TestMediaOptions) {
    this.#options = options;
    const { microphoneHertz } = options;
    this.#microphoneOn = options.microphoneOn ?? true;
    this.#cameraOn = options.cameraOn ?? true;
    const microphone = microphoneHertz === null ? null : toneTrack(microphoneHertz);
    if (microphone !== null) microphone.enabled = this.#microphoneOn;
    this.#tracks = { microphone, camera: this.#cameraOn ? this.#openCamera() : null };
  }

  tracks(): LocalTracks {
    return this.#tracks;
  }

  current(): ReturnType<CallMedia['current']> {
    return { microphoneOn: this.#microphoneOn, cameraOn: this.#cameraOn, speaking: false };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(intent: Parameters<CallMedia['send']>[0]): void {
    if (intent.type === 'set-microphone') {
      this.#microphoneOn = intent.on;
      if (this.#tracks.microphone !== null) this.#tracks.microphone.enabled = intent.on;
    } else if (intent.type === 'set-camera' && intent.on !== this.#cameraOn) {
      this.#cameraOn = intent.on;
      this.#tracks.camera?.stop();
      this.#tracks = { ...this.#tracks, camera: intent.on ? this.#openCamera() : null };
    }
    for (const listener of this.#listeners) listener();
  }

  close(): void {
    this.#tracks.microphone?.stop();
    this.#tracks.camera?.stop();
  }

  #openCamera(): MediaStreamTrack | null {
    return this.#options.camera === null ? null : colourTrack(this.#options.camera);
  }
}

/**
 * Screens by name: a colour is a screen with that colour; `denied`, `gone` and `failed` refuse.
 * Remembers what it gave, so that a test can see it ended, or end it.
 */
export class TestScreens implements ScreenPort {
  readonly given: MediaStreamTrack[] = [];
  readonly #soundHertz: number;
  #captures = 0;

  constructor(soundHertz = 1_500) {
    this.#soundHertz = soundHertz;
  }

  async capture({ source, sound }: CaptureRequest): Promise<ScreenCapture> {
    await Promise.resolve();
    if (source === 'denied' || source === 'gone' || source === 'failed') {
      throw new ScreenRefusal(source);
    }
    if (!isColour(source)) throw new Error('no such screen');
    const video = colourTrack(source, 320, 180);
    const soundTrack = sound ? toneTrack(this.#soundHertz) : null;
    const tracks = soundTrack === null ? [video] : [video, soundTrack];
    this.given.push(...tracks);
    this.#captures += 1;
    return {
      id: CaptureId.parse(this.#captures),
      name: source,
      kind: 'window',
      overlay: 'none',
      video,
      sound: soundTrack,
      subscribe: () => () => undefined,
      covered: () => () => undefined,
      still: () => Promise.reject(new ScreenRefusal('failed')),
      release: () => {
        for (const track of tracks) track.stop();
      },
    };
  }
}

function isColour(name: string): name is Colour {
  return name in COLOURS;
}
