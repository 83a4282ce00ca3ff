import type { Boot, WindowApi } from '../../preload/contract/channels.ts';
import type { RingingIntent, RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

export interface RingingParts {
  readonly api: WindowApi;
  problem(event: string, error: unknown): void;
}

/** Calls that ring, as main has them. What comes of a wish is told by the next state. */
export function createRingingSource(
  { api, problem }: RingingParts,
  boot: Pick<Boot, 'ringing'>,
): SnapshotSource<RingingSnapshot, RingingIntent> {
  const cell = new SnapshotCell<RingingSnapshot>(boot.ringing);
  api.on('ringing:changed', (state) => cell.set(state));
  const request = (intent: RingingIntent): Promise<unknown> => {
    switch (intent.type) {
      case 'call':
        return api.invoke('ring:call', { address: intent.address });
      case 'cancel':
        return api.invoke('ring:cancel', undefined);
      case 'answer':
        return api.invoke('ring:answer', { ring: intent.ring, answer: intent.answer });
      case 'hold-failure':
        return api.invoke('ring:hold-failure', { held: intent.held });
      case 'silence':
        return api.invoke('ring:silence', { ring: intent.ring });
      case 'missed-seen':
        return api.invoke('missed:seen', undefined);
      case 'remove-missed':
        return api.invoke('missed:remove', { ring: intent.ring });
    }
  };
  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      request(intent).catch((error: unknown) => problem(`ringing: ${intent.type}`, error));
    },
  };
}
