import type { CallSnapshot, SharedScreen } from '../../../preload/contract/callSnapshot.ts';

/** A key for a shared screen, the same for as long as it is shared. */
export function screenKey({ owner, lane }: Pick<SharedScreen, 'owner' | 'lane'>): string {
  return `${owner} ${lane}`;
}

export interface WatchedScreens {
  /** Others' screens: what the stage is for while there are any. */
  readonly watched: readonly SharedScreen[];
  /** One's own: a tile among the faces, a glance at what the others see. */
  readonly own: readonly SharedScreen[];
}

export function sortScreens(screens: CallSnapshot['screens']): WatchedScreens {
  return {
    watched: screens.filter((screen) => !screen.own),
    own: screens.filter((screen) => screen.own),
  };
}
