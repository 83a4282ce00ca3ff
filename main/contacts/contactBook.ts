import { remove as replaceConfusables } from 'confusables';
import { z } from 'zod';
import { ContactStanding, MAX_CONTACT_REQUESTS } from '../../preload/contract/contacts.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { ContactTicket } from '../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import { MAX_WATCHED_CONTACTS } from '../../signaling/protocol/limits.ts';

/** Addresses whose questions were declined that are remembered; the oldest are forgotten. */
const MAX_DECLINED = 1_024;

export const StoredContact = z.strictObject({
  address: ContactAddress,
  /** What they called themselves when they became known. Pinned: it follows no later note. */
  name: DisplayName,
  /** What the person calls them instead; null: the same. */
  givenName: DisplayName.nullable(),
  /** Null: not known yet. Its fingerprint is the address. */
  key: IdentityKey.nullable(),
  /** Where they are at home; null: our own embedded server. */
  server: ServerUrl.nullable(),
  standing: ContactStanding,
  /** While `blocked`: what they were before; null: nobody. */
  before: ContactStanding.exclude(['blocked']).nullable(),
  /** From their link, while `asked`. */
  ticket: ContactTicket.nullable(),
  lastCallAtMs: z.number().min(0).nullable(),
});
export type StoredContact = z.infer<typeof StoredContact>;

export const StoredRequest = z.strictObject({
  address: ContactAddress,
  key: IdentityKey,
  name: DisplayName,
  server: ServerUrl,
  atMs: z.number().min(0),
});
export type StoredRequest = z.infer<typeof StoredRequest>;

/** Everybody whom the person knows, does not want to know, or is asked by. */
export const ContactBook = z
  .strictObject({
    contacts: z.array(StoredContact).max(MAX_WATCHED_CONTACTS),
    /** The newest first. */
    requests: z.array(StoredRequest).max(MAX_CONTACT_REQUESTS),
    /** The oldest first. */
    declined: z.array(ContactAddress).max(MAX_DECLINED),
    /** What our own link lets others ask with; null: there was no link yet. */
    ticket: ContactTicket.nullable(),
  })
  .refine(
    ({ contacts }) => new Set(contacts.map(({ address }) => address)).size === contacts.length,
  );
export type ContactBook = z.infer<typeof ContactBook>;

export const EMPTY_BOOK: ContactBook = { contacts: [], requests: [], declined: [], ticket: null };

export function findContact(book: ContactBook, address: ContactAddress): StoredContact | null {
  return book.contacts.find((contact) => contact.address === address) ?? null;
}

export function findRequest(book: ContactBook, address: ContactAddress): StoredRequest | null {
  return book.requests.find((request) => request.address === address) ?? null;
}

/** The name to show. */
export function shownName({ name, givenName }: StoredContact): DisplayName {
  return givenName ?? name;
}

/** Whether there is room for somebody who is not in it. */
export function hasRoom(book: ContactBook): boolean {
  return book.contacts.length < MAX_WATCHED_CONTACTS;
}

/** Adds somebody, or replaces what is known of them; nothing is left of questions by them. */
export function withContact(book: ContactBook, contact: StoredContact): ContactBook {
  const { address } = contact;
  const isKnown = findContact(book, address) !== null;
  return {
    ...book,
    contacts: isKnown
      ? book.contacts.map((one) => (one.address === address ? contact : one))
      : [...book.contacts, contact],
    requests: book.requests.filter((request) => request.address !== address),
    declined: book.declined.filter((one) => one !== address),
  };
}

/** Changes what is known of somebody; without effect when nobody has the address. */
export function changeContact(
  book: ContactBook,
  address: ContactAddress,
  change: Partial<Omit<StoredContact, 'address'>>,
): ContactBook {
  const contact = findContact(book, address);
  return contact === null ? book : withContact(book, { ...contact, ...change });
}

export function withoutContact(book: ContactBook, address: ContactAddress): ContactBook {
  return { ...book, contacts: book.contacts.filter((one) => one.address !== address) };
}

/** A question comes in the place of an older one by the same; the oldest is dropped for it. */
export function withRequest(book: ContactBook, request: StoredRequest): ContactBook {
  const others = book.requests.filter(({ address }) => address !== request.address);
  return { ...book, requests: [request, ...others].slice(0, MAX_CONTACT_REQUESTS) };
}

/** Somebody's questions are not to be heard any more. */
export function withDeclined(book: ContactBook, address: ContactAddress): ContactBook {
  return {
    ...book,
    requests: book.requests.filter((request) => request.address !== address),
    declined: [...book.declined.filter((one) => one !== address), address].slice(-MAX_DECLINED),
  };
}

/** They know us and we know them. */
export function confirmed(
  contact: StoredContact,
  known: { readonly key?: IdentityKey; readonly server?: ServerUrl | null } = {},
): StoredContact {
  const { key = contact.key, server = contact.server } = known;
  return { ...contact, standing: 'contact', before: null, ticket: null, key, server };
}

/**
 * Whom somebody new could be mistaken for: a contact of the same name, in any spelling, that has
 * another key.
 */
export function resembles(
  book: ContactBook,
  { address, name }: { readonly address: ContactAddress; readonly name: DisplayName },
): ContactAddress | null {
  const likeness = likenessOf(name);
  const other = book.contacts.find(
    (contact) =>
      contact.address !== address &&
      [contact.name, contact.givenName].some(
        (known) => known !== null && likenessOf(known) === likeness,
      ),
  );
  return other?.address ?? null;
}

/**
 * The same for names that differ only in case, width, marks, invisible characters, or in letters that
 * look alike (Unicode Technical Standard 39). May be the same for more: it asks for a closer look.
 */
function likenessOf(name: DisplayName): string {
  const bare = name.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}\s]/gu, '');
  return replaceConfusables(bare)
    .toLowerCase()
    .replaceAll(/[1i|]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('rn', 'm');
}
