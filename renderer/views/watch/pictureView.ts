import { INK_EXTENT, type InkPoint } from '../../../preload/contract/presenting.ts';

/*
 * How a shared picture lies in its tile, and which place of it is where. All lengths are CSS
 * pixels unless they say otherwise.
 */

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What of a picture is seen. */
export type PictureView =
  /** All of it. */
  | { readonly mode: 'fit' }
  | {
      readonly mode: 'zoom';
      /** Display pixels for each pixel of the picture. */
      readonly zoom: number;
      /** What lies in the middle of the tile, as parts of the picture, 0 to 1. */
      readonly centre: Place;
    };

/** A picture and the tile that it is seen in. */
export interface Viewing {
  readonly tile: Extent;
  /** Pixels of the picture. */
  readonly picture: Extent;
  /** Display pixels for each CSS pixel. */
  readonly pixelRatio: number;
}

/** The picture's rectangle, from the tile's top left corner. */
export interface PictureFrame extends Extent {
  readonly left: number;
  readonly top: number;
}

export const FIT: PictureView = { mode: 'fit' };

/** Above this a pixel is larger than any text needs. */
const MAX_ZOOM = 16;
const KEY_STEP = 1.25;
/** Steps from here on stop at whole multiples, where every pixel is as wide as another. */
const STEP = 1.08;

/** Display pixels for each pixel of the picture when all of it is seen. */
export function fitZoom({ tile, picture, pixelRatio }: Viewing): number {
  return Math.min(tile.width / picture.width, tile.height / picture.height) * pixelRatio;
}

export function zoomOf(view: PictureView, viewing: Viewing): number {
  return view.mode === 'fit' ? fitZoom(viewing) : view.zoom;
}

/** Where the picture lies. It starts at a whole display pixel, so that it stays sharp. */
export function frameOf(view: PictureView, viewing: Viewing): PictureFrame {
  const { tile, picture, pixelRatio } = viewing;
  const zoom = zoomOf(view, viewing);
  const width = (picture.width * zoom) / pixelRatio;
  const height = (picture.height * zoom) / pixelRatio;
  const centre = view.mode === 'fit' ? { x: 0.5, y: 0.5 } : view.centre;
  const whole = (value: number): number => Math.round(value * pixelRatio) / pixelRatio;
  return {
    left: whole(startOf(tile.width, width, centre.x)),
    top: whole(startOf(tile.height, height, centre.y)),
    width,
    height,
  };
}

/** In the middle while there is room, and without a gap when there is none. */
function startOf(room: number, length: number, centre: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, room / 2 - centre * length));
}

/**
 * The view after a change of zoom that leaves what is at a place of the tile where it is.
 *
 * @param zoom - display pixels for each pixel of the picture; kept within sensible bounds.
 */
export function zoomedTo(
  view: PictureView,
  viewing: Viewing,
  zoom: number,
  at: Place,
): PictureView {
  const least = Math.min(1, fitZoom(viewing));
  const next = Math.min(MAX_ZOOM, Math.max(least, zoom));
  const frame = frameOf(view, viewing);
  const { tile, picture, pixelRatio } = viewing;
  const width = (picture.width * next) / pixelRatio;
  const height = (picture.height * next) / pixelRatio;
  return settled(
    {
      mode: 'zoom',
      zoom: next,
      centre: {
        x: (at.x - frame.left) / frame.width + (tile.width / 2 - at.x) / width,
        y: (at.y - frame.top) / frame.height + (tile.height / 2 - at.y) / height,
      },
    },
    viewing,
  );
}

/**
 * The view after zooming by a factor. Whoever zooms out until all is seen sees all from then on,
 * whatever becomes of the tile.
 */
export function zoomedBy(
  view: PictureView,
  viewing: Viewing,
  factor: number,
  at: Place,
): PictureView {
  const zoom = zoomOf(view, viewing);
  const fit = fitZoom(viewing);
  if (factor < 1 && zoom >= fit && zoom * factor <= fit && fit <= 1) return FIT;
  return zoomedTo(view, viewing, stepped(zoom, factor), at);
}

/** A pinch comes in tiny parts and goes where it wants; a step goes no further than a multiple. */
function stepped(zoom: number, factor: number): number {
  const next = zoom * factor;
  if (factor >= STEP)
    return Math.max(1, Math.floor(next)) > zoom && next >= 1 ? Math.floor(next) : next;
  if (factor <= 1 / STEP) return Math.ceil(next) < zoom && next >= 0.5 ? Math.ceil(next) : next;
  return next;
}

