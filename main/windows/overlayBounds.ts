import type { OverlayState } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';

/** Width of the copper border, device-independent pixels. */
const BORDER = 3;

/**
 * An overlay's bounds: what is shared and a border around it, as far as there are displays; of a
 * whole display the border lies inside. All in device-independent pixels of the whole desktop.
 *
 * @returns null when nothing of it is on a display.
 */
export function overlayBounds(place: Area, displays: readonly Area[]): Area | null {
  return intersection(grown(place, BORDER), union(displays));
}

/** Where the shared picture is in a window, in the window's own pixels. */
export function pictureIn(window: Area, place: Area): OverlayState['picture'] {
  return {
    left: place.x - window.x,
    top: place.y - window.y,
    width: Math.max(1, place.width),
    height: Math.max(1, place.height),
  };
}

/** The four sides of a border as areas of their own: top, bottom, left, right. */
export function borderSides(bounds: Area): readonly [Area, Area, Area, Area] {
  const { x, y, width, height } = bounds;
  const between = Math.max(1, height - 2 * BORDER);
  return [
    { x, y, width, height: BORDER },
    { x, y: y + height - BORDER, width, height: BORDER },
    { x, y: y + BORDER, width: BORDER, height: between },
    { x: x + width - BORDER, y: y + BORDER, width: BORDER, height: between },
  ];
}

function grown({ x, y, width, height }: Area, by: number): Area {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function union(areas: readonly Area[]): Area {
  const left = Math.min(...areas.map(({ x }) => x));
  const top = Math.min(...areas.map(({ y }) => y));
  const right = Math.max(...areas.map(({ x, width }) => x + width));
  const bottom = Math.max(...areas.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function intersection(one: Area, other: Area): Area | null {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
