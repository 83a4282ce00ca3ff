import { z } from 'zod';
import { DisplayName } from './displayName.ts';
import { IdentityKey, IdentitySignature, type ContactAddress } from './identity.ts';
import type { RingId } from './ringMessages.ts';
import { RoomName } from './roomName.ts';

/*
 * What contacts tell each other through a server that need not be believed: signed by the sender's
 * identity key, so that a server can neither make it up nor use it for somebody else.
 */

/** `ws://HOST[:PORT]` or `wss://HOST[:PORT]`, without path, query, user or password. */
const ServerAddress = z
  .string()
  .max(300)
  .regex(/^wss?:\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/);

/** Who may ask: random, part of the contact link that its owner gives away, until renewed. */
export const ContactTicket = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .brand<'ContactTicket'>();
export type ContactTicket = z.infer<typeof ContactTicket>;

/** What somebody says of themselves when they ask to be a contact. */
export const AskBody = z.strictObject({
  name: DisplayName,
  /** Their home server, where they can be reached. */
  server: ServerAddress,
  /** From the contact link of the one who is asked. */
  ticket: ContactTicket,
});
export type AskBody = z.infer<typeof AskBody>;

/** What a ring is about. */
export const RingBody = z.strictObject({
  name: DisplayName,
  room: RoomName,
  /** Where the room is; null: on the server that the ring came over. */
  server: ServerAddress.nullable(),
  /** The caller's clock, milliseconds since 1970; tells an old ring that is sent again. */
  sentAtMs: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type RingBody = z.infer<typeof RingBody>;

/** The payload of `watch` and the note of `ring` as they are sent: a body's JSON and who says so. */
export const SignedNote = z.strictObject({
  /** JSON of an `AskBody` or a `RingBody`. */
  body: z.string().max(2_048),
  /** The sender's; whoever reads the note checks that its fingerprint is the sender's address. */
  key: IdentityKey,
  signature: IdentitySignature,
});
export type SignedNote = z.infer<typeof SignedNote>;

/** The text that is signed for a question to `to`. */
export function askStatement(to: ContactAddress, body: string): string {
  return `parley ask 1\n${to}\n${body}`;
}

/** The text that is signed for a ring of `to`. */
export function ringStatement(to: ContactAddress, ring: RingId, body: string): string {
  return `parley ring 1\n${to}\n${ring}\n${body}`;
}
