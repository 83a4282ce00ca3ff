import type { InkIntent, InkStroke } from '../../../preload/contract/presenting.ts';
import { MAX_POINTS_PER_STROKE, type InkPoint } from '../../../signaling/protocol/presentFrames.ts';
import { inkText } from './inkText.ts';
import { growsByPoints, type StrokePart } from './strokePart.ts';

export type Begin = Extract<InkIntent, { readonly type: 'begin' }>;

interface OpenStroke {
  readonly kind: Pick<InkStroke, 'tool' | 'colour' | 'fades' | 'text'>;
  stroke: number;
  readonly first: InkPoint;
  last: InkPoint;
  length: number;
}

/** Turns what one's hand does on one share into parts of strokes; one stroke at a time. */
export class Pen {
  readonly #nextNumber: () => number;
  readonly #draw: (part: StrokePart) => boolean;
  #open: OpenStroke | null = null;

  /** @param draw - takes a part; false when it is refused, and so the whole stroke. */
  constructor(nextNumber: () => number, draw: (part: StrokePart) => boolean) {
    this.#nextNumber = nextNumber;
    this.#draw = draw;
  }

  begin({ tool, colour, fades, at, text }: Begin): void {
    this.end();
    const words = tool === 'text' ? inkText(text) : '';
    if (tool === 'text' && words === '') return;
    const kind = { tool, colour, fades, text: words };
    this.#begin(kind, at);
    if (tool === 'text') this.#open = null;
  }

  extend(points: readonly InkPoint[]): void {
    const open = this.#open;
    const last = points.at(-1);
    if (open === null || last === undefined) return;
    if (!growsByPoints(open.kind.tool)) {
      open.last = last;
      open.length = 2;
      this.#say(open, 0, [open.first, last], false);
      return;
    }
    if (open.length + points.length > MAX_POINTS_PER_STROKE) {
      // Longer than a stroke can be: another one goes on where it ends.
      this.end();
      this.#begin(open.kind, open.last);
      this.extend(points);
      return;
    }
    const from = open.length;
    open.length += points.length;
    open.last = last;
    this.#say(open, from, points, false);
  }

  end(): void {
    const open = this.#open;
    if (open === null) return;
    const isLine = growsByPoints(open.kind.tool);
    const points = isLine || open.length === 1 ? [open.last] : [open.first, open.last];
    this.#say(open, isLine ? open.length - 1 : 0, points, true);
    this.#open = null;
  }

  /** The open stroke is over without another word; any, or only the one with this number. */
  lift(stroke: number | null = null): void {
    if (stroke === null || this.#open?.stroke === stroke) this.#open = null;
  }

  /** The open stroke has another number from now on. */
  renumber(before: number, now: number): void {
    if (this.#open?.stroke === before) this.#open.stroke = now;
  }

  #begin(kind: OpenStroke['kind'], at: InkPoint): void {
    const open = { kind, stroke: this.#nextNumber(), first: at, last: at, length: 1 };
    this.#open = open;
    this.#say(open, 0, [at], kind.tool === 'text');
  }

  #say(open: OpenStroke, from: number, points: readonly InkPoint[], done: boolean): void {
    const { kind, stroke } = open;
    const drawn = this.#draw({ ...kind, stroke, from, points: [...points], done });
    if (!drawn) this.lift(stroke);
  }
}
