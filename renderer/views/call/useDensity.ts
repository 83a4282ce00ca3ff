import { useSyncExternalStore } from 'react';

/** How much room the window gives; the same steps as the style sheet's. */
export type Density = 'compact' | 'normal' | 'wide';

function current(): Density {
  if (matchMedia('(width < 760px)').matches) return 'compact';
  return matchMedia('(width >= 2000px)').matches ? 'wide' : 'normal';
}

function subscribe(listener: () => void): () => void {
  const queries = [matchMedia('(width < 760px)'), matchMedia('(width >= 2000px)')];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

export function useDensity(): Density {
  return useSyncExternalStore(subscribe, current);
}
