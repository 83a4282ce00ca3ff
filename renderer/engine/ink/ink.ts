import type { InkIntent, InkScene } from '../../../preload/contract/presenting.ts';
import type { LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_STILL_SIDE,
  type PointFrame,
  type PresentFrame,
  type PresentRefusal,
  type RefusedFrame,
  type WatchFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import type { Clock } from '../ports.ts';
import { InkLink, type InkPipe } from './inkLink.ts';
import { OthersInk, type LiveShare } from './othersInk.ts';
import { OwnShareInk, type InkRequest } from './ownShareInk.ts';
import { Pointers } from './pointers.ts';

export interface InkOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
  /** Our live shares. */
  readonly ownShares: () => readonly LiveScreen[];
  /** Others' live shares as they state them. */
  readonly liveShares: () => readonly LiveShare[];
  /** The name of a member of the call; null for none. */
  readonly nameOf: (member: MemberId) => DisplayName | null;
  /** A member asks for a still of a live share of ours. @returns why it gets none. */
  readonly stillWanted: (member: MemberId, share: ShareId) => PresentRefusal | null;
  /** A member says how it sees a live share of ours. */
  readonly watched: (member: MemberId, frame: WatchFrame) => void;
  /** How old the picture of another's share is when we see it, milliseconds. */
  readonly pictureDelayMs: (share: ShareId) => number;
  /** Called when `hasInk` of a share of ours answers otherwise, soon after. */
  readonly changed: () => void;
}

/** Something that we wanted of a share and that was not done. */
export interface InkRefusal {
  readonly share: ShareId;
  readonly of: RefusedFrame['of'];
  readonly reason: PresentRefusal;
}

/** Pointers and ink on all shares of a call, one's own and others'. */
export interface Ink {
  /** Talks to a member over these channels from now on, open or not, instead of earlier ones. */
  attach(
    member: MemberId,
    channels: { readonly present: InkPipe; readonly pointer: InkPipe },
  ): void;
  /** The link to a member is gone. */
  detach(member: MemberId): void;
  /** What `ownShares()` and `liveShares()` answer may be different. */
  sharesChanged(): void;
  /** Points and draws on a share, our own or another's. */
  do(share: ShareId, intent: InkIntent): void;
  /** Asks the presenter of a share for a still of it. */
  askStill(share: ShareId): void;
  /** Tells the presenter of a share how we see it: display pixels, and how late. */
  watch(share: ShareId, width: number, height: number, delayMs: number | null): void;
  /** All that is to be painted over a share; the same object until it changes. */
  scene(share: ShareId): InkScene;
  /** Whether there is ink on a share. */
  hasInk(share: ShareId): boolean;
  /** Called when `scene()` of a share has changed, soon after. @returns ends the subscription. */
  subscribe(share: ShareId, listener: () => void): () => void;
  /** What was refused last on a live share, until its presenter lets others do something else. */
  refusal(share: ShareId): InkRefusal | null;
  /** Called at each refusal. @returns ends the subscription. */
  onRefused(listener: (refusal: InkRefusal) => void): () => void;
}

/** Pointers and ink of one call. */
export function createInk(options: InkOptions): Ink {
  return new RunningInk(options);
}

const EMPTY: InkScene = { strokes: [], pointers: [] };
const MAX_DELAY_MS = 60_000;

class RunningInk implements Ink {
  readonly #options: InkOptions;
  readonly #links = new Map<MemberId, InkLink>();
  readonly #own = new Map<ShareId, OwnShareInk>();
  readonly #others: OthersInk;
  readonly #pointers: Pointers;
  readonly #scenes = new Map<ShareId, InkScene>();
  readonly #listeners = new Map<ShareId, Set<() => void>>();
  readonly #refusals = new Map<ShareId, InkRefusal>();
  readonly #refusalListeners = new Set<(refusal: InkRefusal) => void>();
  readonly #changedShares = new Set<ShareId>();
  #ownWithInk = '';

