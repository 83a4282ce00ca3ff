import type { Area } from '../desktop/desktop.ts';

const BAR_SIZE = { width: 600, height: 52 } as const;
/** Above a bar: there is the border of a shared screen, or another bar. */
const GAP = 8;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a bar is opened: where the person has left the last one, else at the top of the shared
 * display. All in device-independent pixels of the whole desktop.
 *
 * @param slot - 0 for the first bar, 1 for the one below it.
 * @param home - work area of the shared display.
 * @param left - where a bar of this slot was moved to before; null: it was not.
 * @param workAreas - of all displays.
 */
export function barBounds(
  slot: number,
  home: Area,
  left: Spot | null,
  workAreas: readonly Area[],
): Area {
  const area =
    left === null
      ? undefined
      : workAreas.find((candidate) => holds(candidate, { ...left, ...BAR_SIZE }));
  if (left !== null && area !== undefined) return { ...left, ...BAR_SIZE };
  return {
    ...BAR_SIZE,
    x: Math.round(home.x + Math.max(0, home.width - BAR_SIZE.width) / 2),
    y: home.y + GAP + slot * (BAR_SIZE.height + GAP),
  };
}

/**
 * A bar's bounds with what is open below it; pushed up as far as the display's end demands.
 *
 * @param y - where its top is while nothing is open.
 */
export function grownBounds(bounds: Area, y: number, height: number, workArea: Area): Area {
  const lowest = workArea.y + workArea.height - height;
  // A bar that was put outside of the work area on purpose stays there.
  const top =
    height <= BAR_SIZE.height ? y : Math.max(Math.min(y, lowest), Math.min(y, workArea.y));
  return { ...bounds, y: top, height };
}

/** Whether all of an area lies within another. */
export function holds(outer: Area, inner: Area): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
