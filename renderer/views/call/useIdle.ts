import { useEffect, useState } from 'react';

/**
 * Whether the person has neither moved nor pressed anything for a while.
 *
 * @param afterMs - null: never idle.
 */
export function useIdle(afterMs: number | null): boolean {
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
      window.addEventListener(type, wake, { signal: life.signal, passive: true });
    }
    return () => {
      life.abort();
      clearTimeout(timer);
    };
  }, [afterMs]);
  return idle;
}
