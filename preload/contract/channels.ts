import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { AcceptFrame, CallBinding, ContactFrame } from '../../signaling/protocol/contactFrames.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import type {
  PUSH_CHANNELS,
  PushName,
  REQUEST_CHANNELS,
  RequestName,
  WindowKind,
} from './channelNames.ts';
import {
  BarIntent,
  CaptureEvent,
  CaptureId,
  CoveredArea,
  InkChange,
  OverlayIntent,
  OverlayPlace,
  OverlayState,
  PresentingWish,
  Region,
  RegionAnswer,
  RegionChoice,
  ShareKind,
  SharingBar,
  SharingBarState,
} from './presenting.ts';
import { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { CallContact } from './callContact.ts';
import { CallSummary, CallWish } from './callSummary.ts';
import { AcceptedFrame, HeardFrame, MemberContactFailure, MemberNews } from './memberContacts.ts';
import { AddContactFailure, ContactsState, OpenedContactLink, OwnContactLink } from './contacts.ts';
import { ShortcutsState, TrayState } from './desktopState.ts';
import {
  EnterCall,
  ExpectedCall,
  IncomingState,
  PaletteChoice,
  PaletteState,
  RingAnswer,
  RingingState,
} from './ringing.ts';
import { IDENTITY_REQUESTS } from './identityMove.ts';
import { LinkText, LookedLink } from './links.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { RingId } from '../../signaling/protocol/ringMessages.ts';
import { RecentCall } from './recentCalls.ts';
import { resultOf } from './resultOf.ts';
import { ScreenList, ScreenSourceId } from './screenSources.ts';
import { JoinFailureReason, RoomSession, ServerStatus, SessionEvent } from './session.ts';
import { Language, ServerUrl, Settings, SettingsPatch } from './settings.ts';
import { MAX_PAYLOAD_BYTES } from '../../signaling/protocol/limits.ts';
import { WebUrl } from './webUrl.ts';

const nothing = z.undefined();

/** A `parley://join/…` link that waits for the person's word; null server: the one that is set. */
export const OpenedLink = z.strictObject({
  room: RoomName,
  server: ServerUrl.nullable(),
  /** False: the server is neither the one that is set nor agreed to before, so ask first. */
  trusted: z.boolean(),
});
export type OpenedLink = z.infer<typeof OpenedLink>;

/** What a window gets when it starts or is reloaded. */
export const Boot = z.strictObject({
  settings: Settings,
  /** The language to show when the setting is `system`. */
  systemLanguage: Language,
  platform: z.enum(['win32', 'darwin', 'linux']),
  version: z.string(),
  server: ServerStatus,
  /** A call that was running when the window was reloaded. */
  session: RoomSession.nullable(),
  /** How that call's switches stood. */
  callSwitches: z.strictObject({ microphone: z.boolean(), camera: z.boolean() }),
  recentCalls: z.array(RecentCall),
  openedLink: OpenedLink.nullable(),
  contacts: ContactsState,
  openedContactLink: OpenedContactLink.nullable(),
  ringing: RingingState,
});
export type Boot = z.infer<typeof Boot>;

/** Requests from a window to main. Input and output are checked on both ways through. */
export const REQUESTS = {
  'app:boot': { input: nothing, output: Boot },
  'session:join': {
    input: z.strictObject({
      room: RoomName,
      name: DisplayName,
      /** Null: the server that is set. */
      server: ServerUrl.nullable(),
      contact: CallContact.nullable(),
    }),
    output: resultOf(RoomSession, JoinFailureReason),
  },
  /** Also cancels a join that is under way. */
  'session:leave': { input: nothing, output: nothing },
  /** Resolves when the note is queued; main keeps it over a lost socket. */
  'session:signal': {
    input: z.strictObject({ to: MemberId, payload: z.string().max(MAX_PAYLOAD_BYTES) }),
    output: nothing,
  },
  /** Media is stalled: look at the socket at once instead of at the next heartbeat. */
  'session:probe': { input: nothing, output: nothing },
  'session:peek': {
    input: z.strictObject({ room: RoomName, server: ServerUrl.nullable() }),
    output: resultOf(
      z.strictObject({
        names: z.array(DisplayName),
        capacity: z.int(),
        /** What a call there would use, so that a link can be made ahead. */
        iceServers: z.array(IceServer),
      }),
      z.enum(['unavailable']),
    ),
  },
  'session:switches': {
    input: z.strictObject({ microphone: z.boolean(), camera: z.boolean() }),
    output: nothing,
  },
  'server:retry': { input: nothing, output: nothing },
  /** Where other computers reach the embedded server; null: it is not open to them, or not used. */
  'server:address': { input: nothing, output: ServerUrl.nullable() },
  /** Opens the embedded server to the LAN for good if need be, and copies its address. */
  'server:copy-address': {
    input: nothing,
    output: resultOf(z.strictObject({ address: ServerUrl }), z.enum(['no_address'])),
  },
  /** Opens the embedded server to the LAN if need be, and copies the link. */
  'invite:copy': {
    input: nothing,
    output: resultOf(z.strictObject({ link: z.string() }), z.enum(['not_in_call', 'no_address'])),
  },
  /** Says where a typed link leads. */
  'link:look': { input: LinkText, output: LookedLink },
  /** As if it had been clicked in another program. */
  'link:open': { input: LinkText, output: z.strictObject({ opened: z.boolean() }) },
  'link:settle': { input: z.strictObject({ accepted: z.boolean() }), output: nothing },
  'screen:list': {
    input: nothing,
    output: resultOf(ScreenList, z.enum(['denied', 'failed'])),
  },
  /** Lets the person draw a rectangle on that screen. */
  'screen:choose-region': {
    input: z.strictObject({ source: ScreenSourceId }),
    output: resultOf(Region, z.enum(['cancelled', 'gone', 'failed'])),
  },
  /** Lets the next `getDisplayMedia` have this source, once, within a few seconds. */
  'screen:grant': {
    input: z.strictObject({
      source: ScreenSourceId,
      region: Region.nullable(),
      sound: z.boolean(),
    }),
    output: resultOf(
      z.strictObject({ capture: CaptureId, name: z.string().max(512), kind: ShareKind }),
      z.enum(['gone', 'denied']),
    ),
  },
  /** The capture runs: main watches its window, opens its overlay, and ends both on release. */
  'screen:started': {
    input: z.strictObject({
      capture: CaptureId,
      /** Pixels of the captured picture. */
      width: z.int().min(1),
      height: z.int().min(1),
    }),
    output: z.strictObject({ overlay: OverlayPlace }),
  },
  /** The capture is over, or did not come to be. */
  'screen:release': { input: z.strictObject({ capture: CaptureId }), output: nothing },
  /** The source as it is now, every pixel of it, with the region cut out. */
  'screen:still': {
    input: z.strictObject({ capture: CaptureId }),
    output: resultOf(
      z.strictObject({
        width: z.int().min(1),
        height: z.int().min(1),
        /** Red, green, blue, alpha (255); rows from the top, without gaps. */
        pixels: z.instanceof(Uint8Array),
      }),
      z.enum(['gone', 'failed']),
    ),
  },
  /** Name of the speaker whose sound would be shared, as device lists have it; null: not known. */
  'screen:captured-speaker': { input: nothing, output: z.string().max(512).nullable() },
  /** One bar for each of our shares; those that are not named any more are closed. */
  'presenting:bars': {
    input: z.strictObject({ bars: z.array(SharingBar).max(2) }),
    output: nothing,
  },
  /** What is different on the overlay of a capture. */
  'presenting:scene': {
    input: z.strictObject({
      capture: CaptureId,
      drawing: z.boolean(),
      author: MemberId,
      ink: InkChange,
    }),
    output: nothing,
  },
  'bar:intent': { input: BarIntent, output: nothing },
  'overlay:intent': { input: OverlayIntent, output: nothing },
  'region:answer': { input: RegionAnswer, output: nothing },
  /** Asks somebody to be a contact, by their link, or by their code, which has no name. */
  'contacts:add': {
    input: LinkText.extend({ name: DisplayName.optional() }),
    output: resultOf(
      z.strictObject({ address: ContactAddress, name: DisplayName }),
      AddContactFailure,
    ),
  },
  /** What adding by a text would come to. */
  'contacts:check': { input: LinkText, output: resultOf(z.null(), AddContactFailure) },
  'contacts:answer': {
    input: z.strictObject({
      address: ContactAddress,
      answer: z.enum(['accept', 'decline', 'block']),
    }),
    output: nothing,
  },
  'contacts:rename': {
    input: z.strictObject({ address: ContactAddress, name: DisplayName }),
    output: nothing,
  },
  'contacts:remove': { input: z.strictObject({ address: ContactAddress }), output: nothing },
  /** Takes the last removal, or the last declining, of somebody back. */
  'contacts:restore': { input: z.strictObject({ address: ContactAddress }), output: nothing },
  'contacts:block': {
    input: z.strictObject({ address: ContactAddress, blocked: z.boolean() }),
    output: nothing,
  },
  /** Opens the embedded server to the LAN if need be, so that others can follow the link. */
  'contacts:link': {
    input: nothing,
    output: resultOf(OwnContactLink, z.enum(['no_address', 'no_identity'])),
  },
  'contacts:copy-link': {
    input: nothing,
    output: resultOf(OwnContactLink, z.enum(['no_address', 'no_identity'])),
  },
  /** The old link is worth nothing from now on. */
  'contacts:renew-link': {
    input: nothing,
    output: resultOf(OwnContactLink, z.enum(['no_address', 'no_identity'])),
  },
  /** To a file that the person chooses. */
  'contacts:export': {
    input: nothing,
    output: resultOf(z.strictObject({ contacts: z.int().min(0) }), z.enum(['cancelled', 'failed'])),
  },
  'contacts:import': {
    input: nothing,
    output: resultOf(
      z.strictObject({ added: z.int().min(0), known: z.int().min(0) }),
      z.enum(['cancelled', 'not_valid', 'failed']),
    ),
  },
  'contacts:settle-link': { input: z.strictObject({ accepted: z.boolean() }), output: nothing },
  /** What to tell a member of the call over a connection: who we are, or that we want them. */
  'contacts:write-member': {
    input: z.strictObject({ binding: CallBinding, type: z.enum(['who', 'offer']) }),
    output: resultOf(ContactFrame, MemberContactFailure),
  },
  'contacts:hear-member': { input: HeardFrame, output: MemberNews },
  /** A member becomes a contact; the frame is the answer to their offer. */
  'contacts:accept-member': {
    input: AcceptedFrame,
    output: resultOf(
      z.strictObject({ address: ContactAddress, frame: AcceptFrame.nullable() }),
      MemberContactFailure,
    ),
  },
  ...IDENTITY_REQUESTS,
  /** Rings a contact; in a call, into it. What comes of it is told by `ringing:changed`. */
  'ring:call': { input: z.strictObject({ address: ContactAddress }), output: nothing },
  /** Gives the outgoing ring up, or puts its failure away. */
  'ring:cancel': { input: nothing, output: nothing },
  /** A failure stays while the person is at it; otherwise it goes by itself. */
  'ring:hold-failure': { input: z.strictObject({ held: z.boolean() }), output: nothing },
  'ring:silence': { input: z.strictObject({ ring: RingId }), output: nothing },
  'ring:answer': { input: z.strictObject({ ring: RingId, answer: RingAnswer }), output: nothing },
  'missed:seen': { input: nothing, output: nothing },
  'missed:remove': { input: z.strictObject({ ring: RingId }), output: nothing },
  /** The running call as it stands; null: none. */
  'call:summary': { input: CallSummary.nullable(), output: nothing },
  /** Brings the window back that the call has left for its small one. */
  'window:show': { input: nothing, output: nothing },
  /** Leaves the call to its small window. */
  'window:hide': { input: nothing, output: nothing },
  'shortcuts:state': { input: nothing, output: ShortcutsState },
  'tray:state': { input: nothing, output: TrayState },
  'incoming:silence': { input: z.strictObject({ ring: RingId }), output: nothing },
  'incoming:answer': {
    input: z.strictObject({ ring: RingId, answer: RingAnswer }),
    output: nothing,
  },
  'palette:look': { input: LinkText, output: LookedLink },
  'palette:choose': { input: PaletteChoice, output: nothing },
  'settings:change': { input: SettingsPatch, output: Settings },
  'recent:record': { input: RecentCall.omit({ pinned: true }), output: nothing },
  'recent:pin': {
    input: z.strictObject({ room: RoomName, server: ServerUrl.nullable(), pinned: z.boolean() }),
    output: nothing,
  },
  'recent:remove': {
    input: z.strictObject({ room: RoomName, server: ServerUrl.nullable() }),
    output: nothing,
  },
  /** macOS and Windows: where the person can allow what was denied. No effect elsewhere. */
  'permissions:open': {
    input: z.strictObject({ kind: z.enum(['microphone', 'camera', 'screen']) }),
    output: nothing,
  },
  /** Opens a page in the system's browser. */
  'web:open': { input: z.strictObject({ url: WebUrl }), output: nothing },
  /** The page failed in a way worth a line in the log. */
  'log:problem': {
    input: z.strictObject({ event: z.string().max(64), detail: z.string().max(2_000) }),
    output: nothing,
  },
} as const satisfies Record<RequestName, { input: z.ZodType; output: z.ZodType }>;

export type RequestChannel = keyof typeof REQUESTS;
type RequestInput<Channel extends RequestChannel> = z.input<(typeof REQUESTS)[Channel]['input']>;
export type RequestOutput<Channel extends RequestChannel> = z.output<
  (typeof REQUESTS)[Channel]['output']
>;

/** Pushes from main to a window; queued until the window says that it is ready. */
export const PUSHES = {
  'session:event': SessionEvent,
  'server:status': ServerStatus,
  'settings:changed': Settings,
  'recent:changed': z.array(RecentCall),
  'link:opened': OpenedLink,
  /** A link was clicked that leads nowhere. */
  'link:broken': nothing,
  'screen:event': z.strictObject({ capture: CaptureId, event: CaptureEvent }),
  /** Our own windows lie in its picture, in all these areas of it. */
  'screen:covered': z.strictObject({
    capture: CaptureId,
    areas: z.array(CoveredArea).max(16),
  }),
  'presenting:wish': PresentingWish,
  'contacts:changed': ContactsState,
  'contacts:link-opened': OpenedContactLink,
  /** The person wants to see who asks, by the notification. */
  'contacts:show-requests': z.strictObject({}),
  'ringing:changed': RingingState,
  'call:enter': EnterCall,
  /** Null: none any more. */
  'call:expected': ExpectedCall.nullable(),
  'call:wish': CallWish,
  /** Whether the window is to be seen: neither minimised nor hidden. */
  'window:sight': z.strictObject({ inSight: z.boolean() }),
  'shortcuts:changed': ShortcutsState,
  'tray:changed': TrayState,
  'incoming:state': IncomingState,
  'palette:state': PaletteState,
  'bar:state': SharingBarState,
  'overlay:state': OverlayState,
  /** After a state: what is different since. */
  'overlay:ink': InkChange,
  'region:choice': RegionChoice,
} as const satisfies Record<PushName, z.ZodType>;

export type PushChannel = keyof typeof PUSHES;
export type PushPayload<Channel extends PushChannel> = z.output<(typeof PUSHES)[Channel]>;

type RequestOf<Kind extends WindowKind> = (typeof REQUEST_CHANNELS)[Kind][number];
type PushOf<Kind extends WindowKind> = (typeof PUSH_CHANNELS)[Kind][number];

/** What the preload of a kind of window puts on `window.api`. */
export interface WindowApiOf<Kind extends WindowKind> {
  /** @throws when main refuses the input, the sender or its own output. */
  invoke<Channel extends RequestOf<Kind>>(
    channel: Channel,
    input: RequestInput<Channel>,
  ): Promise<RequestOutput<Channel>>;
  /** @returns a function that ends the subscription. */
  on<Channel extends PushOf<Kind>>(
    channel: Channel,
    listener: (payload: PushPayload<Channel>) => void,
  ): () => void;
  /** Call once when all listeners are in place. */
  ready(): void;
}
export type WindowApi = WindowApiOf<'call'>;
