import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_POINTS_PER_STROKE,
  MAX_STROKES_PER_AUTHOR,
  type PresentRefusal,
} from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import { InkFeed } from './inkFeed.ts';
import type { InkLink } from './inkLink.ts';
import { MAX_POINTS_PER_AUTHOR, MAX_POINTS_PER_SHARE, MAX_STROKES_PER_SHARE } from './limits.ts';
import { joinPart, strokeKey, type StrokePart } from './strokePart.ts';
import { StrokeSet } from './strokeSet.ts';

export interface InkHubOptions {
  readonly share: ShareId;
  readonly clock: Clock;
  readonly changed: () => void;
}

interface Author {
  /** Number of the stroke that is being drawn. */
  open: number | null;
  /** Highest number so far; parts of strokes up to it that are not open come too late. */
  last: number;
}

/** The ink on a share of ours: checks and keeps what is drawn, and tells everyone. */
export class InkHub {
  readonly #options: InkHubOptions;
  readonly #strokes: StrokeSet;
  readonly #authors = new Map<MemberId, Author>();
  readonly #feeds = new Map<MemberId, InkFeed>();

  constructor(options: InkHubOptions) {
    this.#options = options;
    this.#strokes = new StrokeSet({
      clock: options.clock,
      maxStrokes: MAX_STROKES_PER_SHARE,
      maxPoints: MAX_POINTS_PER_SHARE,
      onFaded: (stroke) => this.#faded(stroke),
    });
  }

  get hasInk(): boolean {
    return this.#strokes.size > 0;
  }

  strokes(): readonly InkStroke[] {
    return [...this.#strokes.values()];
  }

  nextNumber(author: MemberId): number {
    return this.#author(author).last + 1;
  }

  /** Tells a member from now on. What it has drawn before, over another channel, is over. */
  join(link: InkLink): void {
    this.leave(link.member);
    const { share, clock } = this.#options;
    const feed = new InkFeed({ share, strokes: this.#strokes, link, clock });
    this.#feeds.set(link.member, feed);
    feed.tell();
  }

  /** What the member drew stays. */
  leave(member: MemberId): void {
    this.#feeds.get(member)?.close();
    this.#feeds.delete(member);
    this.finish(member);
    // A page that was loaded anew counts on from the strokes that it is told of.
    this.#authors.delete(member);
  }

  /** The channel to a member has room again. */
  room(member: MemberId): void {
    this.#feeds.get(member)?.tell();
  }

  /**
   * @param denial - why this may not be drawn; null when it may, as far as is known.
   * @returns why not; null when it is drawn, or came too late and means nothing any more.
   */
  draw(
    author: MemberId,
    authorName: DisplayName,
    part: StrokePart,
    denial: PresentRefusal | null = null,
  ): PresentRefusal | null {
    const state = this.#author(author);
    if (part.stroke !== state.open && part.stroke <= state.last) return null;
    if (denial !== null) {
      this.#refuse(author, part.stroke);
      return denial;
    }
    const key = strokeKey(author, part.stroke);
    if (part.stroke !== state.open) this.#begin(author, state, part.stroke);
    const before = state.open === null ? null : this.#strokes.get(key);
    const refusal = this.#put(before, joinPart(before, { ...part, author, authorName }));
    if (refusal !== null) {
      this.#refuse(author, part.stroke);
      return refusal;
    }
    this.#feeds.get(author)?.knows(key);
    const isOver = this.#strokes.get(key)?.done === true;
    state.open = isOver ? null : part.stroke;
    for (const feed of this.#feeds.values()) feed.lacks(key, part.from);
    this.#tell();
    return null;
  }

  /** The open stroke of a member ends where it is. */
  finish(author: MemberId): void {
    const state = this.#author(author);
    if (state.open === null) return;
    const key = strokeKey(author, state.open);
    state.open = null;
    const stroke = this.#strokes.get(key);
    if (stroke === null) return;
    this.#strokes.put({ ...stroke, done: true });
    for (const feed of this.#feeds.values()) feed.lacks(key, stroke.points.length);
    this.#tell();
  }

  /** The open strokes of all but one end. */
  finishOthers(self: MemberId): void {
    for (const author of this.#authors.keys()) if (author !== self) this.finish(author);
  }

  /** Takes back an author's newest stroke. */
  undo(author: MemberId): void {
    this.finish(author);
    const newest = this.#strokes.of(author).at(-1);
    if (newest !== undefined) this.#erase([newest]);
  }

  /** Takes back all of an author's strokes. */
  clear(author: MemberId): void {
    this.#author(author).open = null;
    this.#erase(this.#strokes.of(author));
  }

  clearAll(): void {
    for (const state of this.#authors.values()) state.open = null;
    for (const feed of this.#feeds.values()) feed.cleared(this.#strokes.values());
    this.#strokes.clear();
    this.#tell();
  }

  close(): void {
    for (const feed of this.#feeds.values()) feed.close();
    this.#feeds.clear();
    this.#strokes.clear();
  }

  /** A part of a stroke is refused: what there is of the stroke stays, and nothing follows. */
  #refuse(author: MemberId, stroke: number): void {
    const state = this.#author(author);
    if (state.open === stroke) this.finish(author);
    state.last = Math.max(state.last, stroke);
  }

  #begin(author: MemberId, state: Author, stroke: number): void {
    this.finish(author);
    state.last = stroke;
    // Only one that fades, from before its author's page was loaded anew, can have the number.
    const namesake = this.#strokes.get(strokeKey(author, stroke));
    if (namesake !== null) this.#erase([namesake]);
  }

  #put(before: InkStroke | null, stroke: InkStroke | null): PresentRefusal | null {
    if (stroke === null) return 'failed';
    if (stroke.points.length > MAX_POINTS_PER_STROKE) return 'too_much';
    const others = this.#strokes.of(stroke.author).filter((other) => other !== before);
    if (others.length >= MAX_STROKES_PER_AUTHOR) return 'too_much';
    const points = others.reduce((sum, other) => sum + other.points.length, stroke.points.length);
    if (points > MAX_POINTS_PER_AUTHOR) return 'too_much';
    return this.#strokes.put(stroke) ? null : 'too_much';
  }

  #erase(strokes: readonly InkStroke[]): void {
    for (const stroke of strokes) {
      this.#strokes.delete(strokeKey(stroke.author, stroke.stroke));
      for (const feed of this.#feeds.values()) feed.erase(stroke);
    }
    this.#tell();
  }

  #faded(stroke: InkStroke): void {
    for (const feed of this.#feeds.values()) feed.faded(stroke);
    this.#tell();
  }

  #tell(): void {
    for (const feed of this.#feeds.values()) feed.tell();
    this.#options.changed();
  }

  #author(author: MemberId): Author {
    const known = this.#authors.get(author);
    if (known !== undefined) return known;
    const staying = this.#strokes.of(author).filter(({ fades }) => !fades);
    const last = Math.max(0, ...staying.map(({ stroke }) => stroke));
    const state = { open: null, last };
    this.#authors.set(author, state);
    return state;
  }
}
