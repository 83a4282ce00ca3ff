import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  AppIntent,
  AppSnapshot,
  PickerIntent,
  PickerSnapshot,
} from '../../preload/contract/appSnapshot.ts';
import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type {
  ContactsIntent,
  ContactsSnapshot,
  RingingIntent,
  RingingSnapshot,
} from '../../preload/contract/contactsSnapshot.ts';
import type { MediaIntent, MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';

/** Where a store's state comes from, and where wishes go. */
export interface MirrorSource<Snapshot, Intent> {
  current(): Snapshot;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (next: Snapshot) => void): () => void;
  send(intent: Intent): void;
}

/** A store that views read; only its source changes it. */
export interface MirrorStore<Snapshot, Intent> extends Pick<
  StoreApi<Snapshot>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  send(intent: Intent): void;
}

export type AppStore = MirrorStore<AppSnapshot, AppIntent>;
export type MediaStore = MirrorStore<MediaSnapshot, MediaIntent>;
export type CallStore = MirrorStore<CallSnapshot, CallIntent>;
export type PickerStore = MirrorStore<PickerSnapshot, PickerIntent>;
export type ContactsStore = MirrorStore<ContactsSnapshot, ContactsIntent>;
export type RingingStore = MirrorStore<RingingSnapshot, RingingIntent>;

/**
 * Mirrors a source for views.
 *
 * @param signal - ends the mirroring; the last state stays.
 */
export function createMirrorStore<Snapshot, Intent>(
  source: MirrorSource<Snapshot, Intent>,
  signal: AbortSignal,
): MirrorStore<Snapshot, Intent> {
  const store = createStore<Snapshot>(() => source.current());
  if (!signal.aborted) {
    const stop = source.subscribe((next) => store.setState(next, true));
    signal.addEventListener('abort', stop, { once: true });
  }
  // setState stays in here.
  const { getState, getInitialState, subscribe } = store;
  return { getState, getInitialState, subscribe, send: (intent) => source.send(intent) };
}
