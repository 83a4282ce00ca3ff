import { useCallback, useEffect, useState, type RefObject } from 'react';
import {
  FIT,
  actualSize,
  isActualSize,
  panned,
  viewAfterKey,
  zoomedBy,
  type PictureView,
  type Place,
  type Viewing,
} from './pictureView.ts';

export interface PictureControls {
  readonly view: PictureView;
  fit(): void;
  /** One pixel of the picture on one of the display; what is at `at` stays there. */
  actualSize(at?: Place): void;
  /** Between all of it and its actual size. */
  toggle(at: Place): void;
  pan(by: Place): void;
  /** @returns whether the key meant something. */
  press(key: string, shift: boolean): boolean;
}

/** A notch of a mouse wheel is at least this much; a trackpad's pinch comes in smaller parts. */
const NOTCH = 50;
const NOTCH_STEP = 1.25;
const LINE_HEIGHT = 16;

/**
 * What is seen of a picture, changed by wheel, pinch and keys.
 *
 * @param viewing - null until sizes are known, or where nothing is to be zoomed.
 */
export function usePictureView(
  surface: RefObject<HTMLElement | null>,
  viewing: Viewing | null,
): PictureControls {
  const [view, setView] = useState<PictureView>(FIT);
  const change = useCallback(
    (next: (view: PictureView, viewing: Viewing) => PictureView) => {
      if (viewing !== null) setView((known) => next(known, viewing));
    },
    [viewing],
  );

  useEffect(() => {
    const element = surface.current;
    if (element === null || viewing === null) return undefined;
    const wheel = (event: WheelEvent): void => {
      const bounds = element.getBoundingClientRect();
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_HEIGHT;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const delta = event.deltaY * unit;
        const factor =
          Math.abs(delta) >= NOTCH ? NOTCH_STEP ** -Math.sign(delta) : Math.exp(-delta / 100);
        setView((known) => zoomedBy(known, viewing, factor, at));
        return;
      }
      if (view.mode === 'fit') return;
      event.preventDefault();
      const sideways = event.shiftKey && event.deltaX === 0;
      const [x, y] = sideways ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      setView((known) => panned(known, viewing, { x: -x * unit, y: -y * unit }));
    };
    // React's own listeners for the wheel cannot keep the page from zooming.
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [surface, viewing, view.mode]);

  const fit = useCallback(() => setView(FIT), []);
  const middle = (): Place => ({
    x: (viewing?.tile.width ?? 0) / 2,
    y: (viewing?.tile.height ?? 0) / 2,
  });
  return {
    view,
    fit,
    actualSize: (at = middle()) => change((known, now) => actualSize(known, now, at)),
    toggle: (at) =>
      change((known, now) => (isActualSize(known) ? FIT : actualSize(known, now, at))),
    pan: (by) => change((known, now) => panned(known, now, by)),
    press: (key, shift) => {
      if (viewing === null) return false;
      const next = viewAfterKey(view, viewing, key, shift);
      if (next !== null) setView(next);
      return next !== null;
    },
  };
}
