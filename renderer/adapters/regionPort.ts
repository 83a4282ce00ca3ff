import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { RegionAnswer, RegionChoice } from '../../preload/contract/presenting.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** The screen on which main has a region drawn; null until it has said so. */
export function createRegionPort(
  api: WindowApiOf<'region'>,
): SnapshotSource<RegionChoice | null, RegionAnswer> {
  const cell = new SnapshotCell<RegionChoice | null>(null);
  api.on('region:choice', (choice) => cell.set(choice));
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(answer) {
      // The window closes with its answer, often before the request is answered.
      api.invoke('region:answer', answer).catch(() => undefined);
    },
  };
}
