import type { MediaElements } from '../stores/mediaElements.ts';
import type { ShareElements } from '../engine/call/presenting.ts';
import type { MediaSource } from '../engine/ports.ts';
import type { MediaRelay } from './mediaRelay.ts';

/** What can be shown of the running call, if there is one. */
interface ShownCall {
  readonly media: MediaSource;
  readonly shares: ShareElements;
}

export interface ShownMedia {
  current(): ShownCall | null;
  /** Called when another call's media (or none) took its place. */
  subscribe(listener: () => void): () => void;
}

/** Connects `<video>` elements with live tracks and keeps them so while tracks come and go. */
export function createMediaElements(shown: ShownMedia, relay: MediaRelay): MediaElements {
  return {
    attach(video, ref) {
      const show = (call: ShownCall | null): void =>
        showTrack(video, call?.media.track(ref) ?? null);
      const stop = follow(shown, ({ media }, changed) => media.subscribe(changed), show);
      return () => {
        stop();
        showTrack(video, null);
      };
    },
    attachStill(canvas, share) {
      const show = (call: ShownCall | null): void => {
        drawStill(canvas, call?.shares.still(share) ?? null);
      };
      const stop = follow(shown, ({ shares }, changed) => shares.onStill(changed), show);
      return () => {
        stop();
        drawStill(canvas, null);
      };
    },
    ink(share, listener) {
      return follow(
        shown,
        ({ shares }, changed) => shares.onScene(share, changed),
        (call) => {
          if (call !== null) listener(call.shares.scene(share, 'picture'));
        },
      );
    },
    attachPreview(video) {
      const show = (): void => showTrack(video, relay.media()?.tracks().camera ?? null);
      const stop = relay.onTracks(show);
      show();
      return () => {
        stop();
        showTrack(video, null);
      };
    },
    level: (listener) => relay.level(listener),
  };
}

/**
 * Shows what a call has and keeps it so, whichever call is the running one.
 *
 * @returns ends it.
 */
function follow(
  shown: ShownMedia,
  subscribe: (call: ShownCall, changed: () => void) => () => void,
  show: (call: ShownCall | null) => void,
): () => void {
  let stop: (() => void) | undefined;
  const take = (): void => {
    stop?.();
    const call = shown.current();
    stop = call === null ? undefined : subscribe(call, () => show(call));
    show(call);
  };
  const stopShown = shown.subscribe(take);
  take();
  return () => {
    stopShown();
    stop?.();
  };
}

const drawn = new WeakMap<HTMLCanvasElement, ImageBitmap>();

/** Puts a still on a canvas of its own size, or empties it. */
function drawStill(canvas: HTMLCanvasElement, still: ImageBitmap | null): void {
  // An empty canvas is as large on the screen as before, and without a GPU it is black.
  canvas.hidden = still === null;
  if (still === null) {
    drawn.delete(canvas);
    canvas.width = 0;
    canvas.height = 0;
    return;
  }
  if (drawn.get(canvas) === still) return;
  drawn.set(canvas, still);
  canvas.width = still.width;
  canvas.height = still.height;
  canvas.getContext('2d', { alpha: false })?.drawImage(still, 0, 0);
}

/** Sets the element's picture, and leaves it alone when it has this one already: no flash. */
function showTrack(video: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const shown = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : null;
  if ((shown ?? null) === track) return;
  video.srcObject = track === null ? null : new MediaStream([track]);
}
