import type { LookedLink } from '../../preload/contract/links.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { ContactTicket } from '../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';

export const LINK_SCHEME = 'parley';
export const LINK_PREFIX = `${LINK_SCHEME}:`;

/** Longer texts are no links: 64 code points, percent-encoded, and a server's URL fit in. */
const MAX_LENGTH = 2_048;

// Not the URL class: it would take a room named `..` for a step up.
const LINK = /^parley:\/\/join\/([^/?#]+)(?:\?server=([^&#]+))?$/i;

const CONTACT_LINK =
  /^parley:\/\/contact\/([^/?#]+)\?server=([^&#]+)&ticket=([^&#]+)&name=([^&#]+)$/i;
const CALL_LINK = /^parley:\/\/call\/([^/?#]+)$/i;

export interface DeepLink {
  readonly room: RoomName;
  /** Null: the server that is set. */
  readonly server: ServerUrl | null;
}

/**
 * Reads `parley://join/ROOM[?server=URL]`, ROOM percent-encoded.
 *
 * Links come from anybody, so anything else in one is refused, not skipped.
 *
 * @returns null for what is no such link.
 */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > MAX_LENGTH) return null;
  const match = LINK.exec(text);
  if (match === null) return null;
  const room = RoomName.safeParse(decode(match[1]));
  if (!room.success) return null;
  if (match[2] === undefined) return { room: room.data, server: null };
  const server = ServerUrl.safeParse(decode(match[2]));
  return server.success ? { room: room.data, server: server.data } : null;
}

/** What somebody pasted, without white space and `<…>` around it. */
export function bareLink(text: string): string {
  return text
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim();
}

/** Where a pasted text leads. */
export function lookAtLink(text: string): LookedLink {
  const bare = bareLink(text);
  const join = parseDeepLink(bare);
  if (join !== null) return { kind: 'join', room: join.room };
  return { kind: parseContactLink(bare)?.kind ?? 'broken' };
}

/** What leads to a person. */
export type ContactLink =
  | {
      readonly kind: 'contact';
      readonly address: ContactAddress;
      /** Their home server. */
      readonly server: ServerUrl;
      /** Lets us ask them. */
      readonly ticket: ContactTicket;
      /** What they call themselves, or whoever made the link. */
      readonly name: DisplayName;
    }
  | { readonly kind: 'call'; readonly address: ContactAddress };

/**
 * Reads `parley://contact/ADDRESS?server=URL&ticket=TICKET&name=NAME`, NAME percent-encoded, and
 * `parley://call/ADDRESS`.
 *
 * As strict as {@link parseDeepLink}.
 *
 * @returns null for what is no such link.
 */
export function parseContactLink(text: string): ContactLink | null {
  if (text.length > MAX_LENGTH) return null;
  const call = CALL_LINK.exec(text);
  if (call !== null) {
    const address = ContactAddress.safeParse(decode(call[1])?.toLowerCase());
    return address.success ? { kind: 'call', address: address.data } : null;
  }
  const match = CONTACT_LINK.exec(text);
  if (match === null) return null;
  const address = ContactAddress.safeParse(decode(match[1])?.toLowerCase());
  const server = ServerUrl.safeParse(decode(match[2]));
  const ticket = ContactTicket.safeParse(decode(match[3]));
  const name = DisplayName.safeParse(decode(match[4]));
  if (!address.success || !server.success || !ticket.success || !name.success) return null;
  return {
    kind: 'contact',
    address: address.data,
    server: server.data,
    ticket: ticket.data,
    name: name.data,
  };
}

/** The link to a person that {@link parseContactLink} reads. */
export function makeContactLink(link: Omit<ContactLink & { kind: 'contact' }, 'kind'>): string {
  const { address, server, ticket, name } = link;
  const query = `server=${server}&ticket=${ticket}&name=${encode(name)}`;
  return `${LINK_PREFIX}//contact/${address}?${query}`;
}

function encode(text: string): string {
  // encodeURIComponent leaves these, and programs that find links in text stop at them.
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(encoded: string | undefined): string | undefined {
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The link that {@link parseDeepLink} reads. */
export function makeDeepLink(room: RoomName, server: ServerUrl): string {
  return `${LINK_PREFIX}//join/${encode(room)}?server=${server}`;
}
