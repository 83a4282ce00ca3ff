import { useEffect, useState } from 'react';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { useCallStore } from '../ParleyProvider.tsx';
import { useHostWindow } from '../hostWindow.tsx';

/** A size that is being dragged is not told of. */
const SETTLED_MS = 300;

/**
 * Tells the presenter how large its screen is seen here.
 *
 * @param width - display pixels that the picture covers; 0 by 0 when it is not to be seen.
 */
export function useWatching(share: SharedScreen['share'], width: number, height: number): void {
  const call = useCallStore();
  const host = useHostWindow();
  const [hidden, setHidden] = useState(host.document.hidden);
  useEffect(() => {
    const change = (): void => setHidden(host.document.hidden);
    change();
    host.document.addEventListener('visibilitychange', change);
    return () => host.document.removeEventListener('visibilitychange', change);
  }, [host]);
  const seenWidth = hidden ? 0 : width;
  const seenHeight = hidden ? 0 : height;
  useEffect(() => {
    const timer = setTimeout(() => {
      call.send({ type: 'watching', share, width: seenWidth, height: seenHeight });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [call, share, seenWidth, seenHeight]);
}
