import { ServerUrl } from '../../../preload/contract/settings.ts';

/** What was typed into the server field: a server, none (this computer), or something else. */
export type TypedServer =
  | { readonly ok: true; readonly server: ServerUrl | null }
  | { readonly ok: false };

export function typedServer(text: string): TypedServer {
  const trimmed = withScheme(text.trim());
  if (trimmed === '') return { ok: true, server: null };
  // Scheme and host are the same in any case (RFC 3986, section 6.2.2.1).
  const parsed = ServerUrl.safeParse(trimmed.toLowerCase());
  return parsed.success ? { ok: true, server: parsed.data } : { ok: false };
}

/** An IPv4 address, an IPv6 one in brackets, or a name that only a local network knows. */
const NEARBY =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|localhost|[a-z0-9.-]+\.local)(?::\d+)?\/?$/i;
/** A name in the network's own words, or one with a port. */
const ELSEWHERE = /^(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?\/?$|^[a-z0-9-]+:\d+\/?$/i;

/** An address without a scheme is read as people mean it: there are no certificates for what is nearby. */
function withScheme(text: string): string {
  if (NEARBY.test(text)) return `ws://${text}`;
  return ELSEWHERE.test(text) ? `wss://${text}` : text;
}

/** Host and port of a server's address, as people say it. */
export function hostOf(server: string): string {
  return server.replace(/^wss?:\/\//, '');
}
