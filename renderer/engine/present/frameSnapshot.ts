/** All that a frame shows, as the capturer gave it. */
export interface FrameSnapshot {
  /** Of the pixels and their format. */
  readonly kind: string;
  readonly words: Uint32Array;
}

/** @throws when the frame's pixels cannot be read. */
export async function snapshotOf(frame: VideoFrame): Promise<FrameSnapshot> {
  const { width = 0, height = 0 } = frame.visibleRect ?? {};
  const words = new Uint32Array(Math.ceil(frame.allocationSize() / 4));
  await frame.copyTo(words);
  return { kind: `${frame.format} ${width} ${height}`, words };
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
