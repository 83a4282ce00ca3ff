import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';

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
  readonly link: LinkState;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speaking: boolean;
}

/** A shared screen or window, one's own included, as a tile of its own. */
export interface SharedScreen {
  readonly owner: MemberId;
  readonly ownerName: DisplayName;
  readonly own: boolean;
  readonly lane: 'screenA' | 'screenB';
  /** 1 for a person's first screen, 2 for the second: `NAME's screen`, `NAME's screen 2`. */
  readonly ordinal: 1 | 2;
  readonly sound: boolean;
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
  readonly name: DisplayName;
  readonly atMs: number;
}

export type ShareFailure = 'denied' | 'gone' | 'failed';

/** Everything the call's views show. Plain data: no track, stream or connection. */
export interface CallSnapshot {
  readonly room: RoomName;
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
  readonly screens: readonly SharedScreen[];
  /** Lines in the order that all agree on. */
  readonly chat: readonly ChatLine[];
  readonly notes: readonly CallNote[];
  readonly share: {
    readonly state: 'off' | 'starting' | 'on';
    /** The last attempt's failure, until the next attempt or until dismissed. */
    readonly failure: ShareFailure | null;
  };
}

/** What a person can want of a running call. The only way up from a view to the engine. */
export type CallIntent =
  | { readonly type: 'set-microphone'; readonly on: boolean }
  | { readonly type: 'set-camera'; readonly on: boolean }
  | { readonly type: 'send-chat'; readonly text: string }
  | { readonly type: 'share-screen'; readonly source: string; readonly sound: boolean }
  | { readonly type: 'stop-sharing' }
  | { readonly type: 'dismiss-share-failure' }
  | { readonly type: 'leave' };
