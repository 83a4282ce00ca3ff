import { useEffect, useState } from 'react';

/**
 * Whether the person has neither moved nor pressed anything for a while.
 *
 * @param afterMs - null: never idle.
 * @param host - the window that is looked at.
 */
export function useIdle(afterMs: number | null, host: Window = window): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    setIdle(false);
    if (afterMs === null) return undefined;
    const life = new AbortController();
    let timer = setTimeout(() => setIdle(true), afterMs);
    const wake = (): void => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), afterMs);
    };
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel']) {
      host.addEventListener(type, wake, { signal: life.signal, passive: true });
    }
    return () => {
      life.abort();
      clearTimeout(timer);
    };
  }, [afterMs, host]);
  return idle;
}
