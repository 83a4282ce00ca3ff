import type { Contact, ContactsState } from '../../preload/contract/contacts.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactPresence } from '../../signaling/protocol/contactMessages.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import {
  resembles,
  shownName,
  type ContactBook,
  type StoredContact,
  type StoredRequest,
} from './contactBook.ts';

export interface ContactsView extends Pick<
  ContactsState,
  'address' | 'colour' | 'trouble' | 'keyStorage' | 'status' | 'shownStatus'
> {
  readonly book: ContactBook;
  readonly presenceOf: (address: ContactAddress) => ContactPresence;
  readonly isSetServer: (server: ServerUrl) => boolean;
  readonly removed: StoredContact | null;
  readonly declined: StoredRequest | null;
}

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** What windows are shown of the contacts. */
export function contactsState(view: ContactsView): ContactsState {
  const { book, presenceOf, isSetServer, removed, declined, ...rest } = view;
  const shown = (contact: StoredContact): Contact => {
    const { address, server, standing, lastCallAtMs } = contact;
    return {
      address,
      name: shownName(contact),
      server: server === null || isSetServer(server) ? null : server,
      standing,
      presence: standing === 'contact' ? presenceOf(address) : 'unavailable',
      lastCallAtMs,
    };
  };
  return {
    ...rest,
    contacts: book.contacts.map(shown).toSorted((a, b) => byName.compare(a.name, b.name)),
    requests: book.requests.map(({ address, name, server, atMs }) => ({
      address,
      name,
      server,
      atMs,
      resembles: resembles(book, { address, name }),
    })),
    removed: removed === null ? null : { address: removed.address, name: shownName(removed) },
    declined: declined === null ? null : { address: declined.address, name: declined.name },
  };
}
