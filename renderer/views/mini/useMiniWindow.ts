import { useEffect, useState } from 'react';
import { openHostWindow, type HostWindow } from '../hostWindow.tsx';

/** As main knows it; its place and looks are main's to say. */
const NAME = 'parley-mini-call';
const FEATURES = 'popup,width=320,height=200';

/**
 * A small window of the call's own, for as long as it is wanted.
 *
 * @returns null while there is none: not wanted, not yet, or closed by the person until the next time.
 */
export function useMiniWindow(wanted: boolean): HostWindow | null {
  const [mini, setMini] = useState<HostWindow | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const child = openHostWindow(NAME, FEATURES);
    if (child === null) return undefined;
    const forget = (): void => setMini(null);
    const close = (): void => child.close();
    child.addEventListener('pagehide', forget);
    // A page that goes away takes with it what it drew in it.
    window.addEventListener('pagehide', close);
    setMini(child);
    return () => {
      window.removeEventListener('pagehide', close);
      child.removeEventListener('pagehide', forget);
      setMini(null);
      close();
    };
  }, [wanted]);
  return mini;
}
