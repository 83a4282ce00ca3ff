import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { StoredContact } from './contactBook.ts';

/** Sessions for contacts at the same time, the one on our own home server among them. */
const MAX_SERVERS = 8;

/** A server at which contacts are met: our own home server, or another. */
export type Place = 'home' | ServerUrl;

export interface MeetingPlaces {
  /** Whom to list where. At home everybody; elsewhere those who are at home there. */
  readonly lists: ReadonlyMap<Place, readonly StoredContact[]>;
  /** Where somebody is at home; null: at a server that there is no room for any more. */
  readonly homeOf: ReadonlyMap<ContactAddress, Place | null>;
}

/**
 * Where we meet whom.
 *
 * Each contact costs a session on its home server. When these are more than we keep, the servers
 * that are open stay, then those of the people whom one has talked to last are taken.
 *
 * @param placeOf - which place a server is, by whichever of its names.
 * @param open - where there are sessions.
 */
export function meetingPlaces(
  contacts: readonly StoredContact[],
  placeOf: (server: ServerUrl) => Place,
  open: ReadonlySet<Place>,
): MeetingPlaces {
  const listed = contacts.filter(({ standing }) => standing !== 'blocked');
  const serverOf = ({ server }: StoredContact): Place =>
    server === null ? 'home' : placeOf(server);
  const byLastCall = listed.toSorted((a, b) => (b.lastCallAtMs ?? 0) - (a.lastCallAtMs ?? 0));
  const wanted = new Set(byLastCall.map(serverOf));
  wanted.delete('home');
  const kept = [...wanted].filter((place) => open.has(place));
  const inOrder = [...new Set<Place>(['home', ...kept, ...wanted])];
  const places = new Set(inOrder.slice(0, MAX_SERVERS));
  const lists = new Map<Place, readonly StoredContact[]>();
  for (const place of places) {
    const isHome = place === 'home';
    lists.set(place, isHome ? listed : listed.filter((one) => serverOf(one) === place));
  }
  const homeOf = new Map(
    listed.map((contact) => {
      const place = serverOf(contact);
      return [contact.address, places.has(place) ? place : null];
    }),
  );
  return { lists, homeOf };
}
