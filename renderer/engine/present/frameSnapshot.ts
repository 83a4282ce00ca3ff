import type { CoveredArea } from '../../../preload/contract/presenting.ts';

/** All that a frame shows, as the capturer gave it. */
export interface FrameSnapshot {
  /** Of the pixels and their format. */
  readonly kind: string;
  readonly words: Uint32Array;
  /** Where the planes of pixels lie, in bytes. */
  readonly planes: readonly PlaneLayout[];
  readonly format: VideoPixelFormat | null;
}

/** How the bytes of a plane stand for pixels: how many pixels a sample is for, and its bytes. */
interface Sampling {
  readonly across: number;
  readonly down: number;
  readonly bytes: number;
}

const FULL: Sampling = { across: 1, down: 1, bytes: 1 };
const QUARTER: Sampling = { across: 2, down: 2, bytes: 1 };
const PACKED: readonly Sampling[] = [{ across: 1, down: 1, bytes: 4 }];

/** What capturers of screens give (W3C WebCodecs, section 9.3). */
const SAMPLINGS: Readonly<Partial<Record<VideoPixelFormat, readonly Sampling[]>>> = {
  I420: [FULL, QUARTER, QUARTER],
  I420A: [FULL, QUARTER, QUARTER, FULL],
  I444: [FULL, FULL, FULL],
  NV12: [FULL, { across: 2, down: 2, bytes: 2 }],
  RGBA: PACKED,
  RGBX: PACKED,
  BGRA: PACKED,
  BGRX: PACKED,
};

/** @throws when the frame's pixels cannot be read. */
export async function snapshotOf(frame: VideoFrame): Promise<FrameSnapshot> {
  const { width = 0, height = 0 } = frame.visibleRect ?? {};
  const words = new Uint32Array(Math.ceil(frame.allocationSize() / 4));
  const { format } = frame;
  const planes = await frame.copyTo(words);
  return { kind: `${format} ${width} ${height}`, words, planes, format };
}

/** Whether two frames show the same, every pixel of it. */
export function framesEqual(one: FrameSnapshot, other: FrameSnapshot): boolean {
  if (one.kind !== other.kind || one.words.length !== other.words.length) return false;
  // Compared in words: this runs for every frame while a still is out.
  for (let index = 0; index < one.words.length; index += 1) {
    if (one.words[index] !== other.words[index]) return false;
  }
  return true;
}

/** Makes areas of a snapshot look alike in all. Of a format that is not known, it leaves them. */
export function blank(snapshot: FrameSnapshot, areas: readonly CoveredArea[]): void {
  const { words, planes, format } = snapshot;
  const samplings = format === null ? undefined : SAMPLINGS[format];
  if (samplings === undefined) return;
  const bytes = new Uint8Array(words.buffer);
  for (const [index, { across, down, bytes: size }] of samplings.entries()) {
    const plane = planes[index];
    if (plane === undefined) continue;
    for (const { x, y, width, height } of areas) {
      const left = Math.floor(x / across) * size;
      const right = Math.ceil((x + width) / across) * size;
      for (let row = Math.floor(y / down); row < Math.ceil((y + height) / down); row += 1) {
        const start = plane.offset + row * plane.stride;
        bytes.fill(0, start + left, start + right);
      }
    }
  }
}
