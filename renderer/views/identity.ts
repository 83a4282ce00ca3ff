/** Degrees of OKLCH hue, far enough apart to be told from each other in one call. */
export const HUES = [12, 52, 92, 140, 182, 232, 278, 328] as const;

/**
 * The colour by which a person is known everywhere in a call, as its place in {@link HUES}.
 *
 * 32-bit FNV-1a (draft-eastlake-fnv): ids are random, names are not, and this spreads both.
 *
 * @param id - the member's id, or the name where no id is known.
 */
export function colourOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % HUES.length;
}

/** The hue of a person. */
export function hueOf(id: string): number {
  return HUES[colourOf(id)] ?? HUES[0];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter of a name as its owner sees it, in capitals; an emoji stays whole. */
export function initialOf(name: string): string {
  const [first] = graphemes.segment(name.trim());
  return (first?.segment ?? '?').toLocaleUpperCase();
}
