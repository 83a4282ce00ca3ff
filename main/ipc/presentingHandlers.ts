import type { CaptureId, PresentingWish } from '../../preload/contract/presenting.ts';
import type { Overlays } from '../windows/overlays.ts';
import type { RegionChoices } from '../windows/regionChoices.ts';
import type { SharingBars } from '../windows/sharingBars.ts';
import type { RequestHandlers } from './requestCheck.ts';

export interface PresentingParts {
  readonly bars: Pick<SharingBars, 'update' | 'captureOf' | 'resize'>;
  readonly overlays: Pick<Overlays, 'show' | 'drawnIn'>;
  readonly regions: Pick<RegionChoices, 'answer'>;
  readonly showCall: () => void;
  /** Tells the call's page. */
  readonly wish: (wish: PresentingWish) => void;
}

export type PresentingHandlers = Pick<
  RequestHandlers,
  'presenting:bars' | 'presenting:scene' | 'bar:intent' | 'overlay:intent' | 'region:answer'
>;

/** What main does for the windows around a presentation. */
export function createPresentingHandlers(parts: PresentingParts): PresentingHandlers {
  const { bars, overlays, regions, showCall, wish } = parts;
  const ofCapture = (capture: CaptureId | null, tell: (capture: CaptureId) => void): void => {
    // Its capture may have ended a moment ago.
    if (capture !== null) tell(capture);
  };
  return {
    'presenting:bars': (input) => bars.update(input.bars),
    'presenting:scene': ({ capture, ...change }) => overlays.show(capture, change),
    'bar:intent'(intent, sender) {
      switch (intent.type) {
        case 'resize':
          return bars.resize(sender, intent.height);
        case 'show-call':
          return ofCapture(bars.captureOf(sender), showCall);
        case 'pause':
        case 'stop':
        case 'set-sound':
        case 'sharpen':
        case 'set-ink':
        case 'draw':
        case 'clear-ink':
        case 'set-microphone':
        case 'set-camera':
          return ofCapture(bars.captureOf(sender), (capture) =>
            wish({ from: 'bar', capture, intent }),
          );
      }
    },
    'overlay:intent': (intent, sender) =>
      ofCapture(overlays.drawnIn(sender), (capture) => wish({ from: 'overlay', capture, intent })),
    'region:answer': ({ region }, sender) => regions.answer(sender, region),
  };
}
