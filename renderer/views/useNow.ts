import { useEffect, useState } from 'react';
import { useParley } from './ParleyProvider.tsx';

/**
 * The time, kept fresh.
 *
 * @param everyMs - how often it ticks; null: it stands still.
 * @returns milliseconds since 1970.
 */
export function useNow(everyMs: number | null): number {
  const clock = useParley().now ?? Date.now;
  const [now, setNow] = useState(clock);
  useEffect(() => {
    if (everyMs === null) return undefined;
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
