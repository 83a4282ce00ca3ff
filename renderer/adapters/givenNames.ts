import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { ContactsSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import type { SnapshotSource } from './snapshotSource.ts';

/** Names by which the list of contacts calls members who have proved who they are. */
type Names = ReadonlyMap<MemberId, DisplayName>;

interface Source<Snapshot> {
  current(): Snapshot;
  subscribe(listener: () => void): () => void;
}

/**
 * A call with its people under the names that the list of contacts has for them, wherever the snapshot
 * names somebody. Whoever has not proved to be a contact keeps the name they go by.
 *
 * Parts in which no name is another one are the call's own, so that views can compare by identity.
 */
export function withGivenNames(
  call: Source<CallSnapshot>,
  contacts: Source<Pick<ContactsSnapshot, 'contacts'>>,
): Omit<SnapshotSource<CallSnapshot, CallIntent>, 'send'> {
  const names = namesOf();
  const participants = renamedList<CallSnapshot['participants'][number]>(({ id }) => id, 'name');
  const chat = renamedList<CallSnapshot['chat'][number]>(({ author }) => author, 'authorName');
  const notes = renamedList<CallSnapshot['notes'][number]>(({ member }) => member, 'name');
  const screens = renamedScreens();
  const shown = remembered((snapshot: CallSnapshot, given: Names): CallSnapshot =>
    given.size === 0
      ? snapshot
      : {
          ...snapshot,
          participants: participants(snapshot.participants, given),
          chat: chat(snapshot.chat, given),
          notes: notes(snapshot.notes, given),
          screens: screens(snapshot.screens, given),
        },
  );
  const current = (): CallSnapshot => {
    const snapshot = call.current();
    return shown(snapshot, names(snapshot.known, contacts.current().contacts));
  };
  return {
    current,
    subscribe(listener) {
      let told = current();
      const tell = (): void => {
        const next = current();
        if (next === told) return;
        told = next;
        listener(next);
      };
      const stops = [call.subscribe(tell), contacts.subscribe(tell)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The names, the same map for as long as none is another. */
function namesOf(): (
  known: CallSnapshot['known'],
  contacts: ContactsSnapshot['contacts'],
) => Names {
  let last: Names = new Map();
  return remembered((known, contacts) => {
    const given = new Map(contacts.map(({ address, name }) => [address, name]));
    const next = new Map(
      known.flatMap(({ member, address }) => {
        const name = given.get(address);
        return name === undefined ? [] : [[member, name] as const];
      }),
    );
    const same =
      next.size === last.size && [...next].every(([member, name]) => last.get(member) === name);
    if (!same) last = next;
    return last;
  });
}

function renamedList<Item extends object>(
  memberOf: (item: Item) => MemberId,
  key: keyof Item,
): (items: readonly Item[], names: Names) => readonly Item[] {
  return remembered((items, names) =>
    eachChanged(items, (item) => {
      const name = names.get(memberOf(item));
      return name === undefined || name === item[key] ? item : { ...item, [key]: name };
    }),
  );
}

function renamedScreens(): (
  screens: CallSnapshot['screens'],
  names: Names,
) => CallSnapshot['screens'] {
  return remembered((screens, names) =>
    eachChanged(screens, (screen) => {
      const ownerName = names.get(screen.owner) ?? screen.ownerName;
      const { ownShare } = screen;
      if (ownShare === null) {
        return ownerName === screen.ownerName ? screen : { ...screen, ownerName };
      }
      const viewers = eachChanged(ownShare.viewers, (viewer) => {
        const name = names.get(viewer.member) ?? viewer.name;
        return name === viewer.name ? viewer : { ...viewer, name };
      });
      return viewers === ownShare.viewers
        ? screen
        : { ...screen, ownShare: { ...ownShare, viewers } };
    }),
  );
}

/** The list itself when nothing in it changes. */
function eachChanged<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** What was made last, for as long as it is asked for of the same two. */
function remembered<One, Other, Made>(
  make: (one: One, other: Other) => Made,
): (one: One, other: Other) => Made {
  let last: { readonly one: One; readonly other: Other; readonly made: Made } | null = null;
  return (one, other) => {
    if (last === null || last.one !== one || last.other !== other) {
      last = { one, other, made: make(one, other) };
    }
    return last.made;
  };
}
