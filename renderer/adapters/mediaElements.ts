import type { MediaElements } from '../stores/mediaElements.ts';
import type { MediaSource } from '../engine/ports.ts';
import type { MediaRelay } from './mediaRelay.ts';

/** What can be shown now: the running call's media, if there is one. */
export interface ShownMedia {
  current(): MediaSource | null;
  /** Called when another call's media (or none) took its place. */
  subscribe(listener: () => void): () => void;
}

/** Connects `<video>` elements with live tracks and keeps them so while tracks come and go. */
export function createMediaElements(shown: ShownMedia, relay: MediaRelay): MediaElements {
  return {
    attach(video, ref) {
      let source: MediaSource | null = null;
      let stopSource: (() => void) | undefined;
      const show = (): void => showTrack(video, source?.track(ref) ?? null);
      const follow = (): void => {
        stopSource?.();
        source = shown.current();
        stopSource = source?.subscribe(show);
        show();
      };
      const stopShown = shown.subscribe(follow);
      follow();
      return () => {
        stopShown();
        stopSource?.();
        showTrack(video, null);
      };
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

/** Sets the element's picture, and leaves it alone when it has this one already: no flash. */
function showTrack(video: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const shown = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : null;
  if ((shown ?? null) === track) return;
  video.srcObject = track === null ? null : new MediaStream([track]);
}
