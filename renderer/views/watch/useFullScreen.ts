import { useCallback, useEffect, useState, type RefObject } from 'react';

export interface FullScreen {
  /** What fills the screen now; null: it does not. */
  readonly element: HTMLElement | null;
  toggle(): void;
}

/** Full screen for one element, in whichever window it is; the system's own way out works too. */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen {
  const [shown, setShown] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const { ownerDocument } = target;
    const change = (): void => setShown(ownerDocument.fullscreenElement === target ? target : null);
    ownerDocument.addEventListener('fullscreenchange', change);
    return () => ownerDocument.removeEventListener('fullscreenchange', change);
  }, [element]);
  const toggle = useCallback(() => {
    const target = element.current;
    if (target === null) return;
    const { ownerDocument } = target;
    const done =
      ownerDocument.fullscreenElement === target
        ? ownerDocument.exitFullscreen()
        : target.requestFullscreen();
    // Refused by the system: everything stays as it is.
    done.catch(() => undefined);
  }, [element]);
  return { element: shown, toggle };
}
