import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { DialogNotice } from '../../ui/Dialog.tsx';
import { isCovered, isTyping, keyCommand } from '../keyboard.ts';
import { AddContactDialog } from '../contacts/AddContactDialog.tsx';
import { ContactRequests } from '../contacts/ContactRequests.tsx';
import { useApp, useContacts } from '../ParleyProvider.tsx';
import { AdoptIdentityDialog } from './AdoptIdentityDialog.tsx';
import { DevicesDialog } from './DevicesDialog.tsx';
import { OpenDialog, type DialogName } from './openDialog.ts';
import { SaveIdentityDialog } from './SaveIdentityDialog.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** Closing these loses what cannot be had again, such as a passphrase that is shown once. */
const KEPT: ReadonlySet<DialogName> = new Set(['save-identity', 'adopt-identity']);

/**
 * Has the requests be seen when they are wanted, by the notification of one: a dialog that nobody has
 * typed in makes room, any other shows them.
 *
 * @returns what open dialogs show; null: nothing.
 */
function useWantedRequests(shown: DialogName | null, close: () => void): ReactNode {
  const wanted = useApp((state) => state.requestsWanted);
  const waiting = useContacts((state) => state.requests.length > 0);
  const [isNotice, setNotice] = useState(false);
  const latest = useRef({ shown, close, typed: false });
  useEffect(() => {
    latest.current = { shown, close, typed: false };
    setNotice(false);
    const type = (): void => {
      latest.current.typed = true;
    };
    document.addEventListener('input', type);
    return () => document.removeEventListener('input', type);
  }, [shown, close]);
  useEffect(() => {
    if (wanted === 0) return;
    const { current } = latest;
    const isFree = current.shown !== null && !KEPT.has(current.shown) && !current.typed;
    if (isFree) current.close();
    else setNotice(isCovered(document));
  }, [wanted]);
  return isNotice && waiting ? <ContactRequests inDialog /> : null;
}

/** Holds the dialogs that open from everywhere, and the key that lists the keys. */
export function DialogsProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<DialogName | null>(null);
  const close = useCallback(() => setShown(null), []);

  useEffect(() => {
    const life = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (keyCommand(event) !== 'list') return;
        if (isTyping(event.target) || isCovered(document)) return;
        event.preventDefault();
        setShown('shortcuts');
      },
      { signal: life.signal },
    );
    return () => life.abort();
  }, []);

  const notice = useWantedRequests(shown, close);
  const open = useMemo(() => (name: DialogName) => setShown(name), []);
  return (
    <OpenDialog value={open}>
      <DialogNotice value={notice}>
        {children}
        <SettingsDialog open={shown === 'settings'} onClose={close} />
        <ShortcutsDialog open={shown === 'shortcuts'} onClose={close} />
        <AddContactDialog open={shown === 'add-contact'} onClose={close} />
        <DevicesDialog open={shown === 'devices'} onClose={close} />
        <SaveIdentityDialog open={shown === 'save-identity'} onClose={close} />
        <AdoptIdentityDialog open={shown === 'adopt-identity'} onClose={close} />
      </DialogNotice>
    </OpenDialog>
  );
}
