import type { Result } from '../../preload/contract/result.ts';
import type { RoomSession } from '../../preload/contract/session.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { makeDeepLink } from './deepLinks.ts';

export interface InvitesParts {
  readonly session: () => RoomSession | null;
  /** Where the embedded server listens; null when it does not. */
  readonly embeddedPort: () => number | null;
  /** Whether a server is reached through our own embedded one. */
  readonly isOwnServer: (server: ServerUrl) => boolean;
  readonly openToNetwork: () => Promise<boolean>;
  /** Where others reach this machine; null when it is on no network. */
  readonly address: () => string | null;
}

/**
 * The link that brings others into the call that is running.
 *
 * For a call on the embedded server it names this machine's address on the local network, and the
 * server is opened to that network first.
 */
export async function inviteLink(
  parts: InvitesParts,
): Promise<Result<{ link: string }, 'not_in_call' | 'no_address'>> {
  const session = parts.session();
  if (session === null) return { ok: false, reason: 'not_in_call' };
  if (!parts.isOwnServer(session.server)) {
    return { ok: true, value: { link: makeDeepLink(session.room, session.server) } };
  }
  const address = parts.address();
  const port = parts.embeddedPort();
  if (address === null || port === null) return { ok: false, reason: 'no_address' };
  if (!(await parts.openToNetwork())) return { ok: false, reason: 'no_address' };
  const server = ServerUrl.parse(`ws://${address}:${port}`);
  return { ok: true, value: { link: makeDeepLink(session.room, server) } };
}

/**
 * Whether a URL leads to the embedded server of this very machine.
 *
 * @param port - where it listens; null when it does not.
 * @param addresses - at which this machine reaches itself.
 */
export function isOwnServer(
  server: ServerUrl,
  port: number | null,
  addresses: ReadonlySet<string>,
): boolean {
  const { protocol, hostname, port: serverPort } = new URL(server);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return protocol === 'ws:' && port !== null && Number(serverPort) === port && addresses.has(host);
}
