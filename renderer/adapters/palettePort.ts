import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { PaletteChoice, PaletteState } from '../../preload/contract/ringing.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** What main offers in the palette; null until it has said so. */
export function createPalettePort(
  api: WindowApiOf<'palette'>,
): SnapshotSource<PaletteState | null, PaletteChoice> {
  const cell = new SnapshotCell<PaletteState | null>(null);
  api.on('palette:state', (state) => cell.set(state));
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(choice) {
      // Main says no to nothing that this page can send; who is gone by then cannot be called.
      api.invoke('palette:choose', choice).catch(() => undefined);
    },
  };
}
