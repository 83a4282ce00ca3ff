import type { InkIntent, InkStroke } from '../../../preload/contract/presenting.ts';
import type { LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type {
  EraseFrame,
  InkFrame,
  PresentRefusal,
} from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import { InkBoard } from './inkBoard.ts';
import type { InkLink } from './inkLink.ts';

/** A share as its owner states it. */
export interface LiveShare {
  readonly owner: MemberId;
  readonly screen: LiveScreen;
}

export interface OthersInkOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly clock: Clock;
  readonly link: (member: MemberId) => InkLink | null;
  readonly pictureDelayMs: (share: ShareId) => number;
  readonly changed: (share: ShareId) => void;
}

/**
 * Shares that a member has told ink of and not stated yet: the two channels do not wait for each
 * other.
 */
const MAX_UNSTATED = 2;

/** The ink on others' shares. */
export class OthersInk {
  readonly #options: OthersInkOptions;
  readonly #boards = new Map<ShareId, InkBoard>();
  #live: ReadonlyMap<ShareId, LiveShare> = new Map();

  constructor(options: OthersInkOptions) {
    this.#options = options;
  }

  has(share: ShareId): boolean {
    return this.#live.has(share);
  }

  ownerOf(share: ShareId): MemberId | null {
    return this.#live.get(share)?.owner ?? null;
  }

  screen(share: ShareId): LiveScreen | null {
    return this.#live.get(share)?.screen ?? null;
  }

  strokes(share: ShareId): readonly InkStroke[] {
    return this.#boards.get(share)?.strokes() ?? [];
  }

  hasInk(share: ShareId): boolean {
    return this.has(share) && this.#boards.get(share)?.hasInk === true;
  }

  /**
   * Takes in which shares are live.
   *
   * @returns those of which others may do something else than before.
   */
  update(shares: readonly LiveShare[]): readonly ShareId[] {
    const before = this.#live;
    const live = new Map<ShareId, LiveShare>();
    for (const next of shares) {
      const { share } = next.screen;
      // Who stated a share first has it, whoever else claims it.
      const isOwner = before.get(share)?.owner === next.owner;
      if (!live.has(share) || isOwner) live.set(share, next);
    }
    this.#live = live;
    for (const [share, board] of this.#boards) {
      const now = live.get(share);
      if (now === undefined ? before.has(share) : now.owner !== board.owner) this.#drop(share);
    }
    return [...live].flatMap(([share, { owner, screen }]) => {
      if (!this.#boards.has(share)) this.#begin(owner, share);
      const was = before.get(share)?.screen;
      if (was?.inkInPicture !== screen.inkInPicture) this.#options.changed(share);
      return was !== undefined && was.ink !== screen.ink ? [share] : [];
    });
  }

  /** Takes what a presenter tells. @returns false when the share is another's. */
  take(member: MemberId, frame: InkFrame | EraseFrame): boolean {
    const { share } = frame;
    const known = this.#boards.get(share);
    if (known !== undefined && known.owner !== member) return false;
    const board = known ?? this.#beginUnstated(member, share);
    if (frame.type === 'ink') board.ink(frame);
    else board.erase(frame);
    return true;
  }

  /** A stroke of ours is refused: what the presenter has told of it stays. */
  refused(share: ShareId, stroke: number): void {
    this.#boards.get(share)?.own.drop(stroke);
  }

  /** What we draw on a live share. @returns why not. */
  do(
    share: ShareId,
    intent: Exclude<InkIntent, { readonly type: 'point' }>,
  ): PresentRefusal | null {
    const own = this.#boards.get(share)?.own;
    if (own === undefined) return 'not_live';
    switch (intent.type) {
      case 'begin':
        if (this.screen(share)?.ink !== 'everyone') return 'not_allowed';
        if (!own.hasRoom()) return 'too_much';
        own.pen.begin(intent);
        return null;
      case 'extend':
        own.pen.extend(intent.points);
        return null;
      case 'end':
        own.pen.end();
        return null;
      case 'undo':
        own.undo();
        return null;
      case 'clear':
        if (intent.whose === 'all') return 'not_allowed';
        own.clear();
        return null;
    }
  }

  /** The channel to a member has room again. */
  room(member: MemberId): void {
    for (const board of this.#boards.values()) if (board.owner === member) board.own.send();
  }

  /** The channels to a member are gone. */
  parted(member: MemberId): void {
    for (const [share, board] of this.#boards) {
      if (board.owner !== member) continue;
      if (this.has(share)) board.parted();
      else this.#drop(share);
    }
  }

  close(): void {
    for (const board of this.#boards.values()) board.close();
    this.#boards.clear();
    this.#live = new Map();
  }

  #begin(owner: MemberId, share: ShareId): InkBoard {
    const { self, clock, link, pictureDelayMs, changed } = this.#options;
    const board = new InkBoard({
      self,
      owner,
      share,
      clock,
      link: () => link(owner),
      inPicture: () => this.screen(share)?.inkInPicture === true,
      pictureDelayMs: () => pictureDelayMs(share),
      changed: () => changed(share),
    });
    this.#boards.set(share, board);
    return board;
  }

  #beginUnstated(owner: MemberId, share: ShareId): InkBoard {
    const unstated = [...this.#boards].filter(
      ([other, board]) => board.owner === owner && !this.has(other),
    );
    const [oldest] = unstated;
    if (oldest !== undefined && unstated.length >= MAX_UNSTATED) this.#drop(oldest[0]);
    return this.#begin(owner, share);
  }

  #drop(share: ShareId): void {
    this.#boards.get(share)?.close();
    this.#boards.delete(share);
    this.#options.changed(share);
  }
}
