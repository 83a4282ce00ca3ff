import {
  MAX_POINTS_PER_FRAME,
  type InkIntent,
  type InkPoint,
  type InkTool,
} from '../../../preload/contract/presenting.ts';

/** Time as this needs it. */
export interface HandClock {
  /** Milliseconds; only goes forward. */
  now(): number;
  /** Runs `task` once after `delayMs`. @returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** What a stroke is drawn with. */
export interface Pen {
  readonly tool: Exclude<InkTool, 'text'>;
  readonly colour: number;
  readonly fades: boolean;
}

/** A laser is told of sixty times a second. */
const POINT_EVERY_MS = 1_000 / 60;
/** A stroke is told of less often, as the presenter takes no more than sixty requests a second. */
const DRAW_EVERY_MS = 1_000 / 45;

/**
 * One hand over one share: turns where it is into pointing and strokes, no more often than others
 * can see, and never says anything twice.
 */
export class InkHand {
  readonly #send: (intent: InkIntent) => void;
  readonly #clock: HandClock;
  #pointing: { readonly at: InkPoint; readonly colour: number } | null = null;
  #pointed: InkPoint | null = null;
  #pen: Pen | null = null;
  #waiting: InkPoint[] = [];
  #last: InkPoint | null = null;
  #sentMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(send: (intent: InkIntent) => void, clock: HandClock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Points somewhere; null: no longer, which is said at once. */
  point(at: InkPoint | null, colour: number): void {
    if (at === null) {
      this.#pointing = null;
      if (this.#pointed === null) return;
      this.#pointed = null;
      this.#send({ type: 'point', at: null, colour });
      return;
    }
    if (same(at, this.#pointing?.at ?? this.#pointed)) return;
    this.#pointing = { at, colour };
    this.#soon();
  }

  /** Puts the pen down; a stroke that is still being drawn ends first. */
  down(pen: Pen, at: InkPoint): void {
    this.up();
    this.#pen = pen;
    this.#last = at;
    const { tool, colour, fades } = pen;
    this.#send({ type: 'begin', tool, colour, fades, at, text: '' });
  }

  /** The pen goes on to here. */
  move(at: InkPoint): void {
    if (this.#pen === null || same(at, this.#last)) return;
    this.#last = at;
    // Of arrow and rectangle only the end counts.
    if (this.#pen.tool !== 'pen') this.#waiting = [at];
    else this.#waiting.push(at);
    if (this.#waiting.length >= MAX_POINTS_PER_FRAME) this.#flush();
    else this.#soon();
  }

  /** Takes the pen off; what has not been sent goes first. */
  up(): void {
    if (this.#pen === null) return;
    this.#flush();
    this.#pen = null;
    this.#last = null;
    this.#send({ type: 'end' });
  }

  /** Lets go of everything: a tool was laid aside, or there is no share any more. */
  rest(): void {
    const colour = this.#pointing?.colour ?? this.#pen?.colour ?? 0;
    this.up();
    this.point(null, colour);
    this.#cancel?.();
    this.#cancel = null;
  }

  #soon(): void {
    if (this.#cancel !== null) return;
    const everyMs = this.#pen === null ? POINT_EVERY_MS : DRAW_EVERY_MS;
    const waitMs = this.#sentMs + everyMs - this.#clock.now();
    if (waitMs <= 0) return this.#flush();
    this.#cancel = this.#clock.after(waitMs, () => {
      this.#cancel = null;
      this.#flush();
    });
  }

  #flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#sentMs = this.#clock.now();
    if (this.#pointing !== null) {
      this.#pointed = this.#pointing.at;
      this.#send({ type: 'point', ...this.#pointing });
      this.#pointing = null;
    }
    const points = this.#waiting;
    if (this.#pen === null || points.length === 0) return;
    this.#waiting = [];
    this.#send({ type: 'extend', points });
  }
}

function same(one: InkPoint, other: InkPoint | null): boolean {
  return other !== null && one[0] === other[0] && one[1] === other[1];
}
