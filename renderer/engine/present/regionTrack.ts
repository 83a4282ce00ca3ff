import type { Region } from '../../../preload/contract/presenting.ts';
import { createWrittenTrack, framesOf } from './frameStreams.ts';
import type { RegionJob } from './regionWorker.ts';

/**
 * A part of a screen as a track of its own.
 *
 * @param source - the whole screen; left running when the region ends.
 * @returns a track that ends with its source and with the signal.
 */
export function createRegionTrack(
  source: MediaStreamTrack,
  region: Region,
  signal: AbortSignal,
): MediaStreamTrack {
  const { track, writable } = createWrittenTrack();
  const frames = framesOf(source);
  // In a worker it goes on while the page is busy or hidden.
  const worker = new Worker(new URL('./regionWorker.ts', import.meta.url), { type: 'module' });
  const job: RegionJob = { frames, out: writable, region };
  worker.postMessage(job, [frames, writable]);
  const end = (): void => {
    worker.terminate();
    track.stop();
  };
  track.addEventListener('ended', () => worker.terminate(), { once: true });
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return track;
}
