import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { isCovered, isTyping, keyCommand } from '../keyboard.ts';
import { AddContactDialog } from '../contacts/AddContactDialog.tsx';
import { AdoptIdentityDialog } from './AdoptIdentityDialog.tsx';
import { DevicesDialog } from './DevicesDialog.tsx';
import { OpenDialog, type DialogName } from './openDialog.ts';
import { SaveIdentityDialog } from './SaveIdentityDialog.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

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

  const open = useMemo(() => (name: DialogName) => setShown(name), []);
  return (
    <OpenDialog value={open}>
      {children}
      <SettingsDialog open={shown === 'settings'} onClose={close} />
      <ShortcutsDialog open={shown === 'shortcuts'} onClose={close} />
      <AddContactDialog open={shown === 'add-contact'} onClose={close} />
      <DevicesDialog open={shown === 'devices'} onClose={close} />
      <SaveIdentityDialog open={shown === 'save-identity'} onClose={close} />
      <AdoptIdentityDialog open={shown === 'adopt-identity'} onClose={close} />
    </OpenDialog>
  );
}
