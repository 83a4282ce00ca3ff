import type { CoveredArea } from '../../../preload/contract/presenting.ts';
import { blank, framesEqual, snapshotOf, type FrameSnapshot } from './frameSnapshot.ts';
import { RepeatingWriter } from './repeatingWriter.ts';

/** To the worker that holds the picture of one share. */
export type PictureOrder =
  | {
      readonly type: 'begin';
      readonly frames: ReadableStream<VideoFrame>;
    }
  /** Where the frozen picture is shown. */
  | { readonly type: 'frozen-track'; readonly out: WritableStream<VideoFrame> }
  | { readonly type: 'freeze' }
  | { readonly type: 'thaw' }
  /** Says when the picture is no longer what it is now. Replaces an earlier order. */
  | { readonly type: 'watch'; readonly watch: number }
  | { readonly type: 'unwatch' }
  /** Whatever changes there is no change. Replaces an earlier order. */
  | { readonly type: 'ignore'; readonly areas: readonly CoveredArea[] };

/** From that worker. */
export type PictureNews =
  /** With the first frame and with each that has another size. */
  | { readonly type: 'size'; readonly width: number; readonly height: number }
  | { readonly type: 'changed'; readonly watch: number };

/** The newest frame, for the moment of a pause: a capture that stands still gives no other. */
let newest: VideoFrame | null = null;
let size = '';
let frozenOut: RepeatingWriter | null = null;
let frozen = false;
let watching: {
  readonly watch: number;
  /** Null: there was no frame yet. */
  reference: Promise<FrameSnapshot | null>;
} | null = null;
let comparing = false;
let ignored: readonly CoveredArea[] = [];

addEventListener('message', ({ data }: MessageEvent<PictureOrder>) => {
  switch (data.type) {
    case 'begin':
      // What fails in a promise would not reach the page.
      hold(data.frames).catch((error: unknown) => reportError(error));
      return;
    case 'frozen-track':
      frozenOut = new RepeatingWriter(data.out, () => undefined);
      return;
    case 'freeze':
      frozen = true;
      // Frozen as soon as it began: the first frame is what others have seen of it.
      if (newest !== null) frozenOut?.show(newest.clone());
      return;
    case 'thaw':
      frozen = false;
      frozenOut?.pause();
      // What came while it was frozen was not looked at.
      void compare();
      return;
    case 'watch':
      watching = {
        watch: data.watch,
        reference: newest === null ? Promise.resolve(null) : take(newest.clone()),
      };
      return;
    case 'unwatch':
      watching = null;
      return;
    case 'ignore':
      ignored = data.areas;
  }
});

async function hold(frames: ReadableStream<VideoFrame>): Promise<void> {
  const reader = frames.getReader();
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      if (newest === null && frozen) frozenOut?.show(frame.clone());
      newest?.close();
      newest = frame;
      const nextSize = `${frame.displayWidth} ${frame.displayHeight}`;
      if (nextSize !== size) {
        size = nextSize;
        tell({ type: 'size', width: frame.displayWidth, height: frame.displayHeight });
      }
      if (!frozen) void compare();
    }
  } finally {
    newest?.close();
    newest = null;
  }
}

/** Compares the newest frame with the watched one; frames that come meanwhile after it. */
async function compare(): Promise<void> {
  const watched = watching;
  if (watched === null || comparing || newest === null) return;
  comparing = true;
  const frame = newest;
  let same = false;
  try {
    // Copied before anything is waited for: the next frame closes this one.
    const now = take(frame.clone());
    const [reference, shown] = await Promise.all([watched.reference, now]);
    same = reference !== null && shown !== null && areAlike(reference, shown);
  } finally {
    comparing = false;
  }
  if (watching === watched && !same) {
    watching = null;
    tell({ type: 'changed', watch: watched.watch });
  } else if (newest !== frame && !frozen) {
    // Also for a watch that began meanwhile: nothing was looked at for it yet.
    void compare();
  }
}

function areAlike(reference: FrameSnapshot, shown: FrameSnapshot): boolean {
  // What was blanked of the reference stays so: who watches sees what was there, so that it is a
  // change once it is ignored no more.
  blank(reference, ignored);
  blank(shown, ignored);
  return framesEqual(reference, shown);
}

/** @returns null for a frame whose pixels cannot be read, which is as good as a change. */
async function take(frame: VideoFrame): Promise<FrameSnapshot | null> {
  try {
    return await snapshotOf(frame);
  } catch {
    return null;
  } finally {
    frame.close();
  }
}

function tell(news: PictureNews): void {
  postMessage(news);
}
