import type { TFunction } from 'i18next';
import type { CaptureFailure, CaptureState } from '../../preload/contract/mediaSnapshot.ts';

/** What is wrong with a device and what to do, in words. */
export interface CaptureTrouble {
  readonly failure: CaptureFailure;
  readonly title: string;
  readonly text: string;
}

/** Null while nothing is wrong. */
export function captureTrouble(
  t: TFunction,
  kind: 'microphone' | 'camera',
  capture: CaptureState,
): CaptureTrouble | null {
  if (capture.state !== 'failed') return null;
  const { failure } = capture;
  return { failure, title: t(`${kind}.${failure}`), text: t(`${kind}.${failure}Text`) };
}
