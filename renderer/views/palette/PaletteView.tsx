import { useStore } from 'zustand';
import type { PaletteChoice, PaletteState } from '../../../preload/contract/ringing.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { SmallWindow } from '../SmallWindow.tsx';
import { Palette } from './Palette.tsx';

export interface PaletteViewProps {
  readonly store: MirrorStore<PaletteState | null, PaletteChoice>;
}

/** The palette's window. It is kept ready; each time that it is shown it begins anew. */
export function PaletteView({ store }: PaletteViewProps) {
  const state = useStore(store);
  if (state === null) return null;
  return (
    <SmallWindow look={state} title="palette.title">
      <Palette key={state.showing} state={state} choose={(choice) => store.send(choice)} />
    </SmallWindow>
  );
}
