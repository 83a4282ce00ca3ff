import type { SoundOffer } from '../../preload/contract/presenting.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ScreenList, ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { CapturePlatform } from './capturePlatform.ts';
import type { Size } from './displays.ts';

/** A picture as Electron has it. */
export interface CapturedImage {
  isEmpty(): boolean;
  getSize(): Size;
  /** @param quality - 0 to 100. */
  toJPEG(quality: number): Uint8Array;
  toPNG(): Uint8Array;
  /** Blue, green, red, alpha; rows from the top, without gaps. */
  toBitmap(): Uint8Array;
}

export interface CapturedSource {
  readonly id: string;
  readonly name: string;
  /** Empty where it is not known. */
  readonly display_id: string;
  readonly thumbnail: CapturedImage;
  /** Null of screens, and on systems without icons. */
  readonly appIcon: CapturedImage | null;
}

/** Electron's `desktopCapturer`. */
export interface DesktopCapturer {
  getSources(options: {
    types: ('screen' | 'window')[];
    /** Zero: no pictures. */
    thumbnailSize: Size;
    fetchWindowIcons?: boolean;
  }): Promise<readonly CapturedSource[]>;
}

/** A source that is there. */
export interface FoundSource {
  readonly id: ScreenSourceId;
  readonly kind: 'screen' | 'window';
  /** Empty where the system does not tell. */
  readonly name: string;
  /** Electron's id of the display that a screen is; null of windows, and where it is not known. */
  readonly display: number | null;
}

/** What there is to share on a platform, and how Chromium is told of it. */
export interface ScreenSources {
  readonly platform: CapturePlatform;
  /** Whether captures of a screen leave out those of our windows that ask for it. */
  readonly hidesWindows: boolean;
  /** Whether the system keeps the app from seeing the screen; false until it was asked to. */
  isDenied(): boolean;
  sound(): SoundOffer;
  /** Never runs twice at once: who asks meanwhile shares the answer. */
  list(): Promise<Result<ScreenList, 'denied' | 'failed'>>;
  /** Null when it is no more. */
  find(id: ScreenSourceId): Promise<FoundSource | null>;
  /** What to answer Chromium with, so that it captures that source. */
  stream(id: ScreenSourceId): { readonly id: string; readonly name: string };
  /**
   * A picture of a source as it is now.
   *
   * @param size - of the source in physical pixels. The picture has that size, or a smaller one where
   *   the shape is another; it is resampled then, or at least may be.
   */
  picture(id: ScreenSourceId, size: Size): Promise<Result<CapturedImage, 'gone' | 'failed'>>;
}

/** The window system's own id of a window; null of a screen. */
export function windowNumber(id: string): number | null {
  const digits = /^window:(\d+):/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}
