import { z } from 'zod';
import { IdentitySignature, type ContactAddress } from './identity.ts';
import { fitsUtf8 } from './text.ts';

/*
 * How two members of a call become contacts, over the `contacts` channel of their link. All of it
 * is signed for this one connection: passed on over another it is worth nothing.
 */

/** Largest frame, in bytes of UTF-8. */
export const MAX_CONTACT_FRAME_BYTES = 4_096;
/** Largest note in a frame, in bytes of UTF-8. */
export const MAX_CONTACT_NOTE_BYTES = 3_072;

/** The certificate of one end of a connection, as its SDP has it; the hash's name in lower case. */
export const Fingerprint = z
  .string()
  .regex(/^[a-z0-9-]{1,16} (?:[0-9A-F]{2}:){15,63}[0-9A-F]{2}$/)
  .brand<'Fingerprint'>();
export type Fingerprint = z.infer<typeof Fingerprint>;

/** What a connection is known by: nobody else can have one with these two. */
export const CallBinding = z.strictObject({ own: Fingerprint, other: Fingerprint });
export type CallBinding = z.infer<typeof CallBinding>;

/**
 * Who the sender is, for those who know its address already: the key is covered with what only
 * they can find, see `whoCover`.
 */
export const WhoFrame = z.strictObject({
  type: z.literal('who'),
  /** 32 bytes in base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/),
  /** Of `whoStatement`. */
  signature: IdentitySignature,
});
export type WhoFrame = z.infer<typeof WhoFrame>;

const Note = z.string().refine((note) => fitsUtf8(note, MAX_CONTACT_NOTE_BYTES));

/** The sender wants the receiver as a contact. */
export const OfferFrame = z.strictObject({
  type: z.literal('offer'),
  /** A `SignedNote` of a `LinkBody`. */
  note: Note,
});
export type OfferFrame = z.infer<typeof OfferFrame>;

/** The answer of somebody who wants that too. Whoever does not says nothing. */
export const AcceptFrame = z.strictObject({ type: z.literal('accept'), note: Note });
export type AcceptFrame = z.infer<typeof AcceptFrame>;

export const ContactFrame = z.discriminatedUnion('type', [WhoFrame, OfferFrame, AcceptFrame]);
export type ContactFrame = z.infer<typeof ContactFrame>;

/** What the note of an offer and of its acceptance holds. */
export const LinkBody = z.strictObject({
  /** The sender's own, `parley://contact/…`. */
  link: z.string().max(2_048),
});
export type LinkBody = z.infer<typeof LinkBody>;

/** Both ends of a connection in the direction of a frame. */
export interface Direction {
  readonly from: Fingerprint;
  readonly to: Fingerprint;
}

/** The text whose SHA-256 covers the key of a `who`, bit by bit (exclusive or). */
export function whoCover({ from, to }: Direction, address: ContactAddress): string {
  return `parley who key 1\n${from}\n${to}\n${address}`;
}

/** The text that is signed for a `who`. */
export function whoStatement({ from, to }: Direction): string {
  return `parley who 1\n${from}\n${to}`;
}

/** The text that is signed for an `offer` and an `accept`. */
export function linkStatement(
  type: 'offer' | 'accept',
  { from, to }: Direction,
  body: string,
): string {
  return `parley ${type} 1\n${from}\n${to}\n${body}`;
}
