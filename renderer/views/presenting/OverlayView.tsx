import { useStore } from 'zustand';
import type { OverlayIntent, OverlayState } from '../../../preload/contract/presenting.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { Board } from './Board.tsx';
import { OverlayInk } from './OverlayInk.tsx';
import { SmallWindow } from '../SmallWindow.tsx';

export interface OverlayViewProps {
  readonly store: MirrorStore<OverlayState | null, OverlayIntent>;
  /** Wall clock, milliseconds since 1970. */
  readonly now?: () => number;
}

/** CSS pixels. */
const BORDER = 3;

/** What lies over the shared screen. Nothing is seen of it until main has said what. */
export function OverlayView({ store, now = Date.now }: OverlayViewProps) {
  const state = useStore(store);
  if (state === null) return null;
  const { picture, scene, drawing, author } = state;
  return (
    <SmallWindow look={state} title={drawing ? 'presenting.boardTitle' : 'presenting.barTitle'}>
      <Border picture={picture} />
      <OverlayInk scene={scene} picture={picture} now={now} />
      {drawing && <Board picture={picture} author={author} send={store.send} />}
    </SmallWindow>
  );
}

/** Around the picture; where the window ends, as on a whole screen, just inside. */
function Border({ picture: { left, top, width, height } }: Pick<OverlayState, 'picture'>) {
  const start = (value: number): string => `max(0px, ${value - BORDER}px)`;
  return (
    <div
      aria-hidden="true"
      data-border
      style={{
        left: start(left),
        top: start(top),
        width: `calc(min(100vw, ${left + width + BORDER}px) - ${start(left)})`,
        height: `calc(min(100vh, ${top + height + BORDER}px) - ${start(top)})`,
      }}
      className="pointer-events-none fixed border-3 border-share-on-scrim forced-color-adjust-none"
    />
  );
}
