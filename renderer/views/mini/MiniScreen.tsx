import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { LiveVideo } from '../call/FaceTile.tsx';
import { useScreenName } from '../call/useScreenName.ts';
import { StillLayer } from '../watch/StillLayer.tsx';
import { MiniName } from './MiniName.tsx';

export interface MiniScreenProps {
  readonly screen: SharedScreen;
}

/** A shared screen, all of it. */
export function MiniScreen({ screen }: MiniScreenProps) {
  const label = useScreenName(screen);
  const { owner, lane, share } = screen;
  return (
    <div role="group" aria-label={label} className="absolute inset-0">
      <LiveVideo member={owner} lane={lane} layout="object-contain" />
      <StillLayer share={share} layout="object-contain" />
      <MiniName label={label} />
    </div>
  );
}
