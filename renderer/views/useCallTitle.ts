import { useCallback, useSyncExternalStore } from 'react';
import { callTitle } from '../stores/callPeople.ts';
import { useApp, useContacts, useParley } from './ParleyProvider.tsx';
import { languageOf } from './words/words.ts';

/**
 * What the call is called that one is in, or on the way to: its people if it came by ringing, else its
 * room. Null: there is none.
 */
export function useCallTitle(): string | null {
  const { call } = useParley();
  const room = useApp((state) => state.room);
  const contact = useApp((state) => state.contact);
  const language = useApp(languageOf);
  const contacts = useContacts((state) => state.contacts);
  const subscribe = useCallback(
    (listener: () => void) => call?.subscribe(listener) ?? (() => undefined),
    [call],
  );
  // Participants change with every word that is spoken, their names do not.
  return useSyncExternalStore(subscribe, () => {
    const participants = call?.getState().participants ?? [];
    return callTitle({ contact, participants }, contacts, language) ?? room;
  });
}
