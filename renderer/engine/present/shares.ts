import type {
  CallIntent,
  CallSnapshot,
  OptimiseFor,
  ShareFailure,
  ShareNotice,
} from '../../../preload/contract/callSnapshot.ts';
import type { ShareKind } from '../../../preload/contract/presenting.ts';
import type { InkPolicy, LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import { ShareId } from '../../../signaling/protocol/ids.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { newEpoch } from '../peer/newEpoch.ts';
import {
  ScreenRefusal,
  type Clock,
  type ScreenCapture,
  type ScreenPort,
  type StillPicture,
} from '../ports.ts';
import type { LaneSending } from './laneSending.ts';
import { LiveShare, type OwnShareState, type ScreenLane } from './ownShare.ts';
import { openSharePicture, type OpenPicture, type PictureWatch } from './sharePicture.ts';

export interface SharesOptions {
  readonly screen: ScreenPort;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: EngineLog;
  /** Ends what is being shared, and what is about to be. */
  readonly signal: AbortSignal;
  readonly changed: () => void;
  /** By default a worker that reads the captured frames. */
  readonly openPicture?: OpenPicture;
}

export type ShareRequest = Omit<Extract<CallIntent, { readonly type: 'share-screen' }>, 'type'>;

/** A capture that was asked for; forgotten when it is no longer wanted. */
interface Pending {
  readonly lane: ScreenLane;
  /** The share whose place it takes. */
  readonly replaced: LiveShare | null;
  /** Aborted when it is no longer wanted. */
  readonly life: AbortController;
}

const LANES: readonly ScreenLane[] = ['screenA', 'screenB'];
/** The systems' own dialog: what is chosen there may end there without being gone. */
const PORTAL = 'portal';
/** A new source without a picture by then, such as a minimised window, takes its place anyway. */
const FIRST_PICTURE_MS = 2_000;

/** One's own shared screens, windows and regions: at most one on each lane. */
export class Shares {
  readonly #options: SharesOptions;
  /** In the order in which they began; one that replaced another has its place. */
  #shares: readonly LiveShare[] = [];
  readonly #pending = new Set<Pending>();
  #failure: ShareFailure | null = null;
  #notice: ShareNotice | null = null;

  constructor(options: SharesOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.stop(null), { once: true });
  }

  get list(): readonly OwnShareState[] {
    return this.#shares.map(({ current }) => current);
  }

  get liveScreens(): readonly LiveScreen[] {
    return this.#shares.map(({ live }) => live);
  }

  get view(): CallSnapshot['share'] {
    const idle = this.#pending.size > 0 ? 'starting' : 'off';
    return {
      state: this.#shares.length > 0 ? 'on' : idle,
      failure: this.#failure,
      notice: this.#notice,
      canAdd: this.#freeLane() !== null,
    };
  }

  /** What is sent on a lane now: the frozen picture while it stands. */
  video(lane: ScreenLane): MediaStreamTrack | null {
    return this.#on(lane)?.video ?? null;
  }

  /** The sound beside it; null while it is switched off or the picture was made to stand. */
  sound(lane: ScreenLane): MediaStreamTrack | null {
    return this.#on(lane)?.sound ?? null;
  }

  /** How a lane is encoded now; null for nothing on it. */
  sending(lane: ScreenLane): LaneSending | null {
    return this.#on(lane)?.sending ?? null;
  }

  /**
   * Shares a source on the first free lane, or in place of another share, which is shown until the
   * new picture is there. The new share is live even if the old one is paused, for somebody has just
   * chosen what to show; who may draw stays as it was. Failures are told by `view`.
   */
  async start(request: ShareRequest): Promise<void> {
    if (this.#options.signal.aborted) return;
    const replaced = this.#find(request.replaces);
    const lane = replaced?.lane ?? this.#freeLane();
    if (lane === null) return;
    // The last wish for a place wins.
    for (const other of this.#pending) if (other.lane === lane) this.#cancel(other);
    const pending: Pending = { lane, replaced, life: new AbortController() };
    this.#pending.add(pending);
    this.#failure = null;
    this.#notice = null;
    this.#options.changed();
    try {
      const capture = await this.#capture(request, pending);
      if (capture !== null) await this.#take(request, pending, capture);
    } catch (error) {
      const reason = error instanceof ScreenRefusal ? error.reason : 'failed';
      const wanted = this.#pending.has(pending);
      if (wanted) this.#failure = reason;
      // Nobody waits for it any more, or it runs already: then it is told here only.
      this.#options.log('warn', wanted ? 'screen not shared' : 'screen share disturbed', {
        reason,
      });
    } finally {
      if (this.#pending.delete(pending)) this.#options.changed();
    }
  }

  /** @param share - null for all, and for what is about to be shared. */
  stop(share: ShareId | null): void {
    const ending = this.#shares.filter((other) => share === null || other.share === share);
    const before = this.#pending.size;
    for (const pending of this.#pending) {
      const { replaced } = pending;
      if (share === null || (replaced !== null && ending.includes(replaced))) {
        this.#cancel(pending);
      }
    }
    if (ending.length > 0) this.#end(ending);
    else if (this.#pending.size < before) this.#options.changed();
  }

  /** Freezes the picture as it is, or goes on. */
  pause(share: ShareId, paused: boolean): void {
    this.#find(share)?.pause(paused);
  }

  setSound(share: ShareId, on: boolean): void {
    this.#find(share)?.setSound(on);
  }

  /** Switches the sound of all shares off: everybody would hear themselves. */
  silence(): void {
    const loud = this.#shares.filter(({ current }) => current.soundSwitch === 'on');
    if (loud.length === 0) return;
    this.#notice = 'sound-would-echo';
    for (const share of loud) share.setSound(false);
    this.#options.changed();
  }

  optimise(share: ShareId, optimiseFor: OptimiseFor): void {
    this.#find(share)?.optimise(optimiseFor);
  }

  setInk(share: ShareId, policy: InkPolicy): void {
    this.#find(share)?.setInk(policy);
  }

  drawOnScreen(share: ShareId, on: boolean): void {
    this.#find(share)?.drawOnScreen(on);
  }

  /**
   * Every pixel of a share as it is now.
   *
   * @throws ScreenRefusal when it cannot be taken, or may not be shown.
   */
  async still(share: ShareId): Promise<StillPicture> {
    const live = this.#find(share);
    if (live === null) throw new ScreenRefusal('gone');
    return await live.still();
  }

  /** Watches the picture of a share from now on, in place of an earlier watch; null: no such. */
  watch(share: ShareId): PictureWatch | null {
    return this.#find(share)?.watch() ?? null;
  }

  dismissFailure(): void {
    if (this.#failure === null) return;
    this.#failure = null;
    this.#options.changed();
  }

  dismissNotice(): void {
    if (this.#notice === null) return;
    this.#notice = null;
    this.#options.changed();
  }

  /** @returns null when it came too late to be wanted; it is released then. */
  async #capture(
    { source, region, sound, optimiseFor }: ShareRequest,
    pending: Pending,
  ): Promise<ScreenCapture | null> {
    const capture = await this.#options.screen.capture({ source, region, sound, optimiseFor });
    if (this.#pending.has(pending)) {
      if (capture.video.readyState === 'live') return capture;
      capture.release();
      throw new ScreenRefusal('gone');
    }
    capture.release();
    return null;
  }

  async #take(request: ShareRequest, pending: Pending, capture: ScreenCapture): Promise<void> {
    const { changed, log } = this.#options;
    const over = new AbortController();
    const share = this.#open(request, pending.lane, capture, over);
    if (pending.replaced !== null) {
      await this.#untilSeen(share, AbortSignal.any([pending.life.signal, over.signal]));
    }
    if (!this.#pending.has(pending)) return share.close();
    if (share.over) {
      share.close();
      throw new ScreenRefusal('gone');
    }
    this.#pending.delete(pending);
    const old = pending.replaced;
    // Asked only now: it may have been changed while the new picture was on its way.
    if (old !== null) share.setInk(old.current.ink);
    this.#shares =
      old !== null && this.#shares.includes(old)
        ? this.#shares.map((other) => (other === old ? share : other))
        : [...this.#shares, share];
    if (request.sound && capture.sound === null) this.#notice = 'no-sound';
    log('info', 'share started', { lane: share.lane, kind: capture.kind, replaces: old !== null });
    changed();
    // Only now, when the lanes have the new tracks: nobody sees a gap.
    old?.close();
  }

  /** @param over - aborted when the source is no more. @throws when its picture cannot be read. */
  #open(
    { source, optimiseFor }: ShareRequest,
    lane: ScreenLane,
    capture: ScreenCapture,
    over: AbortController,
  ): LiveShare {
    const { clock, random, changed, log, openPicture = openSharePicture } = this.#options;
    try {
      const share: LiveShare = new LiveShare({
        // As random as any other id.
        share: ShareId.parse(newEpoch(random)),
        lane,
        capture,
        startedAtMs: clock.now(),
        optimiseFor,
        openPicture,
        log,
        changed: () => {
          if (this.#shares.includes(share)) changed();
        },
        ended: (why) => {
          over.abort();
          this.#ended(share, why === 'gone' || source !== PORTAL);
        },
      });
      return share;
    } catch (error) {
      capture.release();
      throw error;
    }
  }

  /** Waits for its first picture, not for long, and not once nobody waits for it any more. */
  async #untilSeen(share: LiveShare, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(FIRST_PICTURE_MS, resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
    await Promise.race([share.first, promise]);
    cancel();
  }

  #cancel(pending: Pending): void {
    this.#pending.delete(pending);
    pending.life.abort();
  }

  #ended(share: LiveShare, byItself: boolean): void {
    // One that has not taken its place yet is asked before it does.
    if (!this.#shares.includes(share)) return;
    if (byItself) this.#notice = noticeOf(share.current.kind);
    this.#end([share]);
  }

  #end(ending: readonly LiveShare[]): void {
    const { changed, log } = this.#options;
    this.#shares = this.#shares.filter((share) => !ending.includes(share));
    for (const { lane } of ending) log('info', 'share ended', { lane });
    // The lanes let go of the tracks before these end.
    changed();
    for (const share of ending) share.close();
  }

  #freeLane(): ScreenLane | null {
    const taken = [...this.#shares, ...this.#pending].map(({ lane }) => lane);
    return LANES.find((lane) => !taken.includes(lane)) ?? null;
  }

  #on(lane: ScreenLane): LiveShare | null {
    return this.#shares.find((share) => share.lane === lane) ?? null;
  }

  #find(share: ShareId | null): LiveShare | null {
    return this.#shares.find((other) => other.share === share) ?? null;
  }
}

function noticeOf(kind: ShareKind): ShareNotice {
  switch (kind) {
    case 'window':
      return 'window-closed';
    case 'screen':
    case 'region':
      return 'screen-removed';
  }
}
