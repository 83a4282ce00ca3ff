import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { InkPolicy } from '../../signaling/protocol/channelFrames.ts';
import type { MemberId, ShareId } from '../../signaling/protocol/ids.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import type { CallContact } from './callContact.ts';
import type {
  CaptureId,
  InkIntent,
  OverlayPlace,
  Region,
  ShareKind,
  ShareViewer,
} from './presenting.ts';

export { MAX_CHAT_TEXT_LENGTH } from '../../signaling/protocol/limits.ts';

/** How well the link to a participant carries media. */
export type LinkState =
  /** No media yet. */
  | 'connecting'
  | 'good'
  /** Media arrives, with loss or delay that people notice. */
  | 'weak'
  /** No media for over a second; the last picture stands. */
  | 'reconnecting';

export interface Participant {
  readonly id: MemberId;
  readonly name: DisplayName;
  /** Of a contact who has proved to be that; null: not known. */
  readonly address: ContactAddress | null;
  readonly link: LinkState;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speaking: boolean;
}

/** Why a shared picture stands still, if it does. */
export type ShareState = 'live' | 'paused' | 'locked' | 'minimised';

/** `Text` keeps every pixel, `Motion` every frame. */
export type OptimiseFor = 'text' | 'motion';

/** A shared screen, window or region, one's own included, as a tile of its own. */
export interface SharedScreen {
  readonly owner: MemberId;
  readonly ownerName: DisplayName;
  readonly own: boolean;
  readonly lane: 'screenA' | 'screenB';
  readonly share: ShareId;
  readonly kind: ShareKind;
  /** 1 for a person's first screen, 2 for the second: `NAME's screen`, `NAME's screen 2`. */
  readonly ordinal: 1 | 2;
  readonly sound: boolean;
  readonly state: ShareState;
  /** Who may point at it and draw on it. */
  readonly ink: InkPolicy;
  /** The picture shows ink by itself: draw only what it cannot show yet. */
  readonly inkInPicture: boolean;
  /** A lossless still lies over the video, or is on its way; see `StillElements`. */
  readonly still: 'none' | 'coming' | 'shown' | 'failed';
  /** Of one's own shares only. */
  readonly ownShare: OwnShare | null;
}

/** What only the presenter knows of a share. */
export interface OwnShare {
  readonly capture: CaptureId;
  readonly sourceName: string;
  readonly startedAtMs: number;
  readonly optimiseFor: OptimiseFor;
  readonly overlay: OverlayPlace;
  /** The presenter draws on the screen itself. */
  readonly drawing: boolean;
  readonly hasInk: boolean;
  /** `none`: no sound was shared from the start. */
  readonly soundSwitch: 'none' | 'on' | 'off';
  readonly viewers: readonly ShareViewer[];
}

export type ChatDelivery =
  /** Nobody has confirmed it. With nobody else in the room it waits for the first to come. */
  | 'sending'
  /** Confirmed by some of those present. */
  | 'partial'
  /** Confirmed by everyone present. */
  | 'delivered';

export interface ChatLine {
  /** `AUTHOR:NUMBER`, unique in the call. */
  readonly key: string;
  readonly author: MemberId;
  readonly authorName: DisplayName;
  readonly own: boolean;
  readonly sentAtMs: number;
  readonly text: string;
  /** Null for other people's lines. */
  readonly delivery: ChatDelivery | null;
}

/** Something that happened in the call, told in the chat's log in its place. */
export interface CallNote {
  readonly key: string;
  readonly kind: 'joined' | 'left';
  readonly member: MemberId;
  readonly name: DisplayName;
  readonly atMs: number;
}

export type ShareFailure =
  /** The system's own dialog was closed. */
  | 'cancelled'
  /** The system does not let the app see the screen. */
  | 'denied'
  /** The window or screen is no more. */
  | 'gone'
  | 'failed';

/** Something about one's own shares that happened without asking, until dismissed. */
export type ShareNotice =
  /** What was shared is no more, so the sharing has ended. */
  | 'window-closed'
  | 'screen-removed'
  /** Sound was asked for and none comes. */
  | 'no-sound'
  /** The call plays now on what is captured, so the sound was switched off. */
  | 'sound-would-echo';

