import { z } from 'zod';
import {
  ContactAddress,
  DeviceId,
  IdentityKey,
  IdentitySignature,
  ServerName,
} from './identity.ts';
import { RequestId, Sequence } from './ids.ts';
import { MAX_ASK_BYTES, MAX_WATCHED_CONTACTS } from './limits.ts';
import { fitsUtf8 } from './text.ts';

/* What a client and the server say about contacts: who one is, who knows whom, who is there. */

/** Proves who the client is, once in a session; all that follows about contacts needs it. */
export const Identify = z.strictObject({
  type: z.literal('identify'),
  id: RequestId,
  key: IdentityKey,
  device: DeviceId,
  /** Where the client has connected to. */
  server: ServerName,
  /** Of `identityStatement(server, session)`. */
  proof: IdentitySignature,
});
export type Identify = z.infer<typeof Identify>;

/** What a person lets their contacts know. */
export const ContactStatus = z.enum(['available', 'busy', 'do-not-disturb', 'away']);
export type ContactStatus = z.infer<typeof ContactStatus>;

/** A contact's status, or that there is nothing to know: stranger, blocked and offline are one. */
export const ContactPresence = z.enum([...ContactStatus.options, 'unavailable']);
export type ContactPresence = z.infer<typeof ContactPresence>;

/** An opaque question to somebody who does not list us yet: whether they will. */
const AskPayload = z.string().refine((payload) => fitsUtf8(payload, MAX_ASK_BYTES));

/**
 * The whole list of those the person has as contacts. It is replaced with each `watch`, and gone
 * with the session. Two that list each other are told of each other.
 */
export const Watch = z.strictObject({
  type: z.literal('watch'),
  id: RequestId,
  contacts: z
    .array(
      z.strictObject({
        address: ContactAddress,
        /** Passed on whenever both are there and the other does not list us. */
        ask: AskPayload.optional(),
      }),
    )
    .max(MAX_WATCHED_CONTACTS),
});
export type Watch = z.infer<typeof Watch>;

/** This device's status; of several devices contacts see the one that says most. */
export const SetStatus = z.strictObject({
  type: z.literal('set-status'),
  id: RequestId,
  status: ContactStatus,
});
export type SetStatus = z.infer<typeof SetStatus>;

/** Answer to `identify`. */
export const Identified = z.strictObject({
  type: z.literal('identified'),
  seq: Sequence,
  id: RequestId,
  address: ContactAddress,
});
export type Identified = z.infer<typeof Identified>;

/** Answer to `watch`: those who are there and list us too. All others are `unavailable`. */
export const Watching = z.strictObject({
  type: z.literal('watching'),
  seq: Sequence,
  id: RequestId,
  present: z
    .array(z.strictObject({ address: ContactAddress, status: ContactStatus }))
    .max(MAX_WATCHED_CONTACTS),
});
export type Watching = z.infer<typeof Watching>;

/** A contact's presence is another one. Only of those who list us and whom we list. */
export const PresenceChanged = z.strictObject({
  type: z.literal('presence'),
  seq: Sequence,
  address: ContactAddress,
  presence: ContactPresence,
});
export type PresenceChanged = z.infer<typeof PresenceChanged>;

/** Somebody lists us whom we do not list, and asks. */
export const Asked = z.strictObject({
  type: z.literal('asked'),
  seq: Sequence,
  from: ContactAddress,
  key: IdentityKey,
  payload: z.string(),
});
export type Asked = z.infer<typeof Asked>;
