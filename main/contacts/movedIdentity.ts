import { z } from 'zod';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { decode } from '../../signaling/protocol/codec.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { addressOf } from '../identity/identityKey.ts';
import { privateKeyOf, publicKeyOf } from '../identity/identity.ts';
import { ContactBook, withoutContact } from './contactBook.ts';

/** What goes to another computer. Everybody who is listed goes along, also those who are blocked. */
export const MovedIdentity = z.strictObject({
  format: z.literal('parley-identity'),
  version: z.literal(1),
  /** See `newSecret`. */
  secret: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .refine((secret) => privateKeyOf(secret) !== null),
  name: DisplayName,
  /** The server that is set; null: none. */
  server: ServerUrl.nullable(),
  contacts: ContactBook.refine(({ contacts, requests }) =>
    [...contacts, ...requests].every(
      ({ address, key }) => key === null || addressOf(key) === address,
    ),
  ),
});
export type MovedIdentity = z.infer<typeof MovedIdentity>;

/** The text for {@link readMovedIdentity}. */
export function writeMovedIdentity(moved: Omit<MovedIdentity, 'format' | 'version'>): string {
  const file: MovedIdentity = { format: 'parley-identity', version: 1, ...moved };
  return JSON.stringify(file);
}

/** @returns null for what is nobody's identity. */
export function readMovedIdentity(
  text: string,
): { readonly moved: MovedIdentity; readonly address: ContactAddress } | null {
  const file = decode(MovedIdentity, text);
  if (!file.ok) return null;
  const privateKey = privateKeyOf(file.value.secret);
  if (privateKey === null) return null;
  const address = addressOf(publicKeyOf(privateKey));
  // Nobody is their own contact.
  const contacts = withoutContact(file.value.contacts, address);
  return { moved: { ...file.value, contacts }, address };
}

/**
 * The list as it holds on another computer: whoever is at home on the server inside this app is to be
 * found at its address. @param ownServer - null: on no network.
 */
export function bookForElsewhere(book: ContactBook, ownServer: ServerUrl | null): ContactBook {
  return {
    ...book,
    contacts: book.contacts.map((contact) => ({
      ...contact,
      server: contact.server ?? ownServer,
    })),
  };
}