/** All others are gone, and how. */
export interface Alone {
  /**
   * `left`: they hung up. `lost`: nothing comes from them any more. `absent`: nobody has come to a
   * call that rang.
   */
  readonly because: 'left' | 'lost' | 'absent';
  /** The last of them. */
  readonly last: {
    readonly name: DisplayName;
    readonly address: ContactAddress | null;
  };
  /** Wall clock when the call ends by itself, milliseconds since 1970; null: it stays open. */
  readonly endsAtMs: number | null;
}

/** Everything the call's views show. Plain data: no track, stream or connection. */
export interface CallSnapshot {
  readonly room: RoomName;
  /** Whom it rang with; null: it is known by its room's name. */
  readonly contact: CallContact | null;
  readonly joinedAtMs: number;
  readonly connection: 'online' | 'reconnecting';
  readonly capacity: number;
  readonly self: {
    readonly id: MemberId;
    readonly name: DisplayName;
    readonly microphone: boolean;
    readonly camera: boolean;
    readonly speaking: boolean;
  };
  /** Others, in the order they came. */
  readonly participants: readonly Participant[];
  /** Who in the call has proved to be which contact, those who are gone included. */
  readonly known: readonly { readonly member: MemberId; readonly address: ContactAddress }[];
  /** Null: somebody is here, or nobody has been yet. */
  readonly alone: Alone | null;
  readonly screens: readonly SharedScreen[];
  /** Lines in the order that all agree on. */
  readonly chat: readonly ChatLine[];
  readonly notes: readonly CallNote[];
  readonly share: {
    readonly state: 'off' | 'starting' | 'on';
    /** The last attempt's failure, until the next attempt or until dismissed. */
    readonly failure: ShareFailure | null;
    readonly notice: ShareNotice | null;
    /** Whether one more source can be shared beside what is. */
    readonly canAdd: boolean;
  };
}

/** What a person can want of a running call. The only way up from a view to the engine. */
export type CallIntent =
  | { readonly type: 'set-microphone'; readonly on: boolean }
  | { readonly type: 'set-camera'; readonly on: boolean }
  | { readonly type: 'send-chat'; readonly text: string }
  | {
      readonly type: 'share-screen';
      readonly source: string;
      /** Only this part of the screen; null for all of it. */
      readonly region: Region | null;
      readonly sound: boolean;
      readonly optimiseFor: OptimiseFor;
      /** The share whose place it takes, without a break for viewers; null: one more. */
      readonly replaces: ShareId | null;
    }
  /** Null: all of one's own. */
  | { readonly type: 'stop-sharing'; readonly share: ShareId | null }
  | { readonly type: 'pause-share'; readonly share: ShareId; readonly paused: boolean }
  | { readonly type: 'set-share-sound'; readonly share: ShareId; readonly on: boolean }
  | {
      readonly type: 'optimise-share';
      readonly share: ShareId;
      readonly optimiseFor: OptimiseFor;
    }
  /** One's own: sends a lossless still to everyone. Another's: asks for one. */
  | { readonly type: 'sharpen'; readonly share: ShareId }
  | { readonly type: 'set-ink'; readonly share: ShareId; readonly ink: InkPolicy }
  /** The presenter draws on the screen itself, or no longer. */
  | { readonly type: 'draw-on-screen'; readonly share: ShareId; readonly on: boolean }
  | { readonly type: 'ink'; readonly share: ShareId; readonly ink: InkIntent }
  /** Display pixels that a watched share covers; 0 by 0: not to be seen. */
  | {
      readonly type: 'watching';
      readonly share: ShareId;
      readonly width: number;
      readonly height: number;
    }
  /** The call plays from now on what is captured: everybody would hear themselves. */
  | { readonly type: 'sound-would-echo' }
  | { readonly type: 'dismiss-share-failure' }
  | { readonly type: 'dismiss-share-notice' }
  /** The call that all others have left is not to end by itself. */
  | { readonly type: 'stay' }
  | { readonly type: 'leave' };
