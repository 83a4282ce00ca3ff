/*
 * Video tracks as streams of frames and back. Both streams can be moved to a worker, where frames
 * go on while the page is busy or hidden.
 */

interface FrameProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
interface FrameGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
// Chromium's own, so not among the types (w3c/mediacapture-transform).
interface FrameStreamApi {
  readonly MediaStreamTrackProcessor: new (init: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize: number;
  }) => FrameProcessor;
  readonly MediaStreamTrackGenerator?: new (init: { readonly kind: 'video' }) => FrameGenerator;
}

/** A track that shows the frames that are written, and ends when the stream is closed. */
export interface WrittenTrack {
  readonly track: MediaStreamTrack;
  readonly writable: WritableStream<VideoFrame>;
}

/** The frames of a track, the newest only: who reads slowly misses some. Ends with the track. */
export function framesOf(track: MediaStreamTrack): ReadableStream<VideoFrame> {
  const { MediaStreamTrackProcessor } = globalThis as unknown as FrameStreamApi;
  return new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
}

/** A video track to be written. Where the browser has no such thing, a canvas is painted. */
export function createWrittenTrack(): WrittenTrack {
  const { MediaStreamTrackGenerator } = globalThis as unknown as FrameStreamApi;
  if (MediaStreamTrackGenerator === undefined) return createCanvasTrack();
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  return { track, writable: track.writable };
}

function createCanvasTrack(): WrittenTrack {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const track = canvas.captureStream().getVideoTracks()[0];
  if (context === null || track === undefined) throw new Error('no canvas to write to');
  const end = (): void => {
    if (track.readyState === 'ended') return;
    track.stop();
    // A track that its own source ends says so; one that is stopped does not.
    track.dispatchEvent(new Event('ended'));
  };
  const writable = new WritableStream<VideoFrame>({
    write(frame) {
      const { displayWidth, displayHeight } = frame;
      if (canvas.width !== displayWidth) canvas.width = displayWidth;
      if (canvas.height !== displayHeight) canvas.height = displayHeight;
      context.drawImage(frame, 0, 0);
      frame.close();
    },
    close: end,
    abort: end,
  });
  return { track, writable };
}
