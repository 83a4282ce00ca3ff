import type {
  CapturedImage,
  CapturedSource,
  DesktopCapturer,
} from '../../main/capture/screenSources.ts';
import type { Display, Displays, Size } from '../../main/capture/displays.ts';
import type { Desktop, WindowSighting } from '../../main/desktop/desktop.ts';
import { LockState, type ScreenLock } from '../../main/desktop/screenLock.ts';

/** A picture of one colour: blue, green, red, alpha. */
export function plainImage(size: Size, colour: readonly number[] = [10, 20, 30, 0]): CapturedImage {
  const isEmpty = size.width === 0 || size.height === 0;
  return {
    isEmpty: () => isEmpty,
    getSize: () => size,
    toJPEG: () => new TextEncoder().encode(`jpeg ${colour.join(' ')}`),
    toPNG: () => new TextEncoder().encode('png'),
    toBitmap: () => {
      const pixel = Uint8Array.from(colour);
      const bitmap = new Uint8Array(size.width * size.height * 4);
      for (let start = 0; start < bitmap.length; start += 4) bitmap.set(pixel, start);
      return bitmap;
    },
  };
}

export interface FakeSource {
  readonly id: string;
  readonly name?: string;
  readonly display?: string;
  /** Of the source itself; a picture of another size is resampled, of another shape cannot be. */
  readonly size?: Size;
  readonly icon?: CapturedImage | null;
  readonly colour?: readonly number[];
}

/** Lists what it is given, as `desktopCapturer` does. */
export class FakeCapturer implements DesktopCapturer {
  sources: readonly FakeSource[] = [];
  calls: { types: ('screen' | 'window')[]; thumbnailSize: Size }[] = [];
  /** Called before each answer. */
  before: () => Promise<void> = () => Promise.resolve();

  async getSources(options: {
    types: ('screen' | 'window')[];
    thumbnailSize: Size;
  }): Promise<readonly CapturedSource[]> {
    this.calls.push(options);
    await this.before();
    return this.sources
      .filter(({ id }) => options.types.some((type) => id.startsWith(`${type}:`)))
      .map(
        ({ id, name = id, display = '', icon = null, colour, size = options.thumbnailSize }) => ({
          id,
          name,
          display_id: display,
          thumbnail: plainImage(letterboxed(size, options.thumbnailSize), colour),
          appIcon: icon,
        }),
      );
  }
}

function letterboxed(source: Size, box: Size): Size {
  if (source.width === 0) return source;
  const scale = Math.min(box.width / source.width, box.height / source.height);
  return { width: Math.round(source.width * scale), height: Math.round(source.height * scale) };
}

export class FakeDesktop implements Desktop {
  compositor = true;
  readonly windows = new Map<number, WindowSighting>();
  readonly watched = new Map<number, (sighting: WindowSighting) => void>();
  looks = 0;
  readonly activated: number[] = [];

  look(window: number): Promise<WindowSighting> {
    this.looks += 1;
    return Promise.resolve(this.windows.get(window) ?? 'gone');
  }
  watch(window: number, listener: (sighting: WindowSighting) => void): () => void {
    this.watched.set(window, listener);
    listener(this.windows.get(window) ?? 'gone');
    return () => this.watched.delete(window);
  }
  /** Has a window stand otherwise from now on. */
  set(window: number, sighting: WindowSighting): void {
    this.windows.set(window, sighting);
    this.watched.get(window)?.(sighting);
  }
  activate(window: number): void {
    this.activated.push(window);
  }
  hasCompositor(): Promise<boolean> {
    return Promise.resolve(this.compositor);
  }
  watchCompositor(): () => void {
    return () => undefined;
  }
  close(): void {
    this.watched.clear();
  }
}

export class FakeDisplays implements Displays {
  displays: readonly Display[];
  readonly listeners = new Set<() => void>();

  constructor(...displays: readonly Display[]) {
    this.displays = displays;
  }
  all(): readonly Display[] {
    return this.displays;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  change(...displays: readonly Display[]): void {
    this.displays = displays;
    for (const listener of this.listeners) listener();
  }
}

export class FakeLock implements ScreenLock {
  readonly state = new LockState();
  starts = 0;

  get isLocked(): boolean {
    return this.state.isLocked;
  }
  start(): void {
    this.starts += 1;
  }
  subscribe(listener: (isLocked: boolean) => void): () => void {
    return this.state.subscribe(listener);
  }
  close(): void {
    this.starts = 0;
  }
}

/** 1920 by 1080 device-independent pixels, side by side. */
export function display(id: number, index = 0, scaleFactor = 1): Display {
  return {
    id,
    bounds: {
      x: (index * 1_920) / scaleFactor,
      y: 0,
      width: 1_920 / scaleFactor,
      height: 1_080 / scaleFactor,
    },
    scaleFactor,
  };
}
