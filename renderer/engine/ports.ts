import type { OptimiseFor, ShareFailure } from '../../preload/contract/callSnapshot.ts';
import type {
  CaptureEvent,
  CaptureId,
  CoveredArea,
  OverlayPlace,
  Region,
  ShareKind,
} from '../../preload/contract/presenting.ts';
import type { SessionEvent } from '../../preload/contract/session.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import type { LaneName } from '../../signaling/protocol/lanes.ts';

/*
 * What the engine needs of its surroundings. With these it runs in the app's window, in a bare
 * page, and in two pages of one test.
 */

/** Time as a parameter. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `delayMs`. @returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The way to the other members, through the signaling server. */
export interface SignalPort {
  /** Queues an opaque note; it outlives a lost socket. */
  send(to: MemberId, payload: string): void;
  /** What happens to the session, in order. @returns a function that ends the subscription. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Media is stalled: have the socket looked at now. */
  probe(): void;
}

export interface CaptureRequest {
  readonly source: string;
  readonly region: Region | null;
  readonly sound: boolean;
  readonly optimiseFor: OptimiseFor;
}

/** Every pixel of a shared source at one moment. */
export interface StillPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha (255); rows from the top, without gaps. */
  readonly pixels: Uint8Array;
}

/** A running capture of a screen, window or region. */
export interface ScreenCapture {
  readonly id: CaptureId;
  /** Of the source, for the presenter alone. */
  readonly name: string;
  readonly kind: ShareKind;
  readonly overlay: OverlayPlace;
  /** Of a region, only the region. */
  readonly video: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
  /** @returns ends the subscription. */
  subscribe(listener: (event: CaptureEvent) => void): () => void;
  /**
   * Called now and whenever other parts of the picture are covered by windows of ours, which change
   * by themselves. @returns ends the subscription.
   */
  covered(listener: (areas: readonly CoveredArea[]) => void): () => void;
  /** @throws ScreenRefusal when it cannot be taken. */
  still(): Promise<StillPicture>;
  /** Ends tracks and overlay. More calls do no harm. */
  release(): void;
}

/** Captures a screen or window that was chosen. */
export interface ScreenPort {
  /**
   * @throws ScreenRefusal when there is nothing to capture.
   */
  capture(request: CaptureRequest): Promise<ScreenCapture>;
}

export class ScreenRefusal extends Error {
  readonly reason: ShareFailure;
  constructor(reason: ShareFailure) {
    super(reason);
    this.name = 'ScreenRefusal';
    this.reason = reason;
  }
}

/** A lane of a member: where a picture or a sound is to be found. */
export interface MediaRef {
  readonly member: MemberId;
  readonly lane: LaneName;
}

/** Live media for views and players; tracks never enter a snapshot. */
export interface MediaSource {
  /** The track that is on a lane now; null for none. One's own member id gives one's own tracks. */
  track(ref: MediaRef): MediaStreamTrack | null;
  /** Called when any `track()` answer may have changed. @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** One's own microphone and camera, as the call sends them. */
export interface LocalTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}
