import type { InkIntent, InkStroke } from '../../../preload/contract/presenting.ts';
import type { LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type {
  DrawFrame,
  PresentFrame,
  PresentRefusal,
  RefusedFrame,
  WatchFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import { InkHub } from './inkHub.ts';
import type { InkLink } from './inkLink.ts';
import { Pen } from './pen.ts';

/** What others ask of a presenter. */
export type InkRequest = Extract<
  PresentFrame,
  { readonly type: 'draw' | 'undo' | 'clear' | 'still' | 'watch' }
>;

export interface OwnShareInkOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly clock: Clock;
  readonly nameOf: (member: MemberId) => DisplayName | null;
  readonly stillWanted: (member: MemberId, share: ShareId) => PresentRefusal | null;
  readonly watched: (member: MemberId, frame: WatchFrame) => void;
  readonly refused: (of: RefusedFrame['of'], reason: PresentRefusal) => void;
  readonly changed: () => void;
}

/** The ink on one share of ours: we are its hub. */
export class OwnShareInk {
  readonly #options: OwnShareInkOptions;
  readonly #hub: InkHub;
  readonly #pen: Pen;
  #screen: LiveScreen;

  constructor(screen: LiveScreen, options: OwnShareInkOptions) {
    this.#options = options;
    this.#screen = screen;
    const { clock, changed, self, refused } = options;
    this.#hub = new InkHub({ share: screen.share, clock, changed });
    this.#pen = new Pen(
      () => this.#hub.nextNumber(self.id),
      (part) => {
        const refusal = this.#hub.draw(self.id, self.name, part);
        if (refusal !== null) refused('draw', refusal);
        return refusal === null;
      },
    );
  }

  get hasInk(): boolean {
    return this.#hub.hasInk;
  }

  get screen(): LiveScreen {
    return this.#screen;
  }

  strokes(): readonly InkStroke[] {
    return this.#hub.strokes();
  }

  /** What the share is now. What stands stays, though others may not draw any more. */
  update(screen: LiveScreen): void {
    const wasOpen = this.#screen.ink === 'everyone';
    this.#screen = screen;
    if (wasOpen && screen.ink !== 'everyone') this.#hub.finishOthers(this.#options.self.id);
  }

  join(link: InkLink): void {
    this.#hub.join(link);
  }

  leave(member: MemberId): void {
    this.#hub.leave(member);
  }

  room(member: MemberId): void {
    this.#hub.room(member);
  }

  /** Does what another member asks, or says why not. */
  serve(link: InkLink, request: InkRequest): PresentRefusal | null {
    const { member } = link;
    const tooMuch = link.mayAsk() ? null : 'too_much';
    if (request.type === 'draw') return this.#draw(member, request, tooMuch);
    if (tooMuch !== null) return tooMuch;
    switch (request.type) {
      case 'undo':
        this.#hub.undo(member);
        return null;
      case 'clear':
        this.#hub.clear(member);
        return null;
      case 'still':
        return this.#options.stillWanted(member, this.#screen.share);
      case 'watch':
        this.#options.watched(member, request);
        return null;
    }
  }

  /** What we draw ourselves. */
  do(intent: Exclude<InkIntent, { readonly type: 'point' }>): void {
    const { id } = this.#options.self;
    switch (intent.type) {
      case 'begin':
        return this.#pen.begin(intent);
      case 'extend':
        return this.#pen.extend(intent.points);
      case 'end':
        return this.#pen.end();
      case 'undo':
        this.#pen.end();
        return this.#hub.undo(id);
      case 'clear':
        this.#pen.lift();
        return intent.whose === 'all' ? this.#hub.clearAll() : this.#hub.clear(id);
    }
  }

  close(): void {
    this.#hub.close();
  }

  #draw(
    member: MemberId,
    { type: _type, share: _share, ...part }: DrawFrame,
    tooMuch: PresentRefusal | null,
  ): PresentRefusal | null {
    const denial = this.#screen.ink === 'everyone' ? tooMuch : 'not_allowed';
    const name = this.#options.nameOf(member);
    return name === null ? 'failed' : this.#hub.draw(member, name, part, denial);
  }
}
