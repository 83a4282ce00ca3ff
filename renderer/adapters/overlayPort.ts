import { withChange } from '../../preload/contract/inkChange.ts';
import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { OverlayIntent, OverlayState } from '../../preload/contract/presenting.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** What main shows over the shared screen; null until it has said so. */
export function createOverlayPort(
  api: WindowApiOf<'overlay'>,
): SnapshotSource<OverlayState | null, OverlayIntent> {
  const cell = new SnapshotCell<OverlayState | null>(null);
  api.on('overlay:state', (state) => cell.set(state));
  api.on('overlay:ink', (change) => {
    const state = cell.current();
    if (state !== null) cell.set({ ...state, scene: withChange(state.scene, change) });
  });
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      // Main says no to nothing that this page can send; what is over by then is over.
      api.invoke('overlay:intent', intent).catch(() => undefined);
    },
  };
}
