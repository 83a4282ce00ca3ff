import type { SharingBarState } from '../../preload/contract/presenting.ts';
import { createMirrorStore, type MirrorStore } from '../../renderer/stores/mirrorStore.ts';
import { IncomingView } from '../../renderer/views/incoming/IncomingView.tsx';
import { PaletteView } from '../../renderer/views/palette/PaletteView.tsx';
import { OverlayView } from '../../renderer/views/presenting/OverlayView.tsx';
import { RegionView } from '../../renderer/views/presenting/RegionView.tsx';
import { SharingBarView } from '../../renderer/views/presenting/SharingBarView.tsx';
import { NOW_MS } from './base.ts';
import { OVERLAY_SCENE } from './presentingScenes.ts';
import type { SmallWindow } from './smallScenes.ts';

export interface SmallWindowSceneProps {
  readonly scene: SmallWindow;
  readonly look: Pick<SharingBarState, 'language' | 'theme'>;
  /** PNG bytes of a screen. */
  readonly screen: Uint8Array<ArrayBuffer>;
  readonly onIntent: (intent: unknown) => void;
}

function still<Snapshot, Intent>(
  snapshot: Snapshot,
  send: (intent: Intent) => void,
): MirrorStore<Snapshot, Intent> {
  const source = { current: () => snapshot, subscribe: () => () => undefined, send };
  return createMirrorStore<Snapshot, Intent>(source, new AbortController().signal);
}

/** One of the windows beside the call's, as the app would show it. */
export function SmallWindowScene({ scene, look, screen, onIntent }: SmallWindowSceneProps) {
  const now = (): number => NOW_MS;
  switch (scene.kind) {
    case 'sharing-bar':
      return <SharingBarView store={still({ ...look, bar: scene.bar }, onIntent)} now={now} />;
    case 'overlay': {
      const state = { ...look, ...OVERLAY_SCENE, ...scene.overlay };
      return <OverlayView store={still(state, onIntent)} now={now} />;
    }
    case 'region': {
      const choice = { ...look, picture: screen, width: 320, height: 200 };
      return <RegionView store={still(choice, onIntent)} />;
    }
    case 'incoming': {
      const { call, answer, silenced } = scene;
      const state = { ...look, call, speaker: '', secondSpeaker: null };
      return <IncomingView store={still({ state, answer, silenced }, onIntent)} />;
    }
    case 'palette': {
      const { palette, typedLink = null } = scene;
      const shown = { state: { ...look, showing: 1, ...palette }, typedLink };
      return <PaletteView store={still(shown, onIntent)} />;
    }
  }
}
