import type { LinkState } from '../../../preload/contract/callSnapshot.ts';
import type { SessionEvent } from '../../../preload/contract/session.ts';
import type { LiveScreen, StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import type { CallBinding } from '../../../signaling/protocol/contactFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import type { LinkChannels, LinkInspection } from '../peer/link.ts';
import type { LaneSending } from '../present/laneSending.ts';

/** Another member, as far as it takes part in the call. */
export interface Peer {
  readonly id: MemberId;
  readonly name: DisplayName;
  readonly link: LinkState;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speaking: boolean;
  readonly screens: readonly LiveScreen[];
}

/** Uses data channels of links; each takes those that it knows. */
export interface ChannelUser {
  /**
   * There are channels to this member, open or about to open; they replace earlier ones.
   *
   * @param binding - what their connection is known by, as soon as that is known; null: nothing is.
   */
  attach(
    member: MemberId,
    channels: LinkChannels,
    binding: () => Promise<CallBinding | null>,
  ): void;
  detach(member: MemberId): void;
}

/** How one end of a call is wired, for tests and diagnosis. */
export interface TopologyInspection {
  readonly links: ReadonlyMap<MemberId, LinkInspection | null>;
}

/**
 * How the members of a call are joined: what a call needs of a mesh, and would need of a server
 * that forwards.
 */
export interface Topology {
  /** Begins. Tracks that were given before are sent from the first moment on. */
  start(): void;
  /** What happened to the session. */
  take(event: SessionEvent): void;
  /** Others in the call, in the order they came. */
  peers(): readonly Peer[];
  /** Whether somebody who is not here any more has hung up, and was not lost. */
  hasLeft(member: MemberId): boolean;
  /** What a member sends on a lane now; null for nothing. */
  track(member: MemberId, lane: LaneName): MediaStreamTrack | null;
  /** What to send on a lane to everyone from now on; null for nothing. */
  send(lane: LaneName, track: MediaStreamTrack | null): void;
  /** How what is sent on a lane is encoded from now on. */
  encode(lane: LaneName, sending: LaneSending): void;
  /** Whether one's own camera is shown in a small tile from now on, beside a shared screen. */
  shrinkCamera(small: boolean): void;
  /** How old a member's picture is when it is decoded here, milliseconds; null: not known. */
  pictureDelayMs(member: MemberId, lane: LaneName): Promise<number | null>;
  /** Estimated bandwidth of the thinnest way out, kilobits per second; null: not known. */
  outgoingKbps(): number | null;
  /** What to say of ourselves to everyone from now on. */
  say(state: StateFrame): void;
  /** Looks for new ways to everyone (ICE restart). */
  restart(): void;
  /** Called when `peers()` or `track()` may answer otherwise. @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
  inspect(): TopologyInspection;
  /** Says goodbye to everyone and closes. Aborting the topology's signal closes without goodbye. */
  leave(): Promise<void>;
}
