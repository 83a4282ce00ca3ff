import type { OptimiseFor, OwnShare, ShareState } from '../../../preload/contract/callSnapshot.ts';
import type { CaptureEvent, ShareKind } from '../../../preload/contract/presenting.ts';
import type { InkPolicy, LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { ShareId } from '../../../signaling/protocol/ids.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { ScreenRefusal, type ScreenCapture, type StillPicture } from '../ports.ts';
import { sendingFor, type LaneSending } from './laneSending.ts';
import type { OpenPicture, PictureWatch, SharePicture } from './sharePicture.ts';

export type ScreenLane = LiveScreen['lane'];

/** One of our shares as it stands. */
export interface OwnShareState extends Omit<OwnShare, 'hasInk' | 'viewers'> {
  readonly share: ShareId;
  readonly lane: ScreenLane;
  readonly kind: ShareKind;
  readonly state: ShareState;
  readonly ink: InkPolicy;
  readonly inkInPicture: boolean;
}

export interface LiveShareOptions {
  readonly share: ShareId;
  readonly lane: ScreenLane;
  readonly capture: ScreenCapture;
  readonly startedAtMs: number;
  readonly optimiseFor: OptimiseFor;
  readonly openPicture: OpenPicture;
  readonly log: EngineLog;
  readonly changed: () => void;
  /** What is shared is no more. */
  readonly ended: (why: 'gone' | 'track-ended') => void;
}

/** One source that we share, from its start to its stop. Owns the capture. */
export class LiveShare {
  readonly share: ShareId;
  readonly lane: ScreenLane;
  readonly #options: LiveShareOptions;
  readonly #capture: ScreenCapture;
  readonly #picture: SharePicture;
  readonly #life = new AbortController();
  #optimiseFor: OptimiseFor;
  #ink: InkPolicy = 'everyone';
  #drawing = false;
  #sound: MediaStreamTrack | null;
  #soundOn = true;
  #paused = false;
  #locked = false;
  #minimised = false;
  /** The picture that stands; null while it is live. */
  #frozen: MediaStreamTrack | null = null;
  #over = false;
  /** Counts freezes: what was taken before one may not be shown after it. */
  #freezes = 0;

  constructor(options: LiveShareOptions) {
    this.#options = options;
    this.share = options.share;
    this.lane = options.lane;
    this.#capture = options.capture;
    this.#optimiseFor = options.optimiseFor;
    const { video, sound } = options.capture;
    this.#sound = sound;
    this.#picture = options.openPicture(video, options.changed, options.log);
    video.contentHint = this.sending.contentHint;
    const { signal } = this.#life;
    video.addEventListener('ended', () => this.#end('track-ended'), { signal });
    sound?.addEventListener('ended', () => this.#loseSound(), { signal });
    const stop = options.capture.subscribe((event) => this.#take(event));
    signal.addEventListener('abort', stop, { once: true });
    const uncover = options.capture.covered((areas) => this.#picture.ignore(areas));
    signal.addEventListener('abort', uncover, { once: true });
  }

  get current(): OwnShareState {
    const { capture, startedAtMs } = this.#options;
    return {
      share: this.share,
      lane: this.lane,
      kind: capture.kind,
      capture: capture.id,
      sourceName: capture.name,
      startedAtMs,
      optimiseFor: this.#optimiseFor,
      overlay: capture.overlay,
      state: this.#state,
      soundSwitch: this.#soundSwitch,
      ink: this.#ink,
      drawing: this.#drawing,
      inkInPicture: capture.overlay === 'in-picture',
    };
  }

  get live(): LiveScreen {
    const { share, lane, kind, state, soundSwitch, ink, inkInPicture } = this.current;
    return { lane, share, kind, sound: soundSwitch === 'on', state, ink, inkInPicture };
  }

  /** What viewers see. */
  get video(): MediaStreamTrack {
    return this.#frozen ?? this.#capture.video;
  }

  /** What viewers hear: nothing while the share is paused or the computer locked. */
  get sound(): MediaStreamTrack | null {
    const silent = !this.#soundOn || this.#paused || this.#locked;
    return silent ? null : this.#sound;
  }

  get sending(): LaneSending {
    return sendingFor(this.#optimiseFor, this.#picture.size);
  }

  /** What was shared is no more. */
  get over(): boolean {
    return this.#over;
  }

  /** Resolves when there is a picture to be seen. */
  get first(): Promise<void> {
    return this.#picture.first;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#settle();
  }

  setSound(on: boolean): void {
    this.#soundOn = on;
    this.#options.changed();
  }

  optimise(optimiseFor: OptimiseFor): void {
    this.#optimiseFor = optimiseFor;
    this.#hint();
    this.#options.changed();
  }

  setInk(ink: InkPolicy): void {
    this.#ink = ink;
    this.#options.changed();
  }

  drawOnScreen(on: boolean): void {
    this.#drawing = on && this.#capture.overlay !== 'none';
    this.#options.changed();
  }

  /**
   * Every pixel of the source as it is now.
   *
   * @throws ScreenRefusal when it cannot be taken, or the picture stands or came to stand meanwhile:
   *   what is behind it is not for others.
   */
  async still(): Promise<StillPicture> {
    const freezes = this.#freezes;
    if (this.#frozen !== null) throw new ScreenRefusal('failed');
    const picture = await this.#capture.still();
    if (freezes !== this.#freezes || this.#life.signal.aborted) throw new ScreenRefusal('failed');
    return picture;
  }

  watch(): PictureWatch {
    return this.#picture.watch();
  }

  /** Ends all that belongs to it. */
  close(): void {
    this.#life.abort();
    this.#picture.close();
    this.#capture.release();
  }

  get #state(): ShareState {
    if (this.#paused) return 'paused';
    if (this.#locked) return 'locked';
    return this.#minimised ? 'minimised' : 'live';
  }

  get #soundSwitch(): OwnShare['soundSwitch'] {
    if (this.#sound === null) return 'none';
    return this.#soundOn ? 'on' : 'off';
  }

  #take(event: CaptureEvent): void {
    switch (event) {
      case 'minimised':
      case 'restored':
        this.#minimised = event === 'minimised';
        return this.#settle();
      case 'locked':
      case 'unlocked':
        this.#locked = event === 'locked';
        return this.#settle();
      case 'gone':
        return this.#end('gone');
    }
  }

  #end(why: 'gone' | 'track-ended'): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.ended(why);
  }

  /** The picture stands or moves, as the states say. */
  #settle(): void {
    if (this.#state !== 'live' && this.#frozen === null) {
      this.#freezes += 1;
      this.#frozen = this.#picture.freeze();
      this.#hint();
    } else if (this.#state === 'live' && this.#frozen !== null) {
      this.#frozen = null;
      this.#picture.thaw();
    }
    this.#options.changed();
  }

  #hint(): void {
    const { contentHint } = this.sending;
    this.#capture.video.contentHint = contentHint;
    if (this.#frozen !== null) this.#frozen.contentHint = contentHint;
  }

  #loseSound(): void {
    this.#sound = null;
    this.#options.changed();
  }
}
