import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { OptimiseFor } from '../../preload/contract/callSnapshot.ts';

/** What was chosen when something was shared last, kept from call to call until the app ends. */
export interface ShareChoices {
  readonly optimiseFor: OptimiseFor;
  setOptimiseFor(optimiseFor: OptimiseFor): void;
}

const Choices = createContext<ShareChoices>({
  optimiseFor: 'text',
  setOptimiseFor: () => undefined,
});

export function ShareChoicesProvider({ children }: { readonly children: ReactNode }) {
  const [optimiseFor, setOptimiseFor] = useState<OptimiseFor>('text');
  const choices = useMemo(() => ({ optimiseFor, setOptimiseFor }), [optimiseFor]);
  return <Choices value={choices}>{children}</Choices>;
}

export function useShareChoices(): ShareChoices {
  return use(Choices);
}
