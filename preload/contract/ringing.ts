import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { ContactPresence } from '../../signaling/protocol/contactMessages.ts';
import { RingId } from '../../signaling/protocol/ringMessages.ts';
import { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import { CallContact } from './callContact.ts';
import { LinkText } from './links.ts';
import { ServerUrl } from './settings.ts';

/* Calls that ring: what windows know of them and may want. */

/** Missed calls kept. */
export const MAX_MISSED_CALLS = 50;

export const RingFailure = z.enum([
  'declined',
  'busy',
  'do-not-disturb',
  'no-answer',
  /** Not there, or not to be reached by us. */
  'unavailable',
  /** Their server cannot be reached. */
  'unreachable',
  /** The same, of a server that is their own computer. */
  'offline',
  /** Too many calls in a short time. */
  'rate-limited',
]);
export type RingFailure = z.infer<typeof RingFailure>;

export const OutgoingRing = z.strictObject({
  ring: RingId,
  address: ContactAddress,
  name: DisplayName,
  /** `calling` until a device of theirs rings; `failed` until it is dismissed or called again. */
  phase: z.enum(['calling', 'ringing', 'failed']),
  failure: RingFailure.nullable(),
  /** They are called into the running call. */
  intoCall: z.boolean(),
});
export type OutgoingRing = z.infer<typeof OutgoingRing>;

export const IncomingRing = z.strictObject({
  ring: RingId,
  address: ContactAddress,
  name: DisplayName,
  sinceMs: z.number().min(0),
  /** The person wants to hear it no more; it goes on ringing. */
  silenced: z.boolean(),
});
export type IncomingRing = z.infer<typeof IncomingRing>;

export const MissedCall = z.strictObject({
  ring: RingId,
  address: ContactAddress,
  name: DisplayName,
  atMs: z.number().min(0),
  seen: z.boolean(),
});
export type MissedCall = z.infer<typeof MissedCall>;

export const RingingState = z.strictObject({
  outgoing: OutgoingRing.nullable(),
  incoming: IncomingRing.nullable(),
  /** The newest first. */
  missed: z.array(MissedCall).max(MAX_MISSED_CALLS),
});
export type RingingState = z.infer<typeof RingingState>;

/** How an incoming call is answered. */
export const RingAnswer = z.enum(['accept', 'accept-without-video', 'decline']);
export type RingAnswer = z.infer<typeof RingAnswer>;

/** Main has the call window enter a room at once, with the remembered devices and name. */
export const EnterCall = z.strictObject({
  /** Null: a new one. */
  room: RoomName.nullable(),
  /** Null: the server that is set. */
  server: ServerUrl.nullable(),
  camera: z.boolean(),
  /** Whom it rang with; null: it did not ring. */
  contact: CallContact.nullable(),
});
export type EnterCall = z.infer<typeof EnterCall>;

/** A call that rings and may begin any moment, for what the call window can do ahead. */
export const ExpectedCall = z.strictObject({
  /** The person wants it: before, no device is opened and nothing goes over a network. */
  wanted: z.boolean(),
  camera: z.boolean(),
  /** What its connections will use; null: not known. */
  iceServers: z.array(IceServer).nullable(),
});
export type ExpectedCall = z.infer<typeof ExpectedCall>;

const look = {
  /** Never `system`: what that means was looked up. */
  language: z.enum(['en', 'ru', 'uk']),
  theme: z.enum(['light', 'dark']),
} as const;

/** What the window of an incoming call shows, and how it sounds. */
export const IncomingState = z.strictObject({
  ...look,
  call: IncomingRing,
  /** Speaker to ring on, as device lists have its id; empty: the system's default. */
  speaker: z.string().max(256),
  /** A second one to ring on as well; null: none. */
  secondSpeaker: z.string().max(256).nullable(),
});
export type IncomingState = z.infer<typeof IncomingState>;

/** Somebody to call or a room to join. */
export const PaletteEntry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('contact'),
    address: ContactAddress,
    name: DisplayName,
    presence: ContactPresence,
    /** Is in the running call: choosing them shows it. */
    isHere: z.boolean(),
    lastCallAtMs: z.number().min(0).nullable(),
  }),
  z.strictObject({
    type: z.literal('room'),
    room: RoomName,
    server: ServerUrl.nullable(),
    startedAtMs: z.number().min(0),
    people: z.array(DisplayName).max(8),
  }),
]);
export type PaletteEntry = z.infer<typeof PaletteEntry>;

/** What the palette offers. */
export const PaletteState = z.strictObject({
  ...look,
  /** Another number each time that it is shown: what was typed before is gone. */
  showing: z.int().min(0),
  entries: z.array(PaletteEntry).max(600),
  /** In a call contacts are called into it, and rooms are none. */
  inCall: z.boolean(),
});
export type PaletteState = z.infer<typeof PaletteState>;

export const PaletteChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('contact'), address: ContactAddress }),
  z.strictObject({ type: z.literal('room'), room: RoomName, server: ServerUrl.nullable() }),
  /** A link that was typed. */
  z.strictObject({ type: z.literal('link'), ...LinkText.shape }),
  /** Escape, or the window has lost the keyboard. */
  z.strictObject({ type: z.literal('close') }),
]);
export type PaletteChoice = z.infer<typeof PaletteChoice>;
