import type { Region } from '../../../preload/contract/presenting.ts';
import { regionRect } from './regionRect.ts';
import { RepeatingWriter } from './repeatingWriter.ts';

/** What the worker is started with. */
export interface RegionJob {
  readonly frames: ReadableStream<VideoFrame>;
  readonly out: WritableStream<VideoFrame>;
  readonly region: Region;
}

addEventListener(
  'message',
  ({ data }: MessageEvent<RegionJob>) => {
    // What fails in a promise would not reach the page.
    cut(data).catch((error: unknown) => reportError(error));
  },
  { once: true },
);

/** Cuts the region out of every frame until there are no more, or nobody wants them. */
async function cut({ frames, out, region }: RegionJob): Promise<void> {
  const reader = frames.getReader();
  const writer = new RepeatingWriter(out, () => void reader.cancel());
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      try {
        const rect = frame.visibleRect === null ? null : regionRect(region, frame.visibleRect);
        if (rect !== null) writer.show(new VideoFrame(frame, { visibleRect: rect }));
      } finally {
        frame.close();
      }
    }
  } finally {
    writer.close();
  }
}
