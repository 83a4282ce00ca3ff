import { ServerUrl } from '../../preload/contract/settings.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';

export const LINK_SCHEME = 'parley';
export const LINK_PREFIX = `${LINK_SCHEME}:`;

/** Longer texts are no links: 64 code points, percent-encoded, and a server's URL fit in. */
const MAX_LENGTH = 2_048;

// Not the URL class: it would take a room named `..` for a step up.
const LINK = /^parley:\/\/join\/([^/?#]+)(?:\?server=([^&#]+))?$/i;

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

function decode(encoded: string | undefined): string | undefined {
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The link that {@link parseDeepLink} reads. */
export function makeDeepLink(room: RoomName, server: ServerUrl): string {
  // encodeURIComponent leaves these, and programs that find links in text stop at them.
  const path = encodeURIComponent(room).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${LINK_PREFIX}//join/${path}?server=${server}`;
}
