import type { OpenedContactLink } from '../../preload/contract/contacts.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { parseContactLink } from '../system/deepLinks.ts';
import { shownName } from './contactBook.ts';
import type { Contacts } from './contacts.ts';
import { nameOfNobody } from './nameOfNobody.ts';

export interface OpenedContactLinksParts {
  readonly contacts: Pick<Contacts, 'find' | 'add'>;
  readonly isSetServer: (server: ServerUrl) => boolean;
  readonly call: (address: ContactAddress) => void;
  readonly opened: (link: OpenedContactLink) => void;
}

/** The link to a person that was clicked last, until it is settled. Before that nothing acts. */
export class OpenedContactLinks {
  readonly #parts: OpenedContactLinksParts;
  #pending: { readonly text: string; readonly link: OpenedContactLink } | null = null;

  constructor(parts: OpenedContactLinksParts) {
    this.#parts = parts;
  }

  get pending(): OpenedContactLink | null {
    return this.#pending?.link ?? null;
  }

  /** @returns false for a text that is no link of ours. */
  open(text: string): boolean {
    const parsed = parseContactLink(text);
    if (parsed === null) return false;
    const { contacts, isSetServer, opened } = this.#parts;
    const { kind, address } = parsed;
    const contact = contacts.find(address);
    const linkedServer = parsed.kind === 'contact' ? parsed.server : null;
    const server = contact === null ? linkedServer : contact.server;
    const linkedName = parsed.kind === 'contact' ? parsed.name : nameOfNobody(address);
    const link: OpenedContactLink = {
      kind,
      address,
      // A link may call a known person anything.
      name: contact === null ? linkedName : shownName(contact),
      server: server === null || isSetServer(server) ? null : server,
      known: contact?.standing === 'contact',
    };
    this.#pending = { text, link };
    opened(link);
    return true;
  }

  /** The person has answered. */
  settle(accepted: boolean): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || !accepted) return;
    const { kind, address } = pending.link;
    switch (kind) {
      case 'contact':
        // Somebody who is a contact by now stays one.
        void this.#parts.contacts.add(pending.text);
        return;
      case 'call':
        if (this.#parts.contacts.find(address)?.standing === 'contact') this.#parts.call(address);
    }
  }
}
