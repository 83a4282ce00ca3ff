import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type { Clock } from '../ports.ts';
import { Deadline } from './deadline.ts';
import type { InkLink } from './inkLink.ts';
import { FADE_MS, MAX_UNTOLD_STROKES } from './limits.ts';
import { Pen } from './pen.ts';
import { joinPart, nextPart, type StrokePart } from './strokePart.ts';

/** What is drawn is gathered for this long; stays below what a presenter takes in a second. */
const GATHER_MS = 20;
/** Wishes that wait; strokes beside it are bounded by themselves. */
const MAX_WAITING = 64;

export interface OwnStrokesOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly share: ShareId;
  readonly clock: Clock;
  /** The way to the presenter once it can be used; null: not now. */
  readonly link: () => InkLink | null;
  readonly changed: () => void;
}

interface OwnStroke {
  drawn: InkStroke;
  /** First point that the presenter was not sent. */
  unsentFrom: number;
  sent: boolean;
  /** The presenter has told of it. */
  told: boolean;
  /** Sent over a channel that is no more: what became of it, the presenter says. */
  lost: boolean;
  /** When the picture shows it; null: not known yet. */
  inPictureAtMs: number | null;
}

/** Our strokes on another's share, from the hand until the presenter has told of them. */
export class OwnStrokes {
  readonly pen: Pen;
  readonly #options: OwnStrokesOptions;
  readonly #strokes = new Map<number, OwnStroke>();
  /** What is to be said to the presenter, in order; a number is a stroke with something new. */
  #waiting: (number | 'undo' | 'clear')[] = [];
  readonly #expiry: Deadline;
  #nextNumber = 1;
  #cancelSend: (() => void) | null = null;

  constructor(options: OwnStrokesOptions) {
    this.#options = options;
    this.#expiry = new Deadline(options.clock, () => this.#expire());
    this.pen = new Pen(
      () => this.#nextNumber++,
      (part) => this.#draw(part),
    );
  }

  /** One that the presenter was sent something of: what it tells under this number is this. */
  sent(stroke: number): InkStroke | null {
    const own = this.#strokes.get(stroke);
    return own?.sent === true ? own.drawn : null;
  }

