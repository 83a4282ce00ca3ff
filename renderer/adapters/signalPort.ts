import type { WindowApi } from '../../preload/contract/channels.ts';
import type { SessionEvent } from '../../preload/contract/session.ts';
import type { SignalPort } from '../engine/ports.ts';

/** More has nobody to say before a call has begun to listen. */
const MAX_EARLY = 1_024;

/** The engine's way, and when a session begins that its events belong to. */
export interface SessionSignalPort extends SignalPort {
  /** A session is about to be asked for: what is heard from now on is of it. */
  begin(): void;
}

/**
 * The engine's way to the other members, through main.
 *
 * What main pushes may overtake its answer to a join, for they come by different ways: it is kept
 * until somebody listens.
 *
 * @param onFailure - a request that main refused; nothing can be done about it but a log line.
 */
export function createSignalPort(
  api: WindowApi,
  onFailure: (event: string, error: unknown) => void,
): SessionSignalPort {
  const listeners = new Set<(event: SessionEvent) => void>();
  let early: SessionEvent[] = [];
  const tell = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event);
  };
  api.on('session:event', (event) => {
    if (listeners.size > 0 && early.length === 0) tell(event);
    else if (early.length < MAX_EARLY) early.push(event);
  });
  const tellEarly = (): void => {
    for (const event of early.splice(0)) tell(event);
  };
  return {
    begin() {
      early = [];
    },
    send(to, payload) {
      api
        .invoke('session:signal', { to, payload })
        .catch((error: unknown) => onFailure('signal refused', error));
    },
    subscribe(listener) {
      listeners.add(listener);
      // Once all who listen to a new call do.
      if (early.length > 0) queueMicrotask(tellEarly);
      return () => listeners.delete(listener);
    },
    probe() {
      api
        .invoke('session:probe', undefined)
        .catch((error: unknown) => onFailure('probe refused', error));
    },
  };
}
