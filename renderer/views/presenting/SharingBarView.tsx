import { useStore } from 'zustand';
import type { BarIntent, SharingBarState } from '../../../preload/contract/presenting.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { Bar } from './Bar.tsx';
import { SmallWindow } from '../SmallWindow.tsx';

export interface SharingBarViewProps {
  readonly store: MirrorStore<SharingBarState | null, BarIntent>;
  /** Wall clock, milliseconds since 1970. */
  readonly now?: () => number;
}

/** The sharing bar's window. Empty until main has said what it is of. */
export function SharingBarView({ store, now = Date.now }: SharingBarViewProps) {
  const state = useStore(store);
  if (state === null) return null;
  return (
    <SmallWindow look={state} title="presenting.barTitle">
      <Bar bar={state.bar} send={(intent) => store.send(intent)} now={now} />
    </SmallWindow>
  );
}
