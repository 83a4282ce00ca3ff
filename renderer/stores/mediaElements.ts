import type { Participant, SharedScreen } from '../../preload/contract/callSnapshot.ts';

/** A picture in the call: a member's camera, or a screen that the member shares. */
export interface PictureRef {
  readonly member: Participant['id'];
  readonly lane: 'camera' | SharedScreen['lane'];
}

/** How views show live media without holding any of it. */
export interface MediaElements {
  /**
   * Keeps a video element showing a picture of the call, whatever track carries it.
   *
   * @returns lets go of the element.
   */
  attach(video: HTMLVideoElement, ref: PictureRef): () => void;
  /** The same for one's own camera before the call. */
  attachPreview(video: HTMLVideoElement): () => void;
  /**
   * Loudness of one's own microphone, many times a second, 0 to 1 as a person hears it: half is
   * ordinary speech.
   *
   * @returns ends the subscription.
   */
  level(listener: (level: number) => void): () => void;
}
