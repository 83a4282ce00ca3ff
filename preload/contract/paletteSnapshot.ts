import type { TypedLink } from './links.ts';
import type { PaletteChoice, PaletteState } from './ringing.ts';

/** What the palette's page shows. */
export interface PaletteSnapshot {
  /** Null until main has said what it offers. */
  readonly state: PaletteState | null;
  /** A link stands in its field. */
  readonly typedLink: TypedLink | null;
}

export type PaletteIntent =
  | PaletteChoice
  /** Asks where a typed text leads; null: it is no link any more. */
  | { readonly type: 'look-at-link'; readonly text: string | null };
