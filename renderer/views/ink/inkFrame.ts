/** Where ink is painted: the picture's rectangle, from the context's origin. */
export interface InkFrame {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels for each CSS pixel. */
  readonly scale: number;
}

/** Places on a canvas, device pixels. */
export type Spot = readonly [x: number, y: number];

/** Where pointers have just been, oldest first, in the coordinates of ink; by member. */
export type PointerTrails = ReadonlyMap<string, readonly Spot[]>;
