import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { BarIntent, SharingBarState } from '../../preload/contract/presenting.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** What main shows in a sharing bar; null until it has said so. */
export function createSharingBarPort(
  api: WindowApiOf<'sharing-bar'>,
): SnapshotSource<SharingBarState | null, BarIntent> {
  const cell = new SnapshotCell<SharingBarState | null>(null);
  api.on('bar:state', (state) => cell.set(state));
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      // Main says no to nothing that this page can send; what is over by then is over.
      api.invoke('bar:intent', intent).catch(() => undefined);
    },
  };
}
