import type { LinkState } from '../../../preload/contract/callSnapshot.ts';

/** What one direction of a link was like over about a second: what we receive. */
export interface LinkMeasure {
  /** Packets that never came, 0 to 1. */
  readonly lossRatio: number;
  /** Null when it is not known. */
  readonly roundTripMs: number | null;
  /** Of the sound, which suffers first; null when none came. */
  readonly jitterMs: number | null;
}

export type Quality = Extract<LinkState, 'good' | 'weak'>;

interface Bounds {
  readonly lossRatio: number;
  readonly roundTripMs: number;
  readonly jitterMs: number;
}

/** Beyond these people notice: gaps that concealment does not hide, talking over each other. */
const NOTICED: Bounds = { lossRatio: 0.05, roundTripMs: 400, jitterMs: 80 };
/** Below these they no longer do; between the two nothing changes. */
const UNNOTICED: Bounds = { lossRatio: 0.02, roundTripMs: 300, jitterMs: 50 };
const MEASURES_TO_WEAK = 2;
const MEASURES_TO_GOOD = 4;

/**
 * Judges a link from its measures, one about every second.
 *
 * It takes two bad seconds to call a link weak and four clean ones to call it good again, so that
 * the word does not flicker.
 *
 * @returns a function that takes the next measure and gives the judgement.
 */
export function createQuality(): (measure: LinkMeasure) => Quality {
  let quality: Quality = 'good';
  let streak = 0;
  return (measure) => {
    const against = quality === 'good' ? exceeds(measure, NOTICED) : !exceeds(measure, UNNOTICED);
    streak = against ? streak + 1 : 0;
    if (streak >= (quality === 'good' ? MEASURES_TO_WEAK : MEASURES_TO_GOOD)) {
      quality = quality === 'good' ? 'weak' : 'good';
      streak = 0;
    }
    return quality;
  };
}

function exceeds(measure: LinkMeasure, bounds: Bounds): boolean {
  return (
    measure.lossRatio >= bounds.lossRatio ||
    (measure.roundTripMs ?? 0) >= bounds.roundTripMs ||
    (measure.jitterMs ?? 0) >= bounds.jitterMs
  );
}
