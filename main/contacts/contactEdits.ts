import type { AddContactFailure } from '../../preload/contract/contacts.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import { bareLink, parseContactLink, type ContactLink } from '../system/deepLinks.ts';
import { nameOfNobody } from './nameOfNobody.ts';
import { readContactCode } from './contactCode.ts';
import {
  changeContact,
  confirmed,
  findContact,
  findRequest,
  hasRoom,
  withContact,
  withDeclined,
  withRequest,
  withoutContact,
  type ContactBook,
  type StoredContact,
  type StoredRequest,
} from './contactBook.ts';

/* What the person does to the book: each function gives a new one. */

export type PersonLink = ContactLink & { readonly kind: 'contact' };

export interface EditContext {
  readonly self: ContactAddress;
  /** Whether a server is our own embedded one. */
  readonly isOwnServer: (server: ServerUrl) => boolean;
}

/** The contact link in what somebody pasted: white space and `<…>` around it are let pass. */
export function linkIn(text: string): PersonLink | null {
  const link = parseContactLink(bareLink(text));
  return link?.kind === 'contact' ? link : null;
}

/**
 * Who is meant by what somebody pasted or typed: a link or a code.
 *
 * @param given.name - for a code, which has none.
 * @param given.shared - the server of a code that names none; null: there is no such server.
 */
export function personIn(
  text: string,
  given: { readonly name: DisplayName | undefined; readonly shared: ServerUrl | null },
): Result<
  PersonLink,
  Extract<AddContactFailure, 'not-a-link' | 'wrong-code' | 'code-without-server'>
> {
  const link = linkIn(text);
  if (link !== null) return { ok: true, value: link };
  const code = readContactCode(text);
  if (!code.ok)
    return { ok: false, reason: code.reason === 'no-code' ? 'not-a-link' : code.reason };
  const { address, ticket } = code.value;
  const server = code.value.server ?? given.shared;
  if (server === null) return { ok: false, reason: 'code-without-server' };
  const name = given.name ?? nameOfNobody(address);
  return { ok: true, value: { kind: 'contact', address, ticket, server, name } };
}

/** Asks somebody to be a contact. If they have asked us, that is settled with it. */
export function addByLink(
  book: ContactBook,
  link: PersonLink,
  { self, isOwnServer }: EditContext,
): Result<
  { readonly book: ContactBook; readonly contact: StoredContact },
  Extract<AddContactFailure, 'own' | 'already-contact' | 'too-many'>
> {
  const { address, name, ticket } = link;
  if (address === self) return { ok: false, reason: 'own' };
  const known = findContact(book, address);
  if (known?.standing === 'contact') return { ok: false, reason: 'already-contact' };
  if (known === null && !hasRoom(book)) return { ok: false, reason: 'too-many' };
  const request = findRequest(book, address);
  const contact: StoredContact =
    request === null
      ? {
          ...(known ?? { ...NOBODY, address, name }),
          server: isOwnServer(link.server) ? null : link.server,
          standing: 'asked',
          before: null,
          ticket,
        }
      : contactOf(request, isOwnServer);
  return { ok: true, value: { book: withContact(book, contact), contact } };
}

/** Somebody in a call who has proved who they are. */
export interface MetPerson {
  /** The name is the one they have in the call. */
  readonly link: PersonLink;
  readonly key: IdentityKey;
}

/**
 * Adds somebody met in a call, whose key is known from the start.
 *
 * @param agreed - they have said yes to our question; else we say yes to theirs, and list them so
 *   that they hear of it even when our answer does not reach them.
 */
export function addMet(
  book: ContactBook,
  { link, key }: MetPerson,
  agreed: boolean,
  context: EditContext,
): Result<ContactBook, 'too-many' | 'blocked' | 'failed'> {
  const known = findContact(book, link.address);
  if (known?.standing === 'blocked') return { ok: false, reason: 'blocked' };
  if (known?.standing === 'contact') {
    return { ok: true, value: withContact(book, { ...known, key }) };
  }
  const added = addByLink(book, link, context);
  if (!added.ok) {
    return { ok: false, reason: added.reason === 'too-many' ? 'too-many' : 'failed' };
  }
  const contact = { ...added.value.contact, key };
  return { ok: true, value: withContact(book, agreed ? confirmed(contact) : contact) };
}

/** Somebody who has asked becomes a contact. Without effect when nobody has, or there is no room. */
export function acceptRequest(
  book: ContactBook,
  address: ContactAddress,
  { isOwnServer }: EditContext,
): ContactBook {
  const request = findRequest(book, address);
  if (request === null || !hasRoom(book)) return book;
  return withContact(book, contactOf(request, isOwnServer));
}

/** Puts a question away and hears no more from whoever has asked. */
export function declineRequest(book: ContactBook, address: ContactAddress): ContactBook {
  return findRequest(book, address) === null ? book : withDeclined(book, address);
}

/** Takes that back: the question waits for an answer again, if they are nobody still. */
export function undeclineRequest(book: ContactBook, request: StoredRequest): ContactBook {
  const { address } = request;
  if (findContact(book, address) !== null) return book;
  const declined = book.declined.filter((one) => one !== address);
  return withRequest({ ...book, declined }, request);
}

/** As {@link declineRequest}, in a way that the person sees and can take back. */
export function blockRequest(
  book: ContactBook,
  address: ContactAddress,
  context: EditContext,
): ContactBook {
  const request = findRequest(book, address);
  if (request === null) return book;
  if (!hasRoom(book)) return withDeclined(book, address);
  const contact = contactOf(request, context.isOwnServer);
  return withContact(book, { ...contact, standing: 'blocked', before: null });
}

/**
 * Blocks somebody, or takes that back: they are what they were before, which may be nobody. Then
 * they can ask again.
 */
export function setBlocked(
  book: ContactBook,
  address: ContactAddress,
  blocked: boolean,
): ContactBook {
  const contact = findContact(book, address);
  if (contact === null || (contact.standing === 'blocked') === blocked) return book;
  if (contact.standing !== 'blocked') {
    return changeContact(book, address, { standing: 'blocked', before: contact.standing });
  }
  if (contact.before === null) return withoutContact(book, address);
  return changeContact(book, address, { standing: contact.before, before: null });
}

export function rename(book: ContactBook, address: ContactAddress, name: DisplayName): ContactBook {
  const contact = findContact(book, address);
  if (contact === null) return book;
  return changeContact(book, address, { givenName: name === contact.name ? null : name });
}

const NOBODY = {
  givenName: null,
  key: null,
  lastCallAtMs: null,
} as const satisfies Partial<StoredContact>;

function contactOf(
  { address, name, key, server }: StoredRequest,
  isOwnServer: EditContext['isOwnServer'],
): StoredContact {
  const home = isOwnServer(server) ? null : server;
  const asked = { ...NOBODY, address, name, server: home, before: null, ticket: null } as const;
  return confirmed({ ...asked, standing: 'asked' }, { key });
}
