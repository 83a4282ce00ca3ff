import { useLayoutEffect, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Inner size of an element in CSS pixels; zero until it is laid out. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = target;
      setSize((known) =>
        known.width === width && known.height === height ? known : { width, height },
      );
    };
    measure();
    // An observer belongs to a window, and sleeps with it; the element may be in another one.
    const { ResizeObserver: Observer } = target.ownerDocument.defaultView ?? window;
    const observer = new Observer(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
