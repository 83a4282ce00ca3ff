import {
  CaptureId,
  type CaptureEvent,
  type CoveredArea,
  type OverlayPlace,
  type ShareKind,
} from '../../preload/contract/presenting.ts';
import { createRegionTrack } from '../../renderer/engine/present/regionTrack.ts';
import {
  ScreenRefusal,
  type CaptureRequest,
  type ScreenCapture,
  type ScreenPort,
  type StillPicture,
} from '../../renderer/engine/ports.ts';
import { toneTrack } from './engineMedia.ts';

/** A screen that shows what a test paints, and nothing new until it paints again. */
export class PaintedScreen {
  readonly context: CanvasRenderingContext2D;
  readonly #canvas = document.createElement('canvas');

  constructor(width: number, height: number, colour: string) {
    this.#canvas.width = width;
    this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    this.context = context;
    this.fill(colour);
  }

  fill(colour: string): void {
    const { width, height } = this.#canvas;
    this.context.fillStyle = colour;
    this.context.fillRect(0, 0, width, height);
  }

  /** Noise, which no lossy encoding would keep. */
  fillWithNoise(random: () => number): void {
    const { width, height } = this.#canvas;
    const image = this.context.createImageData(width, height);
    for (let index = 0; index < image.data.length; index += 1) {
      image.data[index] = index % 4 === 3 ? 255 : Math.floor(random() * 256);
    }
    this.context.putImageData(image, 0, 0);
  }

  track(): MediaStreamTrack {
    const track = this.#canvas.captureStream().getVideoTracks()[0];
    if (track === undefined) throw new Error('no canvas track');
    return track;
  }

  picture(): StillPicture {
    const { width, height } = this.#canvas;
    const { data } = this.context.getImageData(0, 0, width, height);
    return { width, height, pixels: new Uint8Array(data) };
  }
}

/** A capture of a painted screen, with what a test does to it and sees of it. */
export class PaintedCapture implements ScreenCapture {
  readonly id: CaptureId;
  readonly name: string;
  readonly kind: ShareKind;
  readonly overlay: OverlayPlace;
  readonly video: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
  readonly request: CaptureRequest;
  released = 0;
  readonly #listeners = new Set<(event: CaptureEvent) => void>();
  readonly #coverListeners = new Set<(areas: readonly CoveredArea[]) => void>();
  readonly #screen: PaintedScreen;
  readonly #whole: MediaStreamTrack;
  readonly #life = new AbortController();
  /** Runs before each still is taken. */
  beforeStill: () => Promise<void> = async () => Promise.resolve();

  constructor(id: number, request: CaptureRequest, screen: PaintedScreen, overlay: OverlayPlace) {
    this.id = CaptureId.parse(id);
    this.name = request.source;
    this.request = request;
    this.overlay = overlay;
    this.#screen = screen;
    this.#whole = screen.track();
    const { region } = request;
    this.kind = region === null ? 'window' : 'region';
    this.video =
      region === null ? this.#whole : createRegionTrack(this.#whole, region, this.#life.signal);
    this.sound = request.sound ? toneTrack(1_500) : null;
  }

  subscribe(listener: (event: CaptureEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  covered(listener: (areas: readonly CoveredArea[]) => void): () => void {
    this.#coverListeners.add(listener);
    listener([]);
    return () => this.#coverListeners.delete(listener);
  }

  cover(areas: readonly CoveredArea[]): void {
    for (const listener of this.#coverListeners) listener(areas);
  }

  tell(event: CaptureEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** As a window that is closed. */
  vanish(): void {
    this.#whole.stop();
    this.#whole.dispatchEvent(new Event('ended'));
  }

  async still(): Promise<StillPicture> {
    await this.beforeStill();
    if (this.#life.signal.aborted) throw new ScreenRefusal('gone');
    return this.#screen.picture();
  }

  release(): void {
    this.released += 1;
    this.#life.abort();
    this.#whole.stop();
    this.sound?.stop();
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

/** Painted screens by name; `denied`, `gone`, `failed` and `cancelled` refuse. */
export class PaintedScreens implements ScreenPort {
  readonly screens = new Map<string, PaintedScreen>();
  readonly captures: PaintedCapture[] = [];
  overlay: OverlayPlace = 'none';
  /** Runs before each capture is given. */
  before: () => Promise<void> = async () => Promise.resolve();

  async capture(request: CaptureRequest): Promise<ScreenCapture> {
    await this.before();
    const { source } = request;
    if (source === 'denied' || source === 'gone' || source === 'failed' || source === 'cancelled') {
      throw new ScreenRefusal(source);
    }
    const screen = this.screens.get(source);
    if (screen === undefined) throw new Error('no such screen');
    const { length } = this.captures;
    const capture = new PaintedCapture(length + 1, request, screen, this.overlay);
    this.captures.push(capture);
    return capture;
  }
}
