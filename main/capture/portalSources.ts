import type { SoundOffer } from '../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { ScreenSources } from './screenSources.ts';

/** What a page asks for where the system's own dialog decides. */
export const PORTAL = ScreenSourceId.parse('portal');

/** Chromium looks only at its kind there, and opens the portal's dialog. */
const ANY_SCREEN = { id: 'screen:0:0', name: 'screen:0:0' } as const;

/**
 * Wayland: nothing can be listed. Each `getSources` would open the portal's dialog, and the start
 * of the capture opens it again, so `getSources` is never called.
 *
 * @see https://github.com/electron/electron/issues/30652
 */
export function portalSources(sound: () => SoundOffer): ScreenSources {
  return {
    platform: 'wayland',
    hidesWindows: false,
    isDenied: () => false,
    sound,
    list: () =>
      Promise.resolve({
        ok: true,
        value: { picker: 'system', sources: [], sound: sound(), regions: false },
      }),
    find: (id) =>
      Promise.resolve(id === PORTAL ? { id, kind: 'screen', name: '', display: null } : null),
    stream: () => ANY_SCREEN,
    picture: () => Promise.resolve({ ok: false, reason: 'failed' }),
  };
}
