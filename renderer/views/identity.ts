import { colourOf } from '../../preload/contract/personColour.ts';

/** Degrees of OKLCH hue, far enough apart to be told from each other in one call. */
export const HUES = [12, 52, 92, 140, 182, 232, 278, 328] as const;

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
