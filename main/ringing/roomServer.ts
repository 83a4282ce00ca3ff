import type { RoomSession } from '../../preload/contract/session.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactServers } from '../contacts/contactServers.ts';
import type { OutgoingCall } from './ringMachine.ts';

export interface RoomServerParts {
  readonly servers: Pick<ContactServers, 'urlOf'>;
  readonly isSetServer: (server: ServerUrl) => boolean;
  readonly isOwnServer: (server: ServerUrl) => boolean;
  /** Where others reach us, with the embedded server open to the local network. */
  readonly openOwnServer: () => Promise<ServerUrl | null>;
}

/**
 * Where whoever is called finds the room.
 *
 * @param session - of the running call.
 * @returns null: on the server that they are rung over.
 */
export async function roomServer(
  { place, intoCall }: OutgoingCall,
  session: Pick<RoomSession, 'server'> | null,
  { servers, isSetServer, isOwnServer, openOwnServer }: RoomServerParts,
): Promise<ServerUrl | null | 'unreachable'> {
  if (!intoCall || session === null) return null;
  const { server } = session;
  if (place === 'home' ? isSetServer(server) : server === servers.urlOf(place)) return null;
  if (!isOwnServer(server)) return server;
  return (await openOwnServer()) ?? 'unreachable';
}
