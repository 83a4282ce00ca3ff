import { ServerUrl } from '../../preload/contract/settings.ts';
import type { Asked } from '../../signaling/protocol/contactMessages.ts';
import {
  AskBody,
  askStatement,
  type ContactTicket,
} from '../../signaling/protocol/contactNotes.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { MAX_ASK_BYTES } from '../../signaling/protocol/limits.ts';
import type { Identity } from '../identity/identity.ts';
import { readNote, writeNote } from '../identity/signedNotes.ts';
import { codeSecretOf, codeTicket } from './contactCode.ts';
import {
  confirmed,
  findContact,
  withContact,
  withRequest,
  type ContactBook,
  type StoredContact,
} from './contactBook.ts';

/** What becomes of a question that somebody has put to us. */
export type Heard =
  | { readonly outcome: 'dropped'; readonly why: Unheard }
  /** The person is to answer. */
  | { readonly outcome: 'request'; readonly book: ContactBook }
  /** We have asked them too, so both have consented. */
  | { readonly outcome: 'contact'; readonly book: ContactBook };

type Unheard =
  | 'not-valid'
  | 'another-key'
  | 'bad-signature'
  | 'blocked'
  | 'declined'
  | 'known'
  /** It is not from our link, or from one that was renewed since. */
  | 'ticket';

export interface Hearing {
  /** Whom a question must be for. */
  readonly self: ContactAddress;
  /** Whether a server is our own embedded one. */
  readonly isOwnServer: (server: ServerUrl) => boolean;
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: number;
}

/** Hears a question. No server is believed: who asks is who has signed the question, for us. */
export function hearQuestion(
  book: ContactBook,
  asked: Pick<Asked, 'from' | 'key' | 'payload'>,
  { self, isOwnServer, nowMs }: Hearing,
): Heard {
  const note = readNote(asked.payload, {
    from: asked.from,
    maxBytes: MAX_ASK_BYTES,
    schema: AskBody,
    statementOf: (body) => askStatement(self, body),
  });
  if (!note.ok) return dropped(note.reason);
  if (note.key !== asked.key || asked.from === self) return dropped('another-key');
  const parsed = ServerUrl.safeParse(note.body.server);
  if (!parsed.success) return dropped('not-valid');
  const server = parsed.data;
  const known = findContact(book, asked.from);
  if (known !== null && known.key !== null && known.key !== note.key) {
    return dropped('another-key');
  }
  switch (known?.standing) {
    case 'blocked':
      return dropped('blocked');
    case 'contact':
      return dropped('known');
    case 'asked': {
      const home = isOwnServer(server) ? null : server;
      const contact = confirmed(known, { key: note.key, server: home });
      return { outcome: 'contact', book: withContact(book, contact) };
    }
    case undefined:
  }
  if (book.declined.includes(asked.from)) return dropped('declined');
  if (book.ticket === null || !opens(note.body.ticket, self, book.ticket)) return dropped('ticket');
  const { name } = note.body;
  const request = { address: asked.from, key: note.key, name, server, atMs: nowMs };
  return { outcome: 'request', book: withRequest(book, request) };
}

/** Whether a ticket is that of our link, or the one that our code stands for. */
function opens(ticket: ContactTicket, self: ContactAddress, own: ContactTicket): boolean {
  return ticket === own || ticket === codeTicket(self, codeSecretOf(own));
}

function dropped(why: Unheard): Heard {
  return { outcome: 'dropped', why };
}

/**
 * Our question to somebody.
 *
 * @param server - where we can be reached.
 * @returns null when we have no ticket of theirs.
 */
export function writeQuestion(
  identity: Identity,
  contact: StoredContact,
  self: Pick<AskBody, 'name'> & { readonly server: ServerUrl },
): string | null {
  const { address, ticket } = contact;
  if (ticket === null) return null;
  const body: AskBody = { name: self.name, server: self.server, ticket };
  return writeNote(identity, body, (text) => askStatement(address, text));
}
