import { useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { Region } from '../../../preload/contract/presenting.ts';
import {
  movedRegion,
  regionBetween,
  resizedRegion,
  type Hold,
  type PictureSize,
  type Pixel,
} from './regionShape.ts';

export interface RegionDragOptions {
  /** Shows the whole picture. */
  readonly root: RefObject<HTMLElement | null>;
  readonly picture: PictureSize;
  readonly region: Region;
  readonly onChange: (region: Region) => void;
}

type Handler = (event: PointerEvent<HTMLElement>) => void;

export interface RegionDrag {
  /** Begins a new rectangle, and goes on with what was begun. */
  readonly onPage: {
    readonly onPointerDown: Handler;
    readonly onPointerMove: Handler;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  };
  /** Begins to push the rectangle. */
  readonly shift: Handler;
  /** Begins to pull an edge or corner. */
  readonly hold: (event: PointerEvent<HTMLElement>, hold: Hold) => void;
}

/** What the mouse does with the rectangle; all of it goes on while the mouse is anywhere. */
export function useRegionDrag({ root, picture, region, onChange }: RegionDragOptions): RegionDrag {
  const follow = useRef<((at: Pixel) => void) | null>(null);
  const pixelAt = ({ clientX, clientY }: PointerEvent<HTMLElement>): Pixel => {
    const bounds = root.current?.getBoundingClientRect();
    if (bounds === undefined) return { x: 0, y: 0 };
    return {
      x: ((clientX - bounds.left) / bounds.width) * picture.width,
      y: ((clientY - bounds.top) / bounds.height) * picture.height,
    };
  };
  const begin = (event: PointerEvent<HTMLElement>, next: (from: Pixel) => (at: Pixel) => void) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    root.current?.setPointerCapture(event.pointerId);
    follow.current = next(pixelAt(event));
  };
  const end = (): void => {
    follow.current = null;
  };
  return {
    onPage: {
      onPointerDown: (event) =>
        begin(event, (from) => (at) => {
          // A click alone draws nothing.
          if (at.x !== from.x || at.y !== from.y) onChange(regionBetween(from, at, picture));
        }),
      onPointerMove: (event) => follow.current?.(pixelAt(event)),
      onPointerUp: end,
      onPointerCancel: end,
      // The focus stays on the area: Enter shares what was drawn.
      onMouseDown: (event) => event.preventDefault(),
    },
    shift: (event) =>
      begin(event, (from) => (at) => {
        onChange(movedRegion(region, { x: at.x - from.x, y: at.y - from.y }, picture));
      }),
    hold: (event, hold) =>
      begin(event, () => (at) => onChange(resizedRegion(region, hold, at, picture))),
  };
}
