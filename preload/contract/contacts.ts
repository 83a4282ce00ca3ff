import { z } from 'zod';
import { ContactPresence, ContactStatus } from '../../signaling/protocol/contactMessages.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { MAX_WATCHED_CONTACTS } from '../../signaling/protocol/limits.ts';
import { PERSON_COLOURS } from './personColour.ts';
import { ManualStatus, ServerUrl } from './settings.ts';

/* What windows know and may want of the people one calls without a room's name. */

/** Questions from others that wait for an answer; more are dropped, the oldest first. */
export const MAX_CONTACT_REQUESTS = 64;

/**
 * `asked`: we have asked and wait for their word; `blocked`: to them we are not there.
 */
export const ContactStanding = z.enum(['contact', 'asked', 'blocked']);
export type ContactStanding = z.infer<typeof ContactStanding>;

export const Contact = z.strictObject({
  address: ContactAddress,
  /** As the person calls them; at first what they call themselves. */
  name: DisplayName,
  /** Their home server; null: the server that is set here. */
  server: ServerUrl.nullable(),
  standing: ContactStanding,
  presence: ContactPresence,
  /** Wall clock of the last call with them, milliseconds since 1970; null: none. */
  lastCallAtMs: z.number().min(0).nullable(),
});
export type Contact = z.infer<typeof Contact>;

/** Somebody asks to be a contact. */
export const ContactRequest = z.strictObject({
  address: ContactAddress,
  name: DisplayName,
  server: ServerUrl,
  atMs: z.number().min(0),
  /** A contact that goes by the same name and has another key: somebody may pretend to be them. */
  resembles: ContactAddress.nullable(),
});
export type ContactRequest = z.infer<typeof ContactRequest>;

export const ContactsState = z.strictObject({
  /** One's own address; null when there is no identity, see `trouble`. */
  address: ContactAddress.nullable(),
  /** One's own colour, see `colourOf`: that of the address, also before there is one. */
  colour: z
    .int()
    .min(0)
    .max(PERSON_COLOURS - 1),
  trouble: z
    .enum([
      /** The keyring does not open the key: a new one would be another identity, so nothing is done. */
      'key-locked',
      /** The file of the key, or of the contacts, could not be read and was set aside. */
      'file-damaged',
    ])
    .nullable(),
  /** `plain`: this system has no keyring, so the key lies in a file that only its owner can read. */
  keyStorage: z.enum(['sealed', 'plain']),
  /** Chosen by hand. */
  status: ManualStatus,
  /** What contacts see: also busy in a call, away when nobody is at the computer. */
  shownStatus: ContactStatus,
  /** By name. */
  contacts: z.array(Contact).max(MAX_WATCHED_CONTACTS),
  /** The newest first. */
  requests: z.array(ContactRequest).max(MAX_CONTACT_REQUESTS),
  /** Just removed, for an undo; null: nobody. */
  removed: z.strictObject({ address: ContactAddress, name: DisplayName }).nullable(),
  /** Whose request was just declined, for an undo; null: nobody's. */
  declined: z.strictObject({ address: ContactAddress, name: DisplayName }).nullable(),
});
export type ContactsState = z.infer<typeof ContactsState>;

/** What one gives others so that they can ask to be a contact. */
export const OwnContactLink = z.strictObject({
  /** `parley://contact/…` */
  link: z.string().max(2_048),
  /** The same, to be read out: letters in groups of four, `@` and the server. */
  code: z.string().max(400),
});
export type OwnContactLink = z.infer<typeof OwnContactLink>;

/** A contact or call link that was clicked and waits for the person's word. */
export const OpenedContactLink = z.strictObject({
  kind: z.enum(['contact', 'call']),
  address: ContactAddress,
  name: DisplayName,
  server: ServerUrl.nullable(),
  /** They are a contact already; a call link to somebody who is not can only ask. */
  known: z.boolean(),
});
export type OpenedContactLink = z.infer<typeof OpenedContactLink>;

export const AddContactFailure = z.enum([
  /** The text is no contact link and no contact code. */
  'not-a-link',
  /** It is a code in which something is wrong or missing. */
  'wrong-code',
  /** A code without a server, and there is none that both would have. */
  'code-without-server',
  /** It is one's own. */
  'own',
  'already-contact',
  'too-many',
  /** No identity, see `trouble`. */
  'no-identity',
]);
export type AddContactFailure = z.infer<typeof AddContactFailure>;
