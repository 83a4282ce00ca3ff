import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { isCovered, isTyping, keyCommand } from '../keyboard.ts';
import { SettingsDialog } from './SettingsDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

type DialogName = 'settings' | 'shortcuts';

const DialogsContext = createContext<(name: DialogName) => void>(() => undefined);

/** Opens one of the dialogs that every screen shares. */
export function useOpenDialog(): (name: DialogName) => void {
  return use(DialogsContext);
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

  const open = useMemo(() => (name: DialogName) => setShown(name), []);
  return (
    <DialogsContext value={open}>
      {children}
      <SettingsDialog open={shown === 'settings'} onClose={close} />
      <ShortcutsDialog open={shown === 'shortcuts'} onClose={close} />
    </DialogsContext>
  );
}
