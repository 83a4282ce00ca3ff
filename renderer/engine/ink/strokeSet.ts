import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { Clock } from '../ports.ts';
import { Deadline } from './deadline.ts';
import { FADE_MS } from './limits.ts';
import { strokeKey } from './strokePart.ts';

export interface StrokeSetOptions {
  readonly clock: Clock;
  readonly maxStrokes: number;
  readonly maxPoints: number;
  /** This one's time was over; it is out already. */
  readonly onFaded: (stroke: InkStroke) => void;
}

/** Strokes on one share in the order in which they were begun, within bounds. Lets them fade. */
export class StrokeSet {
  readonly #options: StrokeSetOptions;
  readonly #strokes = new Map<string, InkStroke>();
  readonly #fading: Deadline;
  #points = 0;

  constructor(options: StrokeSetOptions) {
    this.#options = options;
    this.#fading = new Deadline(options.clock, () => this.#fade());
  }

  get size(): number {
    return this.#strokes.size;
  }

  get(key: string): InkStroke | null {
    return this.#strokes.get(key) ?? null;
  }

  values(): Iterable<InkStroke> {
    return this.#strokes.values();
  }

  of(author: MemberId): readonly InkStroke[] {
    return [...this.#strokes.values()].filter((stroke) => stroke.author === author);
  }

  /**
   * Adds a stroke, or puts it in the place of what it was.
   *
   * @param goneAtMs - when it is gone if it fades and is done now; by default from now on.
   * @returns false when there is no room for it.
   */
  put(stroke: InkStroke, goneAtMs: number = this.#options.clock.now() + FADE_MS): boolean {
    const { maxStrokes, maxPoints } = this.#options;
    const key = strokeKey(stroke.author, stroke.stroke);
    const before = this.#strokes.get(key);
    const points = this.#points - (before?.points.length ?? 0) + stroke.points.length;
    if (points > maxPoints) return false;
    if (before === undefined && this.#strokes.size >= maxStrokes) return false;
    this.#points = points;
    const fades = stroke.fades && stroke.done;
    const next = { ...stroke, goneAtMs: fades ? (stroke.goneAtMs ?? goneAtMs) : null };
    this.#strokes.set(key, next);
    if (next.goneAtMs !== null) this.#fading.by(next.goneAtMs);
    return true;
  }

  delete(key: string): InkStroke | null {
    const stroke = this.#strokes.get(key);
    if (stroke === undefined) return null;
    this.#strokes.delete(key);
    this.#points -= stroke.points.length;
    return stroke;
  }

  clear(): void {
    this.#strokes.clear();
    this.#points = 0;
    this.#fading.stop();
  }

  #fade(): number | null {
    const nowMs = this.#options.clock.now();
    let nextMs: number | null = null;
    for (const [key, stroke] of this.#strokes) {
      if (stroke.goneAtMs === null) continue;
      if (stroke.goneAtMs > nowMs) {
        nextMs = Math.min(nextMs ?? stroke.goneAtMs, stroke.goneAtMs);
        continue;
      }
      this.delete(key);
      this.#options.onFaded(stroke);
    }
    return nextMs;
  }
}
