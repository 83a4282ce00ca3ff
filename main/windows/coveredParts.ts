import type { CaptureId, CoveredArea } from '../../preload/contract/presenting.ts';
import type { Captures } from '../capture/captures.ts';
import type { Size } from '../capture/displays.ts';
import type { Area } from '../desktop/desktop.ts';
import type { SharingBars } from './sharingBars.ts';

export interface CoveredPartsParts {
  readonly captures: Pick<Captures, 'current' | 'whereIs' | 'subscribe'>;
  readonly bars: Pick<SharingBars, 'areas' | 'subscribe'>;
  readonly tell: (capture: CaptureId, areas: readonly CoveredArea[]) => void;
}

/**
 * Tells where sharing bars lie in the pictures of screens and regions, for systems that capture
 * them: a bar's clock is no news to those who watch.
 */
export class CoveredParts {
  readonly #parts: CoveredPartsParts;
  /** What was told last. */
  readonly #told = new Map<CaptureId, string>();

  constructor(parts: CoveredPartsParts) {
    this.#parts = parts;
    parts.captures.subscribe(({ type, capture }) => {
      if (type === 'released') this.#told.delete(capture.id);
      else if (type === 'moved') this.#look();
    });
    parts.bars.subscribe(() => this.#look());
  }

  #look(): void {
    const { captures, bars, tell } = this.#parts;
    for (const { id, kind, region, started } of captures.current) {
      const place = captures.whereIs(id);
      if (kind === 'window' || started === null || place === null) continue;
      const areas = coveredAreas(place, region ?? started, bars.areas);
      const text = JSON.stringify(areas);
      if (text === (this.#told.get(id) ?? '[]')) continue;
      this.#told.set(id, text);
      tell(id, areas);
    }
  }
}

/**
 * Which pixels of a picture windows cover, those at their edges whole.
 *
 * @param place - what the picture shows, in device-independent pixels of the whole desktop.
 * @param picture - its size in its own pixels.
 * @param windows - in device-independent pixels of the whole desktop.
 */
export function coveredAreas(
  place: Area,
  picture: Size,
  windows: readonly Area[],
): readonly CoveredArea[] {
  const scale = { x: picture.width / place.width, y: picture.height / place.height };
  return windows.flatMap((window) => {
    const left = Math.max(0, Math.floor((window.x - place.x) * scale.x));
    const top = Math.max(0, Math.floor((window.y - place.y) * scale.y));
    const right = Math.min(picture.width, Math.ceil((window.x + window.width - place.x) * scale.x));
    const bottom = Math.min(
      picture.height,
      Math.ceil((window.y + window.height - place.y) * scale.y),
    );
    if (right <= left || bottom <= top) return [];
    return [{ x: left, y: top, width: right - left, height: bottom - top }];
  });
}
