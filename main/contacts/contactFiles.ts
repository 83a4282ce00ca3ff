import { z } from 'zod';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { decode } from '../../signaling/protocol/codec.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import { MAX_WATCHED_CONTACTS } from '../../signaling/protocol/limits.ts';
import { addressOf } from '../identity/identityKey.ts';
import { findContact, hasRoom, shownName, withContact, type ContactBook } from './contactBook.ts';

/** Larger files are not read, bytes. As many contacts as there may be take a fifth of it. */
export const MAX_CONTACTS_FILE_BYTES = 1024 * 1024;

const ContactsExport = z.strictObject({
  format: z.literal('parley-contacts'),
  version: z.literal(1),
  contacts: z
    .array(
      z
        .strictObject({
          address: ContactAddress,
          name: DisplayName,
          server: ServerUrl.nullable(),
          key: IdentityKey.nullable(),
        })
        .refine(({ address, key }) => key === null || addressOf(key) === address),
    )
    .max(MAX_WATCHED_CONTACTS),
});
type ContactsExport = z.infer<typeof ContactsExport>;

/** The text of a file that takes the contacts elsewhere: whom one has, not whom one has asked. */
export function exportContacts(book: ContactBook): {
  readonly text: string;
  readonly count: number;
} {
  const contacts = book.contacts
    .filter(({ standing }) => standing === 'contact')
    .map((contact) => ({
      address: contact.address,
      name: shownName(contact),
      server: contact.server,
      key: contact.key,
    }));
  const file: ContactsExport = { format: 'parley-contacts', version: 1, contacts };
  return { text: `${JSON.stringify(file, undefined, 2)}\n`, count: contacts.length };
}

export interface Imported {
  readonly book: ContactBook;
  readonly added: number;
  /** Those who were there already; what is known of them stays as it is. */
  readonly known: number;
}

/**
 * Adds those of an exported file who are missing, as long as there is room.
 *
 * They become contacts at once, not asked ones: a file has no tickets to ask with. So they are
 * listed from our side, and met as soon as they list us too, which those do who had us before.
 *
 * @returns null for what is no such file.
 */
export function importContacts(
  book: ContactBook,
  text: string,
  self: ContactAddress | null,
): Imported | null {
  const file = decode(ContactsExport, text);
  if (!file.ok) return null;
  let next = book;
  let added = 0;
  let known = 0;
  for (const { address, name, server, key } of file.value.contacts) {
    if (address === self) continue;
    if (findContact(next, address) !== null) {
      known += 1;
      continue;
    }
    if (!hasRoom(next)) break;
    added += 1;
    next = withContact(next, {
      address,
      name,
      givenName: null,
      key,
      server,
      standing: 'contact',
      before: null,
      ticket: null,
      lastCallAtMs: null,
    });
  }
  return { book: next, added, known };
}
