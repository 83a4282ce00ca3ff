import type { Language } from '../../preload/contract/settings.ts';

/** Language and theme as a window shows them: what `system` means has been looked up. */
export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

/** The look that all windows have now. */
export interface WindowLook {
  current(): Look;
  /** Tells of changes, for as long as the app runs. */
  subscribe(listener: () => void): void;
}

type Surface = 'paper' | 'raised' | 'stage';

/** As the pages' style sheet has them, so that nothing flashes before a page is drawn. */
const SURFACES: Readonly<Record<Look['theme'], Readonly<Record<Surface, string>>>> = {
  light: { paper: '#f9f9f7', raised: '#ffffff', stage: '#eaebe7' },
  dark: { paper: '#14191a', raised: '#1d2324', stage: '#0a0e0e' },
};

/** Copper, bright enough for any picture: something of this screen is out. */
export const SHARE_COLOUR = '#f5a464';

export function surfaceColour(surface: Surface, theme: Look['theme']): string {
  return SURFACES[theme][surface];
}