  constructor(options: InkOptions) {
    this.#options = options;
    const { self, clock, nameOf, pictureDelayMs, signal } = options;
    const changed = (share: ShareId): void => this.#changed(share);
    const link = (member: MemberId): InkLink | null => this.#links.get(member) ?? null;
    this.#others = new OthersInk({ self, clock, pictureDelayMs, link, changed });
    const links = (): Iterable<InkLink> => this.#links.values();
    this.#pointers = new Pointers({ self, clock, links, nameOf, changed });
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  attach(
    member: MemberId,
    { present, pointer }: { readonly present: InkPipe; readonly pointer: InkPipe },
  ): void {
    if (this.#options.signal.aborted) return;
    this.detach(member);
    const { clock, log } = this.#options;
    const link = new InkLink({
      member,
      present,
      pointer,
      clock,
      log,
      onOpen: () => this.#opened(link),
      onRoom: () => this.#hasRoom(member),
      onFrame: (frame) => this.#take(link, frame),
      onPoint: (frame) => this.#takePoint(link, frame),
    });
    this.#links.set(member, link);
    if (link.isOpen()) this.#opened(link);
  }

  detach(member: MemberId): void {
    const link = this.#links.get(member);
    if (link === undefined) return;
    link.close();
    this.#links.delete(member);
    for (const own of this.#own.values()) own.leave(member);
    this.#others.parted(member);
    this.#pointers.drop(member);
  }

  sharesChanged(): void {
    if (this.#options.signal.aborted) return;
    const own = this.#options.ownShares();
    this.#updateOwn(own);
    const ownIds = new Set(own.map(({ share }) => share));
    const others = this.#options.liveShares().filter(({ screen }) => !ownIds.has(screen.share));
    const relaxed = this.#others.update(others);
    for (const share of relaxed) this.#refusals.delete(share);
    for (const share of this.#refusals.keys()) {
      if (!ownIds.has(share) && !this.#others.has(share)) this.#refusals.delete(share);
    }
    this.#pointers.keep((member, share) => this.#mayPoint(member, share) === null);
  }

  do(share: ShareId, intent: InkIntent): void {
    if (this.#options.signal.aborted) return;
    const own = this.#ownInk(share);
    if (own === null && !this.#others.has(share)) {
      const of = requestOf(intent);
      if (of !== null) this.#refused(share, of, 'not_live');
    } else if (intent.type === 'point') this.#point(share, intent);
    else if (own !== null) own.do(intent);
    else {
      const refusal = this.#others.do(share, intent);
      const of = requestOf(intent);
      if (refusal !== null && of !== null) this.#refused(share, of, refusal);
    }
  }

  askStill(share: ShareId): void {
    const owner = this.#others.ownerOf(share);
    const link = owner === null ? undefined : this.#links.get(owner);
    if (link?.isOpen() === true) link.send({ type: 'still', share });
    else this.#refused(share, 'still', owner === null ? 'not_live' : 'failed');
  }

  watch(share: ShareId, width: number, height: number, delayMs: number | null): void {
    const owner = this.#others.ownerOf(share);
    const link = owner === null ? undefined : this.#links.get(owner);
    link?.send({
      type: 'watch',
      share,
      width: bounded(width, MAX_STILL_SIDE),
      height: bounded(height, MAX_STILL_SIDE),
      delayMs: delayMs === null ? null : bounded(delayMs, MAX_DELAY_MS),
    });
  }

  scene(share: ShareId): InkScene {
    const known = this.#scenes.get(share);
    if (known !== undefined) return known;
    const own = this.#own.get(share);
    if (own === undefined && !this.#others.has(share)) return EMPTY;
    const strokes = [...(own?.strokes() ?? this.#others.strokes(share))];
    const isPictured = own === undefined && this.#others.screen(share)?.inkInPicture === true;
    const pointers = isPictured ? [] : [...this.#pointers.of(share)];
    const scene = { strokes, pointers };
    this.#scenes.set(share, scene);
    return scene;
  }

  hasInk(share: ShareId): boolean {
    return this.#own.get(share)?.hasInk ?? this.#others.hasInk(share);
  }

  subscribe(share: ShareId, listener: () => void): () => void {
    const listeners = this.#listeners.get(share) ?? new Set();
    this.#listeners.set(share, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(share) === listeners) {
        this.#listeners.delete(share);
      }
    };
  }

  refusal(share: ShareId): InkRefusal | null {
    return this.#refusals.get(share) ?? null;
  }

  onRefused(listener: (refusal: InkRefusal) => void): () => void {
    this.#refusalListeners.add(listener);
    return () => this.#refusalListeners.delete(listener);
  }

  #opened(link: InkLink): void {
    for (const own of this.#own.values()) own.join(link);
  }

  #hasRoom(member: MemberId): void {
    for (const own of this.#own.values()) own.room(member);
    this.#others.room(member);
  }

  #take(link: InkLink, frame: PresentFrame): void {
    switch (frame.type) {
      case 'draw':
      case 'undo':
      case 'clear':
      case 'still':
      case 'watch':
        return this.#serve(link, frame);
      case 'ink':
      case 'erase':
        if (!this.#own.has(frame.share) && this.#others.take(link.member, frame)) return;
        return link.ignore('not theirs');
      case 'refused': {
        if (this.#others.ownerOf(frame.share) !== link.member) return;
        const { share, of, reason, stroke } = frame;
        if (of === 'draw' && stroke !== null) this.#others.refused(share, stroke);
        return this.#refused(share, of, reason);
      }
    }
  }

  #serve(link: InkLink, request: InkRequest): void {
    const refusal = this.#ownInk(request.share)?.serve(link, request);
    if (refusal === null) return;
    const stroke = request.type === 'draw' ? request.stroke : null;
    link.refuse(request.type, request.share, refusal ?? 'not_live', stroke);
  }

  #takePoint(link: InkLink, frame: PointFrame): void {
    const refusal = link.mayPoint() ? this.#mayPoint(link.member, frame.share) : 'too_much';
    if (refusal === null) this.#pointers.take(link.member, frame);
    else link.refuse('point', frame.share, refusal);
  }

  #point(share: ShareId, { at, colour }: Extract<InkIntent, { readonly type: 'point' }>): void {
    const refusal = this.#mayPoint(this.#options.self.id, share);
    if (refusal === null) return this.#pointers.point(share, at, colour);
    // A hand that moves over the share is told once.
    const last = this.#refusals.get(share);
    if (at === null || (last?.of === 'point' && last.reason === refusal)) return;
    this.#refused(share, 'point', refusal);
  }

  #mayPoint(member: MemberId, share: ShareId): PresentRefusal | null {
    const own = this.#ownInk(share);
    const owner = own === null ? this.#others.ownerOf(share) : this.#options.self.id;
    if (owner === null) return 'not_live';
    const policy = own === null ? this.#others.screen(share)?.ink : own.screen.ink;
    return member === owner || policy !== 'nobody' ? null : 'not_allowed';
  }

  /** The ink of a share of ours that is live at this moment. */
  #ownInk(share: ShareId): OwnShareInk | null {
    const screen = this.#options.ownShares().find((own) => own.share === share);
    if (screen === undefined) return null;
    const known = this.#own.get(share) ?? this.#begin(screen);
    known.update(screen);
    return known;
  }

  #begin(screen: LiveScreen): OwnShareInk {
    const { share } = screen;
    const { self, clock, nameOf, stillWanted, watched } = this.#options;
    const own = new OwnShareInk(screen, {
      self,
      clock,
      nameOf,
      stillWanted,
      watched,
      refused: (of, reason) => this.#refused(share, of, reason),
      changed: () => this.#changed(share),
    });
    this.#own.set(share, own);
    for (const link of this.#links.values()) if (link.isOpen()) own.join(link);
    return own;
  }

  #updateOwn(screens: readonly LiveScreen[]): void {
    for (const [share, own] of this.#own) {
      if (screens.some((screen) => screen.share === share)) continue;
      own.close();
      this.#own.delete(share);
      this.#changed(share);
    }
    for (const screen of screens)
      (this.#own.get(screen.share) ?? this.#begin(screen)).update(screen);
  }

  #refused(share: ShareId, of: RefusedFrame['of'], reason: PresentRefusal): void {
    const refusal = { share, of, reason };
    if (this.#own.has(share) || this.#others.has(share)) this.#refusals.set(share, refusal);
    for (const listener of this.#refusalListeners) listener(refusal);
  }

  #changed(share: ShareId): void {
    if (this.#changedShares.size === 0) queueMicrotask(() => this.#tell());
    this.#changedShares.add(share);
    this.#scenes.delete(share);
  }

  #tell(): void {
    const shares = [...this.#changedShares];
    this.#changedShares.clear();
    if (this.#options.signal.aborted) return;
    for (const share of shares) {
      for (const listener of this.#listeners.get(share) ?? []) listener();
    }
    const withInk = [...this.#own].filter(([, own]) => own.hasInk).map(([share]) => share);
    if (withInk.join() === this.#ownWithInk) return;
    this.#ownWithInk = withInk.join();
    this.#options.changed();
  }

  #close(): void {
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
    for (const own of this.#own.values()) own.close();
    this.#own.clear();
    this.#others.close();
    this.#pointers.close();
    this.#scenes.clear();
    this.#refusals.clear();
  }
}

function bounded(value: number, highest: number): number {
  return Math.min(Math.max(Math.round(value), 0), highest);
}

/** What of an intent can be refused; null: it goes on with what was begun. */
function requestOf(intent: InkIntent): RefusedFrame['of'] | null {
  switch (intent.type) {
    case 'point':
    case 'undo':
    case 'clear':
      return intent.type;
    case 'begin':
      return 'draw';
    case 'extend':
    case 'end':
      return null;
  }
}
