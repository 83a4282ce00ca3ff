import type { AddContactFailure } from '../../preload/contract/contacts.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { parseContactLink, type ContactLink } from '../system/deepLinks.ts';
import {
  changeContact,
  confirmed,
  findContact,
  findRequest,
  hasRoom,
  withContact,
  withDeclined,
  withoutContact,
  type ContactBook,
  type StoredContact,
  type StoredRequest,
} from './contactBook.ts';

/* What the person does to the book: each function gives a new one. */

type PersonLink = ContactLink & { readonly kind: 'contact' };

export interface EditContext {
  readonly self: ContactAddress;
  /** Whether a server is our own embedded one. */
  readonly isOwnServer: (server: ServerUrl) => boolean;
}

/** The contact link in what somebody pasted: white space and `<…>` around it are let pass. */
export function linkIn(text: string): PersonLink | null {
  const bare = text.trim().replace(/^<(.*)>$/s, '$1');
  const link = parseContactLink(bare.trim());
  return link?.kind === 'contact' ? link : null;
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
