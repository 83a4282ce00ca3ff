import type { PictureSize } from './laneSending.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Length and name of the first chunk (W3C PNG, section 11.2.1). */
const IHDR = [0, 0, 0, 13, 73, 72, 68, 82];
const HEADER_BYTES = SIGNATURE.length + IHDR.length + 8;

/**
 * The size that a PNG says of itself, before anything of it is decoded.
 *
 * @returns null when it is no PNG.
 */
export function pngSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < HEADER_BYTES) return null;
  const begin = [...SIGNATURE, ...IHDR];
  if (begin.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(begin.length), height: view.getUint32(begin.length + 4) };
}
