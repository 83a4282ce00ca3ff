import type { CaptureId, Region } from '../../preload/contract/presenting.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { Area, Desktop } from '../desktop/desktop.ts';
import type { Capture } from './captures.ts';
import { isPixelSize, pixelSize, type Display, type Displays, type Size } from './displays.ts';
import { windowNumber, type CapturedImage, type ScreenSources } from './screenSources.ts';

export interface Still {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha (255); rows from the top, without gaps. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export interface StillsParts {
  readonly sources: ScreenSources;
  readonly desktop: Desktop;
  readonly displays: Displays;
  readonly capture: (id: CaptureId) => Capture | null;
  readonly isLocked: () => boolean;
}

/** Pictures of sources in which every pixel is the source's own. */
export class Stills {
  readonly #parts: StillsParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: StillsParts) {
    this.#parts = parts;
  }

  /** One at a time: each may be as large as the screen. */
  take(id: CaptureId): Promise<Result<Still, 'gone' | 'failed'>> {
    const next = this.#last.then(() => this.#take(id));
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** A whole screen, before anything of it is shared. Scaled by a pixel or so where scales are odd. */
  async screen(
    source: ScreenSourceId,
  ): Promise<
    Result<{ readonly picture: CapturedImage; readonly display: Display }, 'gone' | 'failed'>
  > {
    const { sources, displays } = this.#parts;
    const found = await sources.find(source);
    if (found?.kind !== 'screen') return { ok: false, reason: 'gone' };
    const all = displays.all();
    const display =
      all.find(({ id }) => id === found.display) ?? (all.length === 1 ? all[0] : null);
    if (display === undefined || display === null) return { ok: false, reason: 'failed' };
    const picture = await sources.picture(source, pixelSize(display));
    return picture.ok ? { ok: true, value: { picture: picture.value, display } } : picture;
  }

  async #take(id: CaptureId): Promise<Result<Still, 'gone' | 'failed'>> {
    const capture = this.#parts.capture(id);
    if (capture === null || capture.started === null) return { ok: false, reason: 'gone' };
    const { sources } = this.#parts;
    const size = await this.#nativeSize(capture);
    if (typeof size === 'string') return { ok: false, reason: size };
    const picture = await sources.picture(capture.source, size);
    if (!picture.ok) return picture;
    if (!isSameSize(picture.value.getSize(), size)) return { ok: false, reason: 'failed' };
    // A window that has grown meanwhile, and kept its shape, was resampled.
    const after = await this.#nativeSize(capture);
    if (typeof after === 'string') return { ok: false, reason: after };
    if (!isSameSize(after, size)) return { ok: false, reason: 'failed' };
    if (this.#parts.capture(id) === null) return { ok: false, reason: 'gone' };
    // It may show what nobody is to see.
    if (this.#parts.isLocked()) return { ok: false, reason: 'failed' };
    const still = cutStill(picture.value.toBitmap(), size, capture.region);
    return still === null ? { ok: false, reason: 'failed' } : { ok: true, value: still };
  }

  async #nativeSize(capture: Capture): Promise<Size | 'gone' | 'failed'> {
    const { desktop, displays, sources } = this.#parts;
    const window = windowNumber(capture.source);
    if (window === null) {
      const display = displays.all().find(({ id }) => id === capture.display);
      if (display !== undefined) {
        // The capture has the real size, unless the display has another one by now.
        const { started } = capture;
        return started !== null && isPixelSize(display, started) ? started : pixelSize(display);
      }
      // The picture of a screen is as large as the screen, that of a region is not.
      if (capture.display !== null) return 'gone';
      return capture.region === null ? (capture.started ?? 'failed') : 'failed';
    }
    if (sources.platform !== 'x11') return capture.started ?? 'failed';
    const sighting = await desktop.look(window);
    if (sighting === 'gone') return 'gone';
    // What is minimised has no picture of now.
    if (sighting === 'unknown' || sighting.minimised) return 'failed';
    const { width, height } = sighting.area;
    return { width, height };
  }
}

function isSameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

/**
 * Cuts a region out of a picture and puts its channels in order.
 *
 * @param bitmap - blue, green, red, alpha; rows from the top, without gaps.
 * @returns null when the bitmap has another size, or the region is not in it.
 */
export function cutStill(bitmap: Uint8Array, size: Size, region: Region | null): Still | null {
  const area: Area = region ?? { x: 0, y: 0, width: size.width, height: size.height };
  if (bitmap.length !== size.width * size.height * 4) return null;
  if (area.x + area.width > size.width || area.y + area.height > size.height) return null;
  const { width, height } = area;
  const from = aligned(bitmap);
  const to = new Uint32Array(width * height);
  let target = 0;
  for (let row = area.y; row < area.y + height; row++) {
    const start = row * size.width + area.x;
    for (let index = start; index < start + width; index++) {
      const pixel = from[index] ?? 0;
      // All machines that Electron runs on have the lowest byte first.
      to[target] =
        0xff00_0000 | (pixel & 0xff00) | ((pixel >>> 16) & 0xff) | ((pixel & 0xff) << 16);
      target += 1;
    }
  }
  return { width, height, pixels: new Uint8Array(to.buffer) };
}

/** As whole pixels, copied only where they do not begin at a whole one. */
function aligned(bytes: Uint8Array): Uint32Array {
  const source = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(source.buffer, source.byteOffset, source.length / 4);
}
