import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppSnapshot, PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { ContactsSnapshot, RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import type { MediaElements } from '../stores/mediaElements.ts';
import type {
  AppStore,
  CallStore,
  ContactsStore,
  MediaStore,
  PickerStore,
  RingingStore,
} from '../stores/mirrorStore.ts';

/** All that views know of the world. */
export interface Parley {
  readonly app: AppStore;
  readonly media: MediaStore;
  /** The running call; null outside of one. */
  readonly call: CallStore | null;
  readonly picker: PickerStore;
  readonly contacts: ContactsStore;
  readonly ringing: RingingStore;
  readonly elements: MediaElements;
  /** Wall clock, milliseconds since 1970; `Date.now` unless said otherwise. */
  readonly now?: () => number;
}

const ParleyContext = createContext<Parley | null>(null);

export interface ParleyProviderProps {
  readonly value: Parley;
  readonly children: ReactNode;
}

export function ParleyProvider({ value, children }: ParleyProviderProps) {
  return <ParleyContext value={value}>{children}</ParleyContext>;
}

export function useParley(): Parley {
  const parley = use(ParleyContext);
  if (parley === null) throw new Error('views stand inside a ParleyProvider');
  return parley;
}

export function useApp<Part>(select: (state: AppSnapshot) => Part): Part {
  return useStore(useParley().app, select);
}

export function useMedia<Part>(select: (state: MediaSnapshot) => Part): Part {
  return useStore(useParley().media, select);
}

export function usePicker<Part>(select: (state: PickerSnapshot) => Part): Part {
  return useStore(useParley().picker, select);
}

export function useContacts<Part>(select: (state: ContactsSnapshot) => Part): Part {
  return useStore(useParley().contacts, select);
}

export function useRinging<Part>(select: (state: RingingSnapshot) => Part): Part {
  return useStore(useParley().ringing, select);
}

/** The running call's store; only for what the call screen shows. */
export function useCallStore(): CallStore {
  const { call } = useParley();
  if (call === null) throw new Error('no call is running');
  return call;
}

export function useCall<Part>(select: (state: CallSnapshot) => Part): Part {
  return useStore(useCallStore(), select);
}
