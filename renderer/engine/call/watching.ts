import type { ShareViewer } from '../../../preload/contract/presenting.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type { WatchFrame } from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import { repeat } from '../peer/repeat.ts';
import type { Peer } from '../topology/topology.ts';

export interface WatchingOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly peers: () => readonly Peer[];
  /** See `Topology.pictureDelayMs`. */
  readonly delayMs: (member: MemberId, lane: 'screenA' | 'screenB') => Promise<number | null>;
  /** Tells the presenter how we see its share. */
  readonly tell: (share: ShareId, width: number, height: number, delayMs: number | null) => void;
  readonly changed: () => void;
}

interface View {
  readonly width: number;
  readonly height: number;
}

/** How often a viewer measures, and tells the presenter. */
const TELL_MS = 2_000;

/** Who watches whose share, at what size and how late: ours at others', and others' at ours. */
export class Watching {
  readonly #options: WatchingOptions;
  readonly #ours = new Map<ShareId, View>();
  readonly #delays = new Map<ShareId, number | null>();
  readonly #others = new Map<ShareId, Map<MemberId, WatchFrame>>();

  constructor(options: WatchingOptions) {
    this.#options = options;
    repeat(options.clock, TELL_MS, () => void this.#measure(), options.signal);
  }

  /** We see a share at this size now, display pixels; 0 by 0: not at all. */
  see(share: ShareId, width: number, height: number): void {
    this.#ours.set(share, { width, height });
    this.#options.tell(share, width, height, this.#delays.get(share) ?? null);
  }

  /** A member says how it sees a share of ours. */
  take(member: MemberId, frame: WatchFrame): void {
    const viewers = this.#others.get(frame.share) ?? new Map<MemberId, WatchFrame>();
    viewers.set(member, frame);
    this.#others.set(frame.share, viewers);
    this.#options.changed();
  }

  /** How late we see a share, milliseconds; null: not known. */
  delayMs(share: ShareId): number | null {
    return this.#delays.get(share) ?? null;
  }

  /** Who sees a share of ours; whoever has not said so yet is there with nothing known. */
  viewers(share: ShareId): readonly ShareViewer[] {
    const said = this.#others.get(share);
    return this.#options.peers().flatMap(({ id, name, link }) => {
      if (link === 'connecting') return [];
      const { width = 0, height = 0, delayMs = null } = said?.get(id) ?? {};
      return [{ member: id, name, width, height, delayMs }];
    });
  }

  /** Forgets shares that are over. */
  keep(live: ReadonlySet<ShareId>): void {
    for (const map of [this.#ours, this.#delays, this.#others]) {
      for (const share of map.keys()) if (!live.has(share)) map.delete(share);
    }
  }

  async #measure(): Promise<void> {
    for (const { id, screens } of this.#options.peers()) {
      for (const { share, lane } of screens) {
        const view = this.#ours.get(share);
        if (view === undefined) continue;
        const delayMs = await this.#options.delayMs(id, lane);
        if (this.#options.signal.aborted || !this.#ours.has(share)) continue;
        this.#delays.set(share, delayMs);
        this.#options.tell(share, view.width, view.height, delayMs);
      }
    }
  }
}