/** One pixel of the picture on one of the display. */
export function actualSize(view: PictureView, viewing: Viewing, at: Place): PictureView {
  return zoomedTo(view, viewing, 1, at);
}

/** Whether that is what is seen. */
export function isActualSize(view: PictureView): boolean {
  return view.mode === 'zoom' && view.zoom === 1;
}

/** The view after the picture was pushed by so much. */
export function panned(view: PictureView, viewing: Viewing, by: Place): PictureView {
  if (view.mode === 'fit') return view;
  const { width, height } = frameOf(view, viewing);
  const centre = { x: view.centre.x - by.x / width, y: view.centre.y - by.y / height };
  return settled({ ...view, centre }, viewing);
}

/** Takes back what of the centre the tile's edges do not let be seen, so that pushing back acts. */
function settled(view: PictureView & { mode: 'zoom' }, viewing: Viewing): PictureView {
  const { tile, picture, pixelRatio } = viewing;
  const within = (centre: number, room: number, pixels: number): number => {
    const half = room / 2 / ((pixels * view.zoom) / pixelRatio);
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, centre));
  };
  return {
    ...view,
    centre: {
      x: within(view.centre.x, tile.width, picture.width),
      y: within(view.centre.y, tile.height, picture.height),
    },
  };
}

/** What a key does to the view; null when it does nothing. */
export function viewAfterKey(
  view: PictureView,
  viewing: Viewing,
  key: string,
  shift: boolean,
): PictureView | null {
  const { tile } = viewing;
  const middle = { x: tile.width / 2, y: tile.height / 2 };
  const step = shift ? 0.5 : 0.1;
  switch (key) {
    case '+':
    case '=':
      return zoomedBy(view, viewing, KEY_STEP, middle);
    case '-':
    case '_':
      return zoomedBy(view, viewing, 1 / KEY_STEP, middle);
    case '0':
      return FIT;
    case '1':
      return actualSize(view, viewing, middle);
    case 'ArrowLeft':
      return pannedIfZoomed(view, viewing, { x: tile.width * step, y: 0 });
    case 'ArrowRight':
      return pannedIfZoomed(view, viewing, { x: -tile.width * step, y: 0 });
    case 'ArrowUp':
      return pannedIfZoomed(view, viewing, { x: 0, y: tile.height * step });
    case 'ArrowDown':
      return pannedIfZoomed(view, viewing, { x: 0, y: -tile.height * step });
    default:
      return null;
  }
}

function pannedIfZoomed(view: PictureView, viewing: Viewing, by: Place): PictureView | null {
  return view.mode === 'fit' ? null : panned(view, viewing, by);
}

/** The place of the picture that is at a place of the tile; null beside the picture. */
export function inkAt(frame: PictureFrame, at: Place): InkPoint | null {
  const x = (at.x - frame.left) / frame.width;
  const y = (at.y - frame.top) / frame.height;
  if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return null;
  return [Math.round(x * INK_EXTENT), Math.round(y * INK_EXTENT)];
}

/** The same, of places beside the picture the nearest in it. */
export function nearestInk(frame: PictureFrame, at: Place): InkPoint {
  const within = (part: number): number =>
    Math.round(Math.min(1, Math.max(0, part)) * INK_EXTENT) || 0;
  return [within((at.x - frame.left) / frame.width), within((at.y - frame.top) / frame.height)];
}

/** Where in the tile a place of the picture is. */
export function placeOf(frame: PictureFrame, [x, y]: InkPoint): Place {
  return {
    x: frame.left + (x / INK_EXTENT) * frame.width,
    y: frame.top + (y / INK_EXTENT) * frame.height,
  };
}

/** The middle of what is seen of the picture. */
export function seenMiddle(frame: PictureFrame, tile: Extent): Place {
  const middle = (start: number, length: number, room: number): number =>
    (Math.max(0, start) + Math.min(room, start + length)) / 2;
  return {
    x: middle(frame.left, frame.width, tile.width),
    y: middle(frame.top, frame.height, tile.height),
  };
}

/** Display pixels of the tile that the picture covers. */
export function coveredPixels(frame: PictureFrame, { tile, pixelRatio }: Viewing): Extent {
  return {
    width: Math.round(Math.min(frame.width, tile.width) * pixelRatio),
    height: Math.round(Math.min(frame.height, tile.height) * pixelRatio),
  };
}
