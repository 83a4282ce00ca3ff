import { useEffect, useRef } from 'react';

/** Hears keys that nothing in the window has taken. */
export function useWindowKeys(listener: (event: KeyboardEvent) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) latest.current(event);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