  all(): readonly InkStroke[] {
    return [...this.#strokes.values()].map(({ drawn }) => drawn);
  }

  /** Whether one more can be begun. */
  hasRoom(): boolean {
    return this.#strokes.size < MAX_UNTOLD_STROKES;
  }

  /** Takes back the newest stroke. */
  undo(): void {
    this.pen.end();
    const newest = [...this.#strokes].at(-1);
    if (newest !== undefined && !newest[1].sent) this.drop(newest[0]);
    else this.#wait('undo');
    this.send();
  }

  /** Takes back all of them. */
  clear(): void {
    this.pen.lift();
    for (const [number, { sent }] of this.#strokes) if (!sent) this.drop(number);
    this.#wait('clear');
    this.send();
  }

  /** This one is over and not shown from here any more. */
  drop(stroke: number): void {
    this.pen.lift(stroke);
    this.#waiting = this.#waiting.filter((other) => other !== stroke);
    if (this.#strokes.delete(stroke)) this.#options.changed();
  }

  /**
   * The presenter told something of a stroke of ours.
   *
   * @param inPictureAtMs - when the picture shows it; null: it is to be painted as told.
   */
  told(stroke: InkStroke, inPictureAtMs: number | null): void {
    const own = this.#strokes.get(stroke.stroke);
    if (own?.sent !== true) return;
    own.told = true;
    // Until then we have more of it than the presenter could tell.
    if (!stroke.done) return;
    if (inPictureAtMs === null) return this.drop(stroke.stroke);
    this.pen.lift(stroke.stroke);
    this.#waiting = this.#waiting.filter((other) => other !== stroke.stroke);
    own.drawn = stroke;
    own.inPictureAtMs ??= inPictureAtMs;
    this.#expiry.by(inPictureAtMs);
  }

  /** The presenter forgot all that was before. */
  forgotten(): void {
    for (const [number, { told, lost }] of this.#strokes) if (told || lost) this.drop(number);
  }

  /**
   * A channel to the presenter is there, and it has told what stands.
   *
   * @param last - our highest number there: new ones go above.
   */
  greeted(last: number): void {
    this.#nextNumber = Math.max(this.#nextNumber, last + 1);
    const unsent = [...this.#strokes].filter(([, { sent }]) => !sent);
    // The numbers of an earlier life of this page are taken. Order matters: all move up.
    if (unsent.some(([number]) => number <= last)) {
      for (const [number, own] of unsent) this.#renumber(number, own);
    }
    this.send();
  }

  /** The channel is gone: what was not sent waits for the next one. */
  parted(): void {
    this.pen.end();
    for (const own of this.#strokes.values()) own.lost ||= own.sent;
    this.#waiting = this.#waiting.filter(
      (wish) => typeof wish === 'number' && this.#strokes.get(wish)?.sent === false,
    );
  }

  /** Sends what waits, a frame at a time. */
  send(): void {
    if (this.#cancelSend !== null) return;
    const link = this.#options.link();
    if (link?.hasRoom() !== true || !this.#sendNext(link)) return;
    this.#cancelSend = this.#options.clock.after(GATHER_MS, () => {
      this.#cancelSend = null;
      this.send();
    });
  }

  close(): void {
    this.#cancelSend?.();
    this.#cancelSend = null;
    this.#expiry.stop();
    this.#strokes.clear();
    this.#waiting = [];
    this.pen.lift();
  }

  #draw(part: StrokePart): boolean {
    const { self, clock } = this.#options;
    const before = this.#strokes.get(part.stroke);
    const whole = { ...part, author: self.id, authorName: self.name };
    const drawn = joinPart(before?.drawn ?? null, whole);
    if (drawn === null) return false;
    const goneAtMs = drawn.fades && drawn.done ? clock.now() + FADE_MS : null;
    const next = { ...drawn, goneAtMs };
    if (before === undefined) {
      this.#strokes.set(part.stroke, {
        drawn: next,
        unsentFrom: 0,
        sent: false,
        told: false,
        lost: false,
        inPictureAtMs: null,
      });
    } else {
      before.drawn = next;
      before.unsentFrom = Math.min(before.unsentFrom, part.from);
    }
    if (goneAtMs !== null) this.#expiry.by(goneAtMs);
    this.#wait(part.stroke);
    this.send();
    this.#options.changed();
    return true;
  }

  #renumber(number: number, own: OwnStroke): void {
    const next = this.#nextNumber++;
    this.#strokes.delete(number);
    this.#strokes.set(next, own);
    own.drawn = { ...own.drawn, stroke: next };
    this.#waiting = this.#waiting.map((wish) => (wish === number ? next : wish));
    this.pen.renumber(number, next);
  }

  #wait(wish: number | 'undo' | 'clear'): void {
    if (this.#waiting.at(-1) === wish && wish !== 'undo') return;
    if (typeof wish === 'number' || this.#waiting.length < MAX_WAITING) this.#waiting.push(wish);
  }

  /** @returns false when there is nothing to send. */
  #sendNext(link: InkLink): boolean {
    const { share } = this.#options;
    const [wish] = this.#waiting;
    if (wish === undefined) return false;
    if (wish === 'undo' || wish === 'clear') {
      this.#waiting.shift();
      link.send({ type: wish, share });
      return true;
    }
    const own = this.#strokes.get(wish);
    if (own === undefined) {
      this.#waiting.shift();
      return this.#sendNext(link);
    }
    const { part, until, complete } = nextPart(own.drawn, own.unsentFrom);
    own.unsentFrom = until;
    own.sent = true;
    if (complete) this.#waiting.shift();
    const { author: _author, authorName: _name, ...drawn } = part;
    link.send({ type: 'draw', share, ...drawn });
    return true;
  }

  #expire(): number | null {
    const nowMs = this.#options.clock.now();
    let nextMs: number | null = null;
    for (const [number, { drawn, inPictureAtMs }] of this.#strokes) {
      const atMs = Math.min(drawn.goneAtMs ?? Infinity, inPictureAtMs ?? Infinity);
      if (atMs <= nowMs) this.drop(number);
      else if (atMs < Infinity) nextMs = Math.min(nextMs ?? atMs, atMs);
    }
    return nextMs;
  }
}
