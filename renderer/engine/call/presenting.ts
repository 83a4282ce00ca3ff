import type {
  CallIntent,
  CallSnapshot,
  OwnShare,
  SharedScreen,
} from '../../../preload/contract/callSnapshot.ts';
import type { InkScene } from '../../../preload/contract/presenting.ts';
import type { LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { Member } from '../../../signaling/protocol/serverMessages.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import { createInk, type Ink } from '../ink/ink.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import type { Clock, ScreenPort } from '../ports.ts';
import { Previews } from './previews.ts';
import { Shares } from '../present/shares.ts';
import { Stills } from '../present/stills.ts';
import type { ChannelUser, Peer, Topology } from '../topology/topology.ts';
import { Watching } from './watching.ts';

/** Wishes that have to do with shares. */
export type PresentingIntent = Extract<
  CallIntent,
  {
    readonly type:
      | 'share-screen'
      | 'stop-sharing'
      | 'pause-share'
      | 'set-share-sound'
      | 'optimise-share'
      | 'sharpen'
      | 'set-ink'
      | 'draw-on-screen'
      | 'ink'
      | 'watching'
      | 'sound-would-echo'
      | 'dismiss-share-failure'
      | 'dismiss-share-notice';
  }
>;

export interface PresentingOptions {
  readonly self: Pick<Member, 'id' | 'name'>;
  readonly screen: ScreenPort;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly topology: () => Pick<Topology, 'peers' | 'pictureDelayMs' | 'outgoingKbps'>;
  readonly changed: () => void;
}

/** A share's pictures and ink, for views; pixels never enter a snapshot. */
export interface ShareElements {
  /** The lossless still that lies over a share's video; null for none. */
  still(share: ShareId): ImageBitmap | null;
  /** Called when any `still()` may answer otherwise. @returns ends the subscription. */
  onStill(listener: () => void): () => void;
  /**
   * Pointers and ink of a share.
   *
   * @param over - what they are painted over: the share's picture, or the shared screen itself.
   */
  scene(share: ShareId, over: 'picture' | 'screen'): InkScene;
  /** @returns ends the subscription. */
  onScene(share: ShareId, listener: () => void): () => void;
}

/** Below this a text that stands still is sent as a still, kilobits per second. */
const THIN_KBPS = 800;
/** Until it is measured: how late a picture is that shows what was just drawn. */
const USUAL_DELAY_MS = 300;
const NO_INK: InkScene = { strokes: [], pointers: [] };
const SCREEN_LANES = ['screenA', 'screenB'] as const;
type ScreenLane = (typeof SCREEN_LANES)[number];

/** Shares in a call, one's own and others': pictures, stills, pointers, ink, and who watches. */
export class Presenting {
  readonly channels: ChannelUser;
  readonly elements: ShareElements;
  readonly #options: PresentingOptions;
  readonly #shares: Shares;
  readonly #stills: Stills;
  readonly #ink: Ink;
  readonly #watching: Watching;
  readonly #previews: Previews;
  /** Who stated a share first, for as long as it states it: nobody can take it over. */
  #owners: ReadonlyMap<ShareId, MemberId> = new Map();

  constructor(options: PresentingOptions) {
    this.#options = options;
    const { clock, random, log, signal, self, screen } = options;
    const changed = (): void => this.#changed();
    this.#previews = new Previews(log, signal);
    this.#shares = new Shares({ screen, clock, random, log, signal, changed });
    this.#stills = new Stills({
      shares: this.#shares,
      isLive: (member, share) => this.#ownerOf(share) === member,
      isThin: () => (options.topology().outgoingKbps() ?? Number.POSITIVE_INFINITY) < THIN_KBPS,
      clock,
      log,
      signal,
    });
    this.#watching = new Watching({
      clock,
      signal,
      peers: () => this.#peers(),
      delayMs: (member, lane) => options.topology().pictureDelayMs(member, lane),
      tell: (share, width, height, delayMs) => this.#ink.watch(share, width, height, delayMs),
      changed,
    });
    this.#ink = createInk({
      self,
      clock,
      signal,
      log,
      ownShares: () => this.#shares.liveScreens,
      liveShares: () =>
        this.#peers().flatMap(({ id, screens }) =>
          screens.map((screen) => ({ owner: id, screen })),
        ),
      stillWanted: (member, share) => this.#stills.wanted(member, share),
      nameOf: (member) => this.#peers().find(({ id }) => id === member)?.name ?? null,
      watched: (member, frame) => this.#watching.take(member, frame),
      pictureDelayMs: (share) => this.#watching.delayMs(share) ?? USUAL_DELAY_MS,
      changed: () => options.changed(),
    });
    const stopStills = this.#stills.subscribe(changed);
    signal.addEventListener('abort', stopStills, { once: true });
    this.channels = {
      attach: (member, { present, pointer, still }) => {
        this.#ink.attach(member, { present, pointer });
        this.#stills.attach(member, still);
      },
      detach: (member) => {
        this.#ink.detach(member);
        this.#stills.detach(member);
      },
    };
    this.elements = {
      still: (share) => this.#stills.picture(share),
      onStill: (listener) => this.#stills.subscribe(listener),
      scene: (share, over) => this.#scene(share, over),
      onScene: (share, listener) => this.#ink.subscribe(share, listener),
    };
  }

  send(intent: PresentingIntent): void {
    switch (intent.type) {
      case 'share-screen':
        void this.#shares.start(intent);
        return;
      case 'stop-sharing':
        return this.#shares.stop(intent.share);
      case 'pause-share':
        return this.#shares.pause(intent.share, intent.paused);
      case 'set-share-sound':
        return this.#shares.setSound(intent.share, intent.on);
      case 'optimise-share':
        return this.#shares.optimise(intent.share, intent.optimiseFor);
      case 'sharpen':
        if (this.#own(intent.share) === null) this.#ink.askStill(intent.share);
        else this.#stills.sharpen(intent.share);
        return;
      case 'set-ink':
        return this.#shares.setInk(intent.share, intent.ink);
      case 'draw-on-screen':
        return this.#shares.drawOnScreen(intent.share, intent.on);
      case 'ink':
        return this.#ink.do(intent.share, intent.ink);
      case 'watching':
        return this.#watching.see(intent.share, intent.width, intent.height);
      case 'sound-would-echo':
        return this.#shares.silence();
      case 'dismiss-share-failure':
        return this.#shares.dismissFailure();
      case 'dismiss-share-notice':
        return this.#shares.dismissNotice();
    }
  }

  /** What we say of our shares to everyone. */
  get liveScreens(): readonly LiveScreen[] {
    return this.#shares.liveScreens;
  }

  get view(): CallSnapshot['share'] {
    return this.#shares.view;
  }

  /** What is sent on a lane of ours now. */
  track(lane: LaneName): MediaStreamTrack | null {
    switch (lane) {
      case 'microphone':
      case 'camera':
        return null;
      case 'screenA':
      case 'screenB':
        return this.#shares.video(lane);
      case 'screenASound':
        return this.#shares.sound('screenA');
      case 'screenBSound':
        return this.#shares.sound('screenB');
    }
  }

  /** What we see of a lane of ours ourselves. */
  preview(lane: LaneName): MediaStreamTrack | null {
    const track = this.track(lane);
    return track === null || track.kind === 'video' ? this.#previews.of(lane, track) : track;
  }

  /** How our screens are encoded now. */
  encode(topology: Pick<Topology, 'encode'>): void {
    for (const lane of SCREEN_LANES) {
      const sending = this.#shares.sending(lane);
      if (sending !== null) topology.encode(lane, sending);
    }
  }

  /** Others' words about their shares may be new. */
  peersChanged(): void {
    this.#updateOwners();
    this.#ink.sharesChanged();
    const own = this.#shares.list.map(({ share }) => share);
    this.#watching.keep(new Set([...this.#owners.keys(), ...own]));
    this.#stills.sharesChanged();
  }

  /** All shares as views see them: our own first. */
  screens(): readonly SharedScreen[] {
    const { self } = this.#options;
    const own = this.#shares.liveScreens.map((screen, index) =>
      this.#shared(self, screen, index, this.#ownShare(screen.lane)),
    );
    const others = this.#peers().flatMap((peer) =>
      peer.screens.map((screen, index) => this.#shared(peer, screen, index, null)),
    );
    return [...own, ...others];
  }

  #changed(): void {
    // While this is being put together there is nothing yet that could have changed.
    if (this.elements === undefined || this.#options.signal.aborted) return;
    this.#ink.sharesChanged();
    this.#options.changed();
  }

  #shared(
    owner: Pick<Peer, 'id' | 'name'>,
    screen: LiveScreen,
    index: number,
    ownShare: OwnShare | null,
  ): SharedScreen {
    const { lane, share, kind, sound, state, ink, inkInPicture } = screen;
    return {
      owner: owner.id,
      ownerName: owner.name,
      own: ownShare !== null,
      lane,
      share,
      kind,
      ordinal: index === 0 ? 1 : 2,
      sound,
      state,
      ink,
      inkInPicture,
      still: this.#stills.stateOf(share),
      ownShare,
    };
  }

  #ownShare(lane: ScreenLane): OwnShare | null {
    const share = this.#shares.list.find((other) => other.lane === lane);
    if (share === undefined) return null;
    const { capture, sourceName, startedAtMs, optimiseFor, overlay, drawing, soundSwitch } = share;
    return {
      capture,
      sourceName,
      startedAtMs,
      optimiseFor,
      overlay,
      drawing,
      hasInk: this.#ink.hasInk(share.share),
      soundSwitch,
      viewers: this.#watching.viewers(share.share),
    };
  }

  #own(share: ShareId): LiveScreen | null {
    return this.#shares.liveScreens.find((screen) => screen.share === share) ?? null;
  }

  #ownerOf(share: ShareId): MemberId | null {
    return this.#owners.get(share) ?? null;
  }

  #updateOwners(): void {
    const stated = this.#options.topology().peers();
    const before = [...this.#owners].filter(([share, owner]) =>
      stated.some(({ id, screens }) => id === owner && screens.some((own) => own.share === share)),
    );
    const owners = new Map(before);
    for (const { id, screens } of stated) {
      for (const { share } of screens) {
        if (!owners.has(share) && this.#own(share) === null) owners.set(share, id);
      }
    }
    this.#owners = owners;
  }

  #scene(share: ShareId, over: 'picture' | 'screen'): InkScene {
    // One's own picture shows by itself what is drawn on the screen.
    if (over === 'picture' && this.#own(share)?.inkInPicture === true) return NO_INK;
    return this.#ink.scene(share);
  }

  /** The others, each with the shares that are its own and no other's. */
  #peers(): readonly Peer[] {
    return this.#options
      .topology()
      .peers()
      .map((peer) => {
        const own = new Set<ShareId>();
        const screens = peer.screens.filter(({ share }) => {
          if (this.#owners.get(share) !== peer.id || own.has(share)) return false;
          own.add(share);
          return true;
        });
        return screens.length === peer.screens.length ? peer : { ...peer, screens };
      });
  }
}
