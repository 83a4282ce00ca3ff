/**
 * Where a key leads in a grid that is filled row by row.
 *
 * @param key - as `KeyboardEvent.key`.
 * @returns the new index; null when the key does not move, or there is nothing in that direction.
 */
export function moveInGrid(
  key: string,
  index: number,
  count: number,
  columns: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined || next < 0 || next >= count ? null : next;
}
