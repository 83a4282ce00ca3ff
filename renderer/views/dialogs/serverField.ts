import { ServerUrl } from '../../../preload/contract/settings.ts';

/** What was typed into the server field: a server, none (this computer), or something else. */
export type TypedServer =
  | { readonly ok: true; readonly server: ServerUrl | null }
  | { readonly ok: false };

export function typedServer(text: string): TypedServer {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, server: null };
  // Scheme and host are the same in any case (RFC 3986, section 6.2.2.1).
  const parsed = ServerUrl.safeParse(trimmed.toLowerCase());
  return parsed.success ? { ok: true, server: parsed.data } : { ok: false };
}

/** Host and port of a server's address, as people say it. */
export function hostOf(server: string): string {
  return server.replace(/^wss?:\/\//, '');
}
