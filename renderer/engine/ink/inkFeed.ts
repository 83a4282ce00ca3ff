import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_STROKES_PER_AUTHOR,
  MAX_STROKES_PER_FRAME,
  type EraseFrame,
  type InkFrame,
  type InkStrokePart,
} from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import type { InkLink } from './inkLink.ts';
import { MAX_STROKES_PER_SHARE } from './limits.ts';
import { growsByPoints, nextPart, strokeKey } from './strokePart.ts';
import type { StrokeSet } from './strokeSet.ts';

/** What is new is gathered for this long, so that many who draw make few frames. */
const GATHER_MS = 16;

export interface InkFeedOptions {
  readonly share: ShareId;
  readonly strokes: StrokeSet;
  readonly link: InkLink;
  readonly clock: Clock;
}

/**
 * Tells one member what there is on a share of ours.
 *
 * No frame is queued: for each stroke it remembers from which point on the member lacks it, and
 * goes on as fast as the channel drains. Somebody who comes late lacks everything.
 */
export class InkFeed {
  readonly #options: InkFeedOptions;
  readonly #member: MemberId;
  /** First point that is not sent yet, of strokes that are not sent completely. */
  readonly #lacking = new Map<string, number>();
  /** Strokes of which the member has something. */
  readonly #known = new Set<string>();
  readonly #erased = new Map<string, EraseFrame['strokes'][number]>();
  #reset = false;
  /** What stands is being told; a frame with room for more will end that. */
  #greeting = false;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(options: InkFeedOptions) {
    this.#options = options;
    this.#member = options.link.member;
    this.restart();
  }

  /** A stroke is new or different from this point on. */
  lacks(key: string, from: number): void {
    this.#lacking.set(key, Math.min(from, this.#lacking.get(key) ?? from));
  }

  /** The member has drawn a stroke itself, over this channel, and shows it already. */
  knows(key: string): void {
    this.#known.add(key);
  }

  /** A stroke was taken away. */
  erase({ author, stroke }: InkStroke): void {
    const key = strokeKey(author, stroke);
    this.#lacking.delete(key);
    if (this.#known.delete(key)) this.#erased.set(key, { author, stroke });
    if (this.#erased.size > MAX_STROKES_PER_SHARE) this.restart();
  }

  /** A stroke's time is over. Who has all of it knows that by itself. */
  faded(stroke: InkStroke): void {
    const key = strokeKey(stroke.author, stroke.stroke);
    if (this.#lacking.has(key)) this.erase(stroke);
    else this.#known.delete(key);
  }

  /** All that was is gone. */
  cleared(before: Iterable<InkStroke>): void {
    for (const stroke of before) {
      const isLacking = this.#lacking.has(strokeKey(stroke.author, stroke.stroke));
      // Its author keeps what was not told yet: it may have been drawn after this.
      if (isLacking && stroke.author === this.#member) this.erase(stroke);
    }
    this.#lacking.clear();
    this.#known.clear();
    this.#reset = true;
  }

  /** Begins anew: the member has nothing, and is told what stays. */
  restart(): void {
    this.#lacking.clear();
    this.#known.clear();
    this.#erased.clear();
    this.#reset = true;
    for (const { author, stroke, fades } of this.#options.strokes.values()) {
      if (!fades) this.#lacking.set(strokeKey(author, stroke), 0);
    }
  }

  /** Sends what there is to say, at once or soon. */
  tell(): void {
    if (this.#cancel !== null) return;
    const { clock } = this.#options;
    const waitMs = this.#toldAtMs + GATHER_MS - clock.now();
    if (waitMs <= 0) return this.#tellNow();
    this.#cancel = clock.after(waitMs, () => {
      this.#cancel = null;
      this.#tellNow();
    });
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tellNow(): void {
    const { link, clock } = this.#options;
    while (link.hasRoom()) {
      const frame = this.#next();
      if (frame === null) return;
      link.send(frame);
      this.#toldAtMs = clock.now();
    }
  }

  #next(): InkFrame | EraseFrame | null {
    const { share } = this.#options;
    const reset = this.#reset;
    this.#reset = false;
    if (reset && this.#erased.size > 0) return { type: 'ink', share, reset, strokes: [] };
    if (this.#erased.size > 0) {
      const strokes = [...this.#erased.values()].slice(0, MAX_STROKES_PER_AUTHOR);
      for (const { author, stroke } of strokes) this.#erased.delete(strokeKey(author, stroke));
      return { type: 'erase', share, strokes };
    }
    const greeting = reset || this.#greeting;
    const strokes = this.#parts();
    if (strokes.length === 0 && !greeting) return null;
    this.#greeting = greeting && strokes.length === MAX_STROKES_PER_FRAME;
    return { type: 'ink', share, reset, strokes };
  }

  #parts(): InkStrokePart[] {
    const parts: InkStrokePart[] = [];
    for (const [key, from] of this.#lacking) {
      if (parts.length === MAX_STROKES_PER_FRAME) break;
      this.#lacking.delete(key);
      const stroke = this.#options.strokes.get(key);
      if (stroke === null) continue;
      const { part, until, complete } = nextPart(stroke, from);
      parts.push(part);
      this.#known.add(key);
      // Set anew it is the last of the map, and this loop comes to it again.
      if (!complete && growsByPoints(stroke.tool)) this.#lacking.set(key, until);
    }
    return parts;
  }
}
