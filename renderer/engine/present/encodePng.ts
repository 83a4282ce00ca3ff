import type { StillPicture } from '../ports.ts';

/**
 * Encodes a picture beside the page's own work.
 *
 * @param picture - its pixels are gone afterwards.
 * @returns null when it cannot be encoded, or the signal was aborted.
 */
export async function encodePng(
  picture: StillPicture,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { promise, resolve } = Promise.withResolvers<ArrayBuffer | null>();
  const worker = new Worker(new URL('./pngWorker.ts', import.meta.url), { type: 'module' });
  const give = (): void => resolve(null);
  worker.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | null>) => resolve(data));
  worker.addEventListener('error', give);
  signal.addEventListener('abort', give, { once: true });
  if (signal.aborted) give();
  worker.postMessage(picture, [picture.pixels.buffer as ArrayBuffer]);
  try {
    const png = await promise;
    return png === null ? null : new Uint8Array(png);
  } finally {
    signal.removeEventListener('abort', give);
    worker.terminate();
  }
}
