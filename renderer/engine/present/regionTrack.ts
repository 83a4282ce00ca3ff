import type { Region } from '../../../preload/contract/presenting.ts';
import { createWrittenTrack, framesOf } from './frameStreams.ts';
import type { RegionJob } from './regionWorker.ts';

/**
 * A part of a screen as a track of its own.
 *
 * @param source - the whole screen; left running when the region ends.
 * @param broken - told, briefly, why no more can be cut out; the track has ended then.
 * @returns a track that ends with its source and with the signal.
 */
export function createRegionTrack(
  source: MediaStreamTrack,
  region: Region,
  signal: AbortSignal,
  broken: (why: string) => void = () => undefined,
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
  worker.addEventListener('error', (event) => {
    // It is dealt with here, and no error of the page.
    event.preventDefault();
    end();
    // A track that is stopped does not say so itself.
    track.dispatchEvent(new Event('ended'));
    broken(event.message);
  });
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return track;
}
