/** A place on the stage, CSS pixels from its top left corner. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Shapes a face may take, width by height: what a camera gives, cropped a little. */
const NARROWEST = 4 / 3;
const WIDEST = 1.9;

/** Narrowest tile in the row of faces above a screen, CSS pixels. */
const NARROWEST_FACE = 72;

/** What a shape leaves of a cell. */
function fitted(width: number, height: number): { width: number; height: number } {
  const tileWidth = Math.min(width, height * WIDEST);
  return { width: tileWidth, height: Math.min(height, tileWidth / NARROWEST) };
}

/**
 * Places `count` faces in a grid with the number of columns that makes them largest.
 *
 * Every tile has the same size, between 4:3 and 1.9:1; the grid stands in the middle, and so does
 * its last row when it is not full.
 *
 * @param gap - between tiles, CSS pixels.
 */
export function gridLayout(count: number, width: number, height: number, gap: number): Rect[] {
  if (count < 1 || width <= 0 || height <= 0) return [];
  let best = { columns: 1, rows: count, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = fitted(
      (width - gap * (columns - 1)) / columns,
      (height - gap * (rows - 1)) / rows,
    );
    if (cell.width <= 0 || cell.height <= 0) continue;
    if (cell.width * cell.height > best.width * best.height) best = { columns, rows, ...cell };
  }
  const top = (height - (best.rows * (best.height + gap) - gap)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / best.columns);
    const inRow = Math.min(best.columns, count - row * best.columns);
    const left = (width - (inRow * (best.width + gap) - gap)) / 2;
    return {
      left: left + (index % best.columns) * (best.width + gap),
      top: top + row * (best.height + gap),
      width: best.width,
      height: best.height,
    };
  });
}

/** Faces in a row at the top, in more rows only when they would become too narrow. */
function facesLayout(count: number, width: number, tileHeight: number, gap: number): Rect[] {
  const fitting = Math.max(1, Math.floor((width + gap) / (NARROWEST_FACE + gap)));
  const rows = Math.ceil(count / fitting);
  const perRow = Math.ceil(count / rows);
  const tileWidth = Math.min((width - gap * (perRow - 1)) / perRow, tileHeight * WIDEST);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow);
    const inRow = Math.min(perRow, count - row * perRow);
    const left = (width - (inRow * (tileWidth + gap) - gap)) / 2;
    return {
      left: left + (index % perRow) * (tileWidth + gap),
      top: row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    };
  });
}

/** The largest rectangle of a shape in the middle of a cell. */
function contained(cell: Rect, aspect: number): Rect {
  const width = Math.min(cell.width, cell.height * aspect);
  const height = width / aspect;
  return {
    left: cell.left + (cell.width - width) / 2,
    top: cell.top + (cell.height - height) / 2,
    width,
    height,
  };
}

/** Screens at their true shapes, side by side or one above the other, whichever shows more. */
function screensLayout(aspects: readonly (number | null)[], area: Rect, gap: number): Rect[] {
  const placed = [true, false].map((beside) =>
    aspects.map((aspect, index) => {
      const width = beside
        ? (area.width - gap * (aspects.length - 1)) / aspects.length
        : area.width;
      const height = beside
        ? area.height
        : (area.height - gap * (aspects.length - 1)) / aspects.length;
      const left = area.left + (beside ? index * (width + gap) : 0);
      const top = area.top + (beside ? 0 : index * (height + gap));
      const cell = { left, top, width, height };
      return aspect === null ? cell : contained(cell, aspect);
    }),
  );
  const shown = placed.map((rects) =>
    rects.reduce((sum, { width, height }) => sum + width * height, 0),
  );
  return ((shown[1] ?? 0) > (shown[0] ?? 0) ? placed[1] : placed[0]) ?? [];
}

export interface StageLayout {
  readonly faces: readonly Rect[];
  readonly screens: readonly Rect[];
}

/**
 * Places everything on the stage: a grid of faces, or, while screens are watched, the faces in a
 * row at the top, near the camera, and the screens below at their true shapes.
 *
 * @param aspects - width by height of each watched screen; null for one that is zoomed in on and
 *   takes all the room there is.
 */
export function stageLayout(
  faces: number,
  aspects: readonly (number | null)[],
  { width, height }: { readonly width: number; readonly height: number },
  gap: number,
): StageLayout {
  if (aspects.length === 0) return { faces: gridLayout(faces, width, height, gap), screens: [] };
  const rowHeight = Math.round(Math.min(200, Math.max(64, height * 0.17)));
  const placed = facesLayout(faces, width, rowHeight, gap);
  const top = Math.max(0, ...placed.map((face) => face.top + face.height + gap));
  const area = { left: 0, top, width, height: Math.max(0, height - top) };
  return { faces: placed, screens: screensLayout(aspects, area, gap) };
}
