import type { ServerUrl } from '../../preload/contract/settings.ts';
import { ServerName } from '../../signaling/protocol/identity.ts';

/** What a server goes by when it is reached by this URL. */
export function serverNameOf(url: ServerUrl): ServerName {
  // The host of a URL is in lower case already, and without the port that its scheme implies.
  const { protocol, hostname, port } = new URL(url);
  const implied = protocol === 'wss:' ? '443' : '80';
  return ServerName.parse(`${hostname}:${port === '' ? implied : port}`);
}
