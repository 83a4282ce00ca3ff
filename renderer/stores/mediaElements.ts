import type { Participant, SharedScreen } from '../../preload/contract/callSnapshot.ts';
import type { InkScene } from '../../preload/contract/presenting.ts';

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
  /**
   * Keeps a canvas showing the lossless still of a share while there is one; its width and height
   * are the still's pixels. Without one the canvas is 0 by 0.
   *
   * @returns lets go of the canvas.
   */
  attachStill(canvas: HTMLCanvasElement, share: SharedScreen['share']): () => void;
  /**
   * Pointers and ink of a share whenever they change, at most once a frame.
   *
   * Of a share whose picture shows ink itself, the scene holds only what the picture cannot show
   * yet.
   *
   * @returns ends the subscription.
   */
  ink(share: SharedScreen['share'], listener: (scene: InkScene) => void): () => void;
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
