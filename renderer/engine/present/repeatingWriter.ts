/** An encoder makes a picture sharp over several frames, and who comes later needs one as well. */
const QUICK_REPEATS = 8;
const QUICK_REPEAT_MS = 120;
const REPEAT_MS = 1_000;

/**
 * Writes frames to a track, and the last one again while no new one comes: often at first, so that
 * encoders make it sharp, then once a second. For workers.
 */
export class RepeatingWriter {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  /** The newest frame, kept for repeats. */
  #last: VideoFrame | null = null;
  #lastAtMs = 0;
  #due = false;
  #writing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param ended - called when nobody takes frames any more. */
  constructor(writable: WritableStream<VideoFrame>, ended: () => void) {
    this.#writer = writable.getWriter();
    const end = (): void => {
      this.pause();
      ended();
    };
    this.#writer.closed.then(end, end);
  }

  /** Shows a frame from now on; the writer owns it. */
  show(frame: VideoFrame): void {
    this.#last?.close();
    this.#last = frame;
    this.#lastAtMs = performance.now();
    this.#write();
    this.#repeat(QUICK_REPEATS);
  }

  /** Writes nothing more until the next frame. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#due = false;
    this.#last?.close();
    this.#last = null;
  }

  close(): void {
    this.pause();
    this.#writer.close().catch(() => undefined);
  }

  #repeat(quick: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#write();
        this.#repeat(Math.max(0, quick - 1));
      },
      quick > 0 ? QUICK_REPEAT_MS : REPEAT_MS,
    );
  }

  // One at a time: where the reader does not keep up, only the newest waits.
  #write(): void {
    this.#due = true;
    if (this.#writing || this.#last === null) return;
    this.#due = false;
    this.#writing = true;
    const elapsedUs = Math.round((performance.now() - this.#lastAtMs) * 1_000);
    const copy = new VideoFrame(this.#last, { timestamp: this.#last.timestamp + elapsedUs });
    this.#writer
      .write(copy)
      // The end of the stream says the same.
      .catch(() => undefined)
      .finally(() => {
        copy.close();
        this.#writing = false;
        if (this.#due) this.#write();
      });
  }
}
