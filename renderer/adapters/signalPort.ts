import type { WindowApi } from '../../preload/contract/channels.ts';
import type { SessionEvent } from '../../preload/contract/session.ts';
import type { SignalPort } from '../engine/ports.ts';

/**
 * The engine's way to the other members, through main.
 *
 * @param onFailure - a request that main refused; nothing can be done about it but a log line.
 */
export function createSignalPort(
  api: WindowApi,
  onFailure: (event: string, error: unknown) => void,
): SignalPort {
  const listeners = new Set<(event: SessionEvent) => void>();
  api.on('session:event', (event) => {
    for (const listener of listeners) listener(event);
  });
  return {
    send(to, payload) {
      api
        .invoke('session:signal', { to, payload })
        .catch((error: unknown) => onFailure('signal refused', error));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    probe() {
      api
        .invoke('session:probe', undefined)
        .catch((error: unknown) => onFailure('probe refused', error));
    },
  };
}
