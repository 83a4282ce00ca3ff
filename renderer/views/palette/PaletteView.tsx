import { useStore } from 'zustand';
import type { PaletteIntent, PaletteSnapshot } from '../../../preload/contract/paletteSnapshot.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { SmallWindow } from '../SmallWindow.tsx';
import { Palette } from './Palette.tsx';

export interface PaletteViewProps {
  readonly store: MirrorStore<PaletteSnapshot, PaletteIntent>;
}

/** The palette's window. It is kept ready; each time that it is shown it begins anew. */
export function PaletteView({ store }: PaletteViewProps) {
  const { state, typedLink } = useStore(store);
  if (state === null) return null;
  return (
    <SmallWindow look={state} title="palette.title">
      <Palette
        key={state.showing}
        state={state}
        typedLink={typedLink}
        send={(intent) => store.send(intent)}
      />
    </SmallWindow>
  );
}
