import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_POINTS_PER_STROKE,
  MAX_STROKES_PER_FRAME,
  type EraseFrame,
  type InkFrame,
  type InkStrokePart,
} from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import type { InkLink } from './inkLink.ts';
import { MAX_TOLD_POINTS, MAX_TOLD_STROKES } from './limits.ts';
import { OwnStrokes } from './ownStrokes.ts';
import { joinPart, strokeKey } from './strokePart.ts';
import { StrokeSet } from './strokeSet.ts';

/** Pictures do not come evenly: a little longer than they usually take. */
const PICTURE_SPARE_MS = 100;

export interface InkBoardOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly owner: MemberId;
  readonly share: ShareId;
  readonly clock: Clock;
  readonly link: () => InkLink | null;
  /** The picture shows the ink by itself. */
  readonly inPicture: () => boolean;
  /** How old the picture is when we see it, milliseconds. */
  readonly pictureDelayMs: () => number;
  readonly changed: () => void;
}

/** The ink on another's share: what its presenter tells, and our strokes on their way there. */
export class InkBoard {
  readonly owner: MemberId;
  readonly own: OwnStrokes;
  readonly #options: InkBoardOptions;
  readonly #told: StrokeSet;
  /** Whether the presenter has said, over this channel, what stands. */
  #greeting: 'none' | 'begun' | 'done' = 'none';

  constructor(options: InkBoardOptions) {
    this.#options = options;
    this.owner = options.owner;
    const { self, share, clock, link, changed } = options;
    this.#told = new StrokeSet({
      clock,
      maxStrokes: MAX_TOLD_STROKES,
      maxPoints: MAX_TOLD_POINTS,
      onFaded: changed,
    });
    const way = (): InkLink | null => (this.#greeting === 'done' ? link() : null);
    this.own = new OwnStrokes({ self, share, clock, link: way, changed });
  }

  get hasInk(): boolean {
    return this.#told.size > 0;
  }

  ink({ reset, strokes }: InkFrame): void {
    if (reset) {
      this.#told.clear();
      this.own.forgotten();
    }
    if (reset && this.#greeting === 'none') this.#greeting = 'begun';
    if (this.#greeting === 'none') return;
    for (const part of strokes) this.#take(part);
    if (this.#greeting === 'begun' && strokes.length < MAX_STROKES_PER_FRAME) {
      this.#greeting = 'done';
      const own = this.#told.of(this.#options.self.id);
      this.own.greeted(Math.max(0, ...own.map(({ stroke }) => stroke)));
    }
    this.#options.changed();
  }

  erase({ strokes }: EraseFrame): void {
    for (const { author, stroke } of strokes) {
      this.#told.delete(strokeKey(author, stroke));
      if (author === this.#options.self.id) this.own.drop(stroke);
    }
    this.#options.changed();
  }

  /** The channel to the presenter is gone; what it told stands until there is another. */
  parted(): void {
    this.#greeting = 'none';
    this.own.parted();
  }

  strokes(): readonly InkStroke[] {
    const own = this.own.all();
    if (this.#options.inPicture()) return own;
    const { id } = this.#options.self;
    const told = [...this.#told.values()].map((stroke) =>
      stroke.author === id ? (this.own.sent(stroke.stroke) ?? stroke) : stroke,
    );
    const untold = own.filter(
      ({ stroke }) =>
        this.own.sent(stroke) === null || this.#told.get(strokeKey(id, stroke)) === null,
    );
    return [...told, ...untold];
  }

  close(): void {
    this.#told.clear();
    this.own.close();
  }

  #take(part: InkStrokePart): void {
    const { self, clock, inPicture, pictureDelayMs } = this.#options;
    const key = strokeKey(part.author, part.stroke);
    // Nothing follows on one that is done: this is another, drawn on a page that was loaded anew,
    // and the one that had its number is still fading here.
    const isAnother = part.from === 0 && this.#told.get(key)?.done === true;
    if (isAnother) this.#told.delete(key);
    const stroke = joinPart(this.#told.get(key), part);
    if (stroke === null || stroke.points.length > MAX_POINTS_PER_STROKE) return;
    const isOwn = part.author === self.id;
    const goneAtMs = isOwn ? this.own.sent(part.stroke)?.goneAtMs : null;
    if (!this.#told.put(stroke, goneAtMs ?? undefined) || !isOwn) return;
    const inPictureAtMs = inPicture() ? clock.now() + pictureDelayMs() + PICTURE_SPARE_MS : null;
    this.own.told(this.#told.get(key) ?? stroke, inPictureAtMs);
  }
}
