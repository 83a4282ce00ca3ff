import { z } from 'zod';

const DEFAULT_SIZE = { width: 1_280, height: 800 } as const;
export const MIN_SIZE = { width: 480, height: 400 } as const;
/** So much of a window must lie on a display for people to find and move it. */
const VISIBLE = { width: 160, height: 80 } as const;

const Coordinate = z.int().min(-100_000).max(100_000);

export const Rectangle = z.strictObject({
  x: Coordinate,
  y: Coordinate,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
});
export type Rectangle = z.infer<typeof Rectangle>;

/** Where the window was when it was last closed. */
export const WindowState = z.strictObject({
  bounds: Rectangle.nullable(),
  maximized: z.boolean(),
  /** The person was told once that closing it does not end the app. */
  toldOfTray: z.literal(true).optional(),
});
export type WindowState = z.infer<typeof WindowState>;

/**
 * Where to open a window that was at `remembered`, given the displays there are now.
 *
 * @param workAreas - of the displays, without task bars; the primary display's first.
 * @returns without a place when the system should choose one.
 */
export function clampBounds(
  remembered: Rectangle | null,
  workAreas: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const home = workAreas.find((area) => remembered !== null && isFound(remembered, area));
  const area = home ?? workAreas[0];
  const wanted = remembered ?? DEFAULT_SIZE;
  const width = fit(wanted.width, MIN_SIZE.width, area?.width);
  const height = fit(wanted.height, MIN_SIZE.height, area?.height);
  if (remembered === null || home === undefined) return { width, height };
  return {
    width,
    height,
    x: fit(remembered.x, home.x, home.x + home.width - width),
    y: fit(remembered.y, home.y, home.y + home.height - height),
  };
}

function isFound(window: Rectangle, area: Rectangle): boolean {
  const right = Math.min(window.x + window.width, area.x + area.width);
  const bottom = Math.min(window.y + window.height, area.y + area.height);
  return (
    right - Math.max(window.x, area.x) >= VISIBLE.width &&
    bottom - Math.max(window.y, area.y) >= VISIBLE.height
  );
}

/** `value`, at most `most` and at least `least`; the lower bound wins. */
function fit(value: number, least: number, most = Number.POSITIVE_INFINITY): number {
  return Math.max(least, Math.min(value, most));
}
