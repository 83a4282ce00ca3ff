import { useStore } from 'zustand';
import type { RegionAnswer, RegionChoice } from '../../../preload/contract/presenting.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { RegionPage } from './RegionPage.tsx';
import { SmallWindow } from '../SmallWindow.tsx';

export interface RegionViewProps {
  readonly store: MirrorStore<RegionChoice | null, RegionAnswer>;
}

/** The window in which a region is drawn. Empty until main has said on which picture. */
export function RegionView({ store }: RegionViewProps) {
  const choice = useStore(store);
  if (choice === null) return null;
  return (
    <SmallWindow look={choice} title="presenting.regionTitle">
      <RegionPage choice={choice} answer={(region) => store.send({ region })} />
    </SmallWindow>
  );
}
