import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { PaletteIntent, PaletteSnapshot } from '../../preload/contract/paletteSnapshot.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';
import { TypedLinks } from './typedLinks.ts';

/** What main offers in the palette. */
export function createPalettePort(
  api: WindowApiOf<'palette'>,
): SnapshotSource<PaletteSnapshot, PaletteIntent> {
  const cell = new SnapshotCell<PaletteSnapshot>({ state: null, typedLink: null });
  const typedLinks = new TypedLinks({
    look: (text) => api.invoke('palette:look', { text }),
    show: (typedLink) => cell.patch({ typedLink }),
    // Main says no to nothing that this page can send.
    problem: () => undefined,
  });
  api.on('palette:state', (state) => cell.patch({ state }));
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      if (intent.type === 'look-at-link') return typedLinks.look(intent.text);
      // The same here; who is gone by then cannot be called.
      api.invoke('palette:choose', intent).catch(() => undefined);
    },
  };
}
