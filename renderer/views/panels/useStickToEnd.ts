import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Closer to the end than this counts as at the end, CSS pixels. */
const NEAR = 48;

export interface StickToEnd {
  /** Something new is below what is seen. */
  readonly behind: boolean;
  readonly onScroll: () => void;
  readonly goToEnd: () => void;
}

/**
 * Keeps a log at its end while it is read there, and still where it is while one reads further up.
 *
 * @param length - grows with the log.
 * @param own - grows when one adds to the log oneself, which always goes to the end.
 */
export function useStickToEnd(
  log: RefObject<HTMLElement | null>,
  length: number,
  own: number,
): StickToEnd {
  const atEnd = useRef(true);
  const knownOwn = useRef(own);
  const [behind, setBehind] = useState(false);

  const goToEnd = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setBehind(false);
  }, [log]);

  useLayoutEffect(() => {
    const wrote = own > knownOwn.current;
    knownOwn.current = own;
    if (atEnd.current || wrote) goToEnd();
    else setBehind(true);
  }, [length, own, goToEnd]);

  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) goToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [log, goToEnd]);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (atEnd.current) setBehind(false);
  }, [log]);

  return { behind, onScroll, goToEnd };
}
