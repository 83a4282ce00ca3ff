import { createHash } from 'node:crypto';
import {
  LinkBody,
  MAX_CONTACT_NOTE_BYTES,
  linkStatement,
  whoCover,
  whoStatement,
  type AcceptFrame,
  type Direction,
  type OfferFrame,
  type WhoFrame,
} from '../../signaling/protocol/contactFrames.ts';
import { decode } from '../../signaling/protocol/codec.ts';
import { SignedNote } from '../../signaling/protocol/contactNotes.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import { IdentityKey, type ContactAddress } from '../../signaling/protocol/identity.ts';
import type { Identity } from '../identity/identity.ts';
import { addressOf, isSignedBy } from '../identity/identityKey.ts';
import { readNote, writeNote } from '../identity/signedNotes.ts';
import { linkIn, type MetPerson } from './contactEdits.ts';

/* What members of a call sign for each other, for one connection. */

/** Who we are, for those who know our address. */
export function writeWho(identity: Identity, direction: Direction): WhoFrame {
  return {
    type: 'who',
    key: covered(identity.key, direction, identity.address),
    signature: identity.sign(whoStatement(direction)),
  };
}

/** @returns which of these addresses it is that speaks; null: none. */
export function readWho(
  { key: cover, signature }: WhoFrame,
  direction: Direction,
  known: Iterable<ContactAddress>,
): ContactAddress | null {
  for (const address of known) {
    const key = IdentityKey.safeParse(covered(cover, direction, address));
    if (!key.success || addressOf(key.data) !== address) continue;
    return isSignedBy(key.data, whoStatement(direction), signature) ? address : null;
  }
  return null;
}

/** @param link - our own. */
export function writeLink<Type extends 'offer' | 'accept'>(
  identity: Identity,
  type: Type,
  direction: Direction,
  link: string,
): { readonly type: Type; readonly note: string } {
  const body: LinkBody = { link };
  const note = writeNote(identity, body, (text) => linkStatement(type, direction, text));
  return { type, note };
}

/**
 * Whose link it is. Only with their key can it have been signed for this connection, so nobody can
 * give somebody else's for their own.
 *
 * @param name - what the member is called in the call: what the person sees is what is kept.
 * @returns null for what is not valid.
 */
export function readLink(
  { type, note }: OfferFrame | AcceptFrame,
  direction: Direction,
  name: DisplayName,
): MetPerson | null {
  // Whose it says it is; that it is theirs is what comes next.
  const claimed = decode(SignedNote, note);
  if (!claimed.ok) return null;
  const read = readNote(note, {
    from: addressOf(claimed.value.key),
    maxBytes: MAX_CONTACT_NOTE_BYTES,
    schema: LinkBody,
    statementOf: (body) => linkStatement(type, direction, body),
  });
  if (!read.ok) return null;
  const link = linkIn(read.body.link);
  if (link === null || link.address !== addressOf(read.key)) return null;
  return { link: { ...link, name }, key: read.key };
}

function covered(key: string, direction: Direction, address: ContactAddress): string {
  const cover = createHash('sha256').update(whoCover(direction, address)).digest();
  const bytes = Buffer.from(key, 'base64url');
  return Buffer.from(bytes.map((byte, at) => byte ^ (cover[at] ?? 0))).toString('base64url');
}
