import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import type { ShareId } from '../../signaling/protocol/ids.ts';
import type { CallContact } from './callContact.ts';
import type { OptimiseFor } from './callSnapshot.ts';
import type { OpenedLink } from './channels.ts';
import type { ShortcutsState } from './desktopState.ts';
import type { TypedLink } from './links.ts';
import type { DeviceOption } from './mediaSnapshot.ts';
import type { SoundOffer } from './presenting.ts';
import type { RecentCall } from './recentCalls.ts';
import type { ScreenSource } from './screenSources.ts';
import type { JoinFailureReason, ServerStatus } from './session.ts';
import type { Language, ServerUrl, Settings, SettingsPatch } from './settings.ts';
import type { WebUrl } from './webUrl.ts';

/** Where the person is in the app, and what stands beside the call. */
export interface AppSnapshot {
  /** `entering`: into a room at once, without the green room. */
  readonly screen: 'loading' | 'home' | 'entering' | 'green-room' | 'call';
  readonly settings: Settings;
  readonly systemLanguage: Language;
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly version: string;
  readonly server: ServerStatus;
  readonly recentCalls: readonly RecentCall[];
  /** The window is to be seen: neither minimised nor hidden. */
  readonly inSight: boolean;
  /** The room that the green room or the call is for. */
  readonly room: RoomName | null;
  readonly roomServer: ServerUrl | null;
  /** Whom that call rang with; null: it is known by the room's name. */
  readonly contact: CallContact | null;
  /** Who is in that room now; null: not known. */
  readonly peopleThere: readonly DisplayName[] | null;
  readonly joining: boolean;
  readonly joinFailure: JoinFailureReason | null;
  /** Why the last call ended without our asking, shown on Home. */
  readonly callEnded: 'room_full' | 'replaced' | 'refused' | null;
  /** A link to a server that is not ours waits for a word. */
  readonly openedLink: OpenedLink | null;
  /** A link stands where a room's name is asked for. */
  readonly typedLink: TypedLink | null;
  /** A link was clicked that leads nowhere. */
  readonly linkBroken: boolean;
  /** The link that was just copied, for a moment. */
  readonly inviteCopied: boolean;
  /** How often the person has wanted to see who asks to be a contact. */
  readonly requestsWanted: number;
  readonly inviteFailure: 'not_in_call' | 'no_address' | null;
  /** Null: not asked yet. */
  readonly globalShortcuts: ShortcutsState | null;
  /** Whether the desktop has a tray; null: not asked yet. */
  readonly hasTray: boolean | null;
  /** This computer as the server of others. */
  readonly ownAddress: OwnAddress;
  /** What calls could ring on, as last looked at. */
  readonly ringSpeakers: readonly DeviceOption[];
}

interface OwnAddress {
  /** Null: not open to others. */
  readonly address: ServerUrl | null;
  /** Of the last copying, for a moment. */
  readonly copied: boolean;
  /** There is no network that others could reach it by. */
  readonly failed: boolean;
}

export type AppIntent =
  /** Brings the window back. */
  | { readonly type: 'show-window' }
  /** Leaves the call to its small window. */
  | { readonly type: 'hide-window' }
  /** To the green room of this room; the text is what was typed. */
  | { readonly type: 'open-room'; readonly room: string; readonly server?: ServerUrl | null }
  | { readonly type: 'new-call' }
  | { readonly type: 'join'; readonly name: string }
  | { readonly type: 'cancel-join' }
  | { readonly type: 'retry-server' }
  | { readonly type: 'settle-link'; readonly accepted: boolean }
  /** Asks where a typed text leads; null: it is no link any more. */
  | { readonly type: 'look-at-link'; readonly text: string | null }
  /** As if it had been clicked in another program. */
  | { readonly type: 'open-link'; readonly text: string }
  | { readonly type: 'dismiss-broken-link' }
  | { readonly type: 'copy-invite' }
  | { readonly type: 'change-settings'; readonly patch: SettingsPatch }
  | { readonly type: 'pin-recent'; readonly call: RecentCall; readonly pinned: boolean }
  | { readonly type: 'remove-recent'; readonly call: RecentCall }
  | { readonly type: 'dismiss-call-ended' }
  /** In the system's browser. */
  | { readonly type: 'open-web-page'; readonly url: WebUrl }
  | { readonly type: 'open-permissions'; readonly kind: 'microphone' | 'camera' | 'screen' }
  /** Opens one's own devices on Home to try them, or closes them. */
  | { readonly type: 'try-devices'; readonly on: boolean }
  /** Opens this computer's server to others, and copies its address. */
  | { readonly type: 'copy-own-address' }
  /** The settings are looked at: asks what is only known by asking. */
  | { readonly type: 'look-at-settings' };

/** The screen picker's own state while it is open. */
export interface PickerSnapshot {
  readonly state: 'closed' | 'loading' | 'ready' | 'failed';
  readonly failure: 'denied' | 'failed' | null;
  /** `system`: the desktop shows a dialog of its own once `Share` is pressed. */
  readonly picker: 'own' | 'system';
  readonly sources: readonly ScreenSource[];
  readonly sound: SoundOffer;
  readonly regions: boolean;
  /** The share whose place the choice takes; null: one more. */
  readonly replaces: ShareId | null;
  /** A region is being chosen on the screen itself. */
  readonly choosingRegion: boolean;
}

export type PickerIntent =
  | { readonly type: 'open'; readonly replaces: ShareId | null }
  | { readonly type: 'close' }
  /** Has a region of this screen drawn, then shares it and closes. */
  | {
      readonly type: 'share-region';
      readonly source: ScreenSource['id'];
      readonly sound: boolean;
      readonly optimiseFor: OptimiseFor;
    };
