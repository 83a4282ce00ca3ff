import type { PickerIntent, PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** While the picker is open its pictures are renewed this often; closed it costs nothing. */
const REFRESH_MS = 2_000;

const CLOSED: PickerSnapshot = { state: 'closed', failure: null, sources: [] };

/** The screen picker's state: what there is to share, while somebody looks. */
export function createScreenPicker(api: WindowApi): SnapshotSource<PickerSnapshot, PickerIntent> {
  const cell = new SnapshotCell<PickerSnapshot>(CLOSED);
  // Each opening is a number, so that a slow answer for an earlier one is known as such.
  let opening = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function refresh(mine: number): Promise<void> {
    const listed = await api
      .invoke('screen:list', undefined)
      .catch(() => ({ ok: false, reason: 'failed' }) as const);
    if (mine !== opening || cell.current().state === 'closed') return;
    if (listed.ok) cell.set({ state: 'ready', failure: null, sources: listed.value });
    else cell.set({ state: 'failed', failure: listed.reason, sources: [] });
    timer = setTimeout(() => void refresh(mine), REFRESH_MS);
  }

  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      clearTimeout(timer);
      opening += 1;
      if (intent.type === 'close') {
        cell.set(CLOSED);
        return;
      }
      cell.set({ ...CLOSED, state: 'loading' });
      void refresh(opening);
    },
  };
}
