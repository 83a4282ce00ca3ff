import { createHash } from 'node:crypto';
import { ServerUrl } from '../../preload/contract/settings.ts';
import type { Result } from '../../preload/contract/result.ts';
import { ContactTicket } from '../../signaling/protocol/contactNotes.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { base32Of } from '../identity/identityKey.ts';

/*
 * A contact link as letters that people read to each other: whom to ask, a short secret in the place
 * of the ticket, and letters by which a slip is found.
 */

const ADDRESS_LETTERS = 32;
/** 25 bits. A guess costs a question that is put to somebody, one in seconds: see protocol.md. */
const SECRET_LETTERS = 5;
/** One slip in 32 768 is not found. */
const CHECK_LETTERS = 3;
const CODE_LETTERS = ADDRESS_LETTERS + SECRET_LETTERS + CHECK_LETTERS;
const GROUP = 4;
const TICKET_BYTES = 16;

/** Longer texts are no codes. */
const MAX_LENGTH = 512;
/** What has so many letters and digits was meant as a code. */
const MEANT = { least: CODE_LETTERS / 2, most: CODE_LETTERS * 1.5 } as const;

export interface ContactCode {
  readonly address: ContactAddress;
  /** Lets us ask them. */
  readonly ticket: ContactTicket;
  /** Null: the server that both have set. */
  readonly server: ServerUrl | null;
}

/** The short secret of whoever gives away this ticket. It is another one when the ticket is. */
export function codeSecretOf(ticket: ContactTicket): string {
  return base32Of(digestOf(`parley code secret 1\n${ticket}`), SECRET_LETTERS);
}

/** What somebody who has a code asks with. */
export function codeTicket(address: ContactAddress, secret: string): ContactTicket {
  const digest = digestOf(`parley code ticket 1\n${address}\n${secret}`);
  return ContactTicket.parse(digest.subarray(0, TICKET_BYTES).toString('base64url'));
}

/** The code that {@link readContactCode} reads, with one's own ticket. */
export function makeContactCode(own: {
  readonly address: ContactAddress;
  readonly ticket: ContactTicket;
  readonly server: ServerUrl;
}): string {
  const said = `${own.address}${codeSecretOf(own.ticket)}`;
  const letters = `${said}${checkOf(said)}`.toUpperCase();
  const groups = letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
  return `${groups.join('-')}@${spoken(own.server)}`;
}

/**
 * Reads a code as people type it: in any case, with any white space and hyphens, with the letters
 * that look like digits taken for these.
 */
export function readContactCode(text: string): Result<ContactCode, 'no-code' | 'wrong-code'> {
  if (text.length > MAX_LENGTH) return { ok: false, reason: 'no-code' };
  const [head = '', ...rest] = text.trim().split('@');
  const letters = head
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toLowerCase()
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  const isMeant = letters.length >= MEANT.least && letters.length <= MEANT.most;
  if (!isMeant || !/^[0-9a-z]+$/.test(letters)) return { ok: false, reason: 'no-code' };
  const said = letters.slice(0, ADDRESS_LETTERS + SECRET_LETTERS);
  const address = ContactAddress.safeParse(said.slice(0, ADDRESS_LETTERS));
  const server = rest.length === 0 ? null : serverIn(rest.join('@'));
  const isWhole = letters.length === CODE_LETTERS && letters.slice(said.length) === checkOf(said);
  if (!address.success || !isWhole || server === undefined) {
    return { ok: false, reason: 'wrong-code' };
  }
  const ticket = codeTicket(address.data, said.slice(ADDRESS_LETTERS));
  return { ok: true, value: { address: address.data, ticket, server } };
}

function checkOf(said: string): string {
  return base32Of(digestOf(`parley code check 1\n${said}`), CHECK_LETTERS);
}

/** A server as short as can be: with a port it is `ws`, without one `wss`. */
function spoken(server: ServerUrl): string {
  const short = server.replace(/^wss?:\/\//, '');
  return serverIn(short) === server ? short : server;
}

/** @returns undefined for what is no server. */
function serverIn(text: string): ServerUrl | undefined {
  const bare = text.trim();
  const hasScheme = /^wss?:\/\//i.test(bare);
  const scheme = /:\d{1,5}$/.test(bare) ? 'ws' : 'wss';
  const server = ServerUrl.safeParse(hasScheme ? bare : `${scheme}://${bare}`);
  return server.success ? server.data : undefined;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
