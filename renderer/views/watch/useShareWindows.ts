import { useCallback, useEffect, useRef, useState } from 'react';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { openHostWindow, type HostWindow } from '../hostWindow.tsx';

type ShareId = SharedScreen['share'];

export interface ShareWindows {
  /** Shares that have a window of their own now. */
  readonly open: ReadonlyMap<ShareId, HostWindow>;
  /** The share whose window was refused last; null: none. */
  readonly refused: ShareId | null;
  show(share: ShareId): void;
  close(share: ShareId): void;
}

/** CSS pixels; the person makes it as large as the other display allows. */
const WIDTH = 1_280;
const HEIGHT = 760;

/** Windows of their own for watched shares. They end with their share, and with the call. */
export function useShareWindows(live: readonly ShareId[]): ShareWindows {
  const [open, setOpen] = useState<ReadonlyMap<ShareId, HostWindow>>(new Map());
  const [refused, setRefused] = useState<ShareId | null>(null);
  const windows = useRef(new Map<ShareId, HostWindow>());

  const close = useCallback((share: ShareId) => {
    const child = windows.current.get(share);
    if (child === undefined) return;
    windows.current.delete(share);
    setOpen(new Map(windows.current));
    child.close();
  }, []);
  const show = useCallback(
    (share: ShareId) => {
      if (windows.current.has(share)) return;
      const features = `popup,width=${WIDTH},height=${HEIGHT}`;
      const child = openHostWindow(`parley-share-${share}`, features);
      setRefused(child === null ? share : null);
      if (child === null) return;
      windows.current.set(share, child);
      setOpen(new Map(windows.current));
      child.addEventListener('pagehide', () => close(share));
    },
    [close],
  );

  const key = live.join(' ');
  useEffect(() => {
    const shares = new Set(key.split(' '));
    for (const share of windows.current.keys()) if (!shares.has(share)) close(share);
  }, [key, close]);
  useEffect(() => {
    const { current } = windows;
    const closeAll = (): void => {
      for (const share of current.keys()) close(share);
    };
    // A page that goes away takes with it what it drew in them.
    window.addEventListener('pagehide', closeAll);
    return () => {
      window.removeEventListener('pagehide', closeAll);
      closeAll();
    };
  }, [close]);
  return { open, refused, show, close };
}
