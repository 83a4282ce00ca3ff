import type { StillPicture } from '../ports.ts';

/** One picture in, its PNG out; null when it cannot be made. */
addEventListener('message', ({ data }: MessageEvent<StillPicture>) => void encode(data));

async function encode({ width, height, pixels }: StillPicture): Promise<void> {
  try {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    const { buffer, byteOffset, byteLength } = pixels;
    const bytes = new Uint8ClampedArray(buffer as ArrayBuffer, byteOffset, byteLength);
    context?.putImageData(new ImageData(bytes, width, height), 0, 0);
    // Lossless, and opaque pixels pass a canvas as they are.
    const png = await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer();
    postMessage(png, { transfer: [png] });
  } catch {
    postMessage(null);
  }
}
