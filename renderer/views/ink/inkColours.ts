import { HUES } from '../identity.ts';

/** What the parts of ink in one of the eight colours look like, as CSS colours. */
export interface InkColours {
  /** Strokes and lasers, on any picture. */
  readonly line: string;
  /** The same, letting everything through: where a trail begins. */
  readonly faded: string;
  /** Behind a name or a text in white. */
  readonly plate: string;
}

/** @param colour - 0 to 7, the place of the hue among those of people. */
export function inkColours(colour: number): InkColours {
  const hue = HUES[colour] ?? HUES[0];
  return {
    line: `oklch(62% .19 ${hue})`,
    faded: `oklch(62% .19 ${hue} / 0)`,
    plate: `oklch(50% .14 ${hue})`,
  };
}
