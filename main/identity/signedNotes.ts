import type { z } from 'zod';
import { decode } from '../../signaling/protocol/codec.ts';
import { SignedNote } from '../../signaling/protocol/contactNotes.ts';
import type { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import { fitsUtf8 } from '../../signaling/protocol/text.ts';
import type { Identity } from './identity.ts';
import { addressOf, isSignedBy } from './identityKey.ts';

/** @param statementOf - the text to sign for the JSON of the body. */
export function writeNote(
  identity: Identity,
  body: object,
  statementOf: (body: string) => string,
): string {
  const text = JSON.stringify(body);
  const note: SignedNote = {
    body: text,
    key: identity.key,
    signature: identity.sign(statementOf(text)),
  };
  return JSON.stringify(note);
}

export type ReadNote<Body> =
  | { readonly ok: true; readonly body: Body; readonly key: IdentityKey }
  | { readonly ok: false; readonly reason: 'not-valid' | 'another-key' | 'bad-signature' };

/**
 * Reads what a server says came from somebody.
 *
 * @param expected.from - whose key it must be signed with.
 * @param expected.maxBytes - the largest that is looked at, in bytes of UTF-8.
 */
export function readNote<Schema extends z.ZodType>(
  note: string,
  expected: {
    readonly from: ContactAddress;
    readonly maxBytes: number;
    readonly schema: Schema;
    readonly statementOf: (body: string) => string;
  },
): ReadNote<z.output<Schema>> {
  if (!fitsUtf8(note, expected.maxBytes)) return { ok: false, reason: 'not-valid' };
  const signed = decode(SignedNote, note);
  if (!signed.ok) return { ok: false, reason: 'not-valid' };
  const { body: text, key, signature } = signed.value;
  if (addressOf(key) !== expected.from) return { ok: false, reason: 'another-key' };
  if (!isSignedBy(key, expected.statementOf(text), signature)) {
    return { ok: false, reason: 'bad-signature' };
  }
  const body = decode(expected.schema, text);
  return body.ok ? { ok: true, body: body.value, key } : { ok: false, reason: 'not-valid' };
}
