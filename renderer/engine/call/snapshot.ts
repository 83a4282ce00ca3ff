import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { MemberContact } from '../../../preload/contract/memberContacts.ts';
import type { Peer } from '../topology/topology.ts';

/** Where a snapshot comes from. */
export interface CallParts extends Omit<CallSnapshot, 'participants' | 'known'> {
  readonly peers: readonly Peer[];
  /** Who of them has proved to be which contact. */
  readonly members: readonly Pick<MemberContact, 'member' | 'address'>[];
}

/**
 * Puts a snapshot together.
 *
 * @returns `previous` itself when nothing changed; otherwise every part that did not change is the
 *   previous one, so that views can compare by identity.
 */
export function nextSnapshot(previous: CallSnapshot | null, parts: CallParts): CallSnapshot {
  const { peers, members, ...rest } = parts;
  const next: CallSnapshot = {
    ...rest,
    known: nextKnown(previous?.known ?? [], members),
    participants: peers.map(({ id, name, link, microphone, camera, speaking }) => ({
      id,
      name,
      address: members.find(({ member }) => member === id)?.address ?? null,
      link,
      microphone,
      camera,
      speaking,
    })),
  };
  return previous === null ? next : reuse(previous, next);
}

function nextKnown(
  known: CallSnapshot['known'],
  members: CallParts['members'],
): CallSnapshot['known'] {
  const now = members.flatMap(({ member, address }) =>
    address === null ? [] : [{ member, address }],
  );
  const before = known.filter(({ member }) => !now.some((one) => one.member === member));
  return [...before, ...now];
}

/** `next` with all that is equal in `previous` taken from there. For plain data only. */
function reuse<Data>(previous: Data, next: Data): Data {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const merged: unknown[] = next.map((item, index) => reuse<unknown>(previous[index], item));
    const same =
      previous.length === merged.length && merged.every((item, index) => item === previous[index]);
    return same ? previous : (merged as Data);
  }
  if (!isRecord(previous) || !isRecord(next)) return next;
  const merged: Record<string, unknown> = {};
  let same = Object.keys(previous).length === Object.keys(next).length;
  for (const [key, value] of Object.entries(next)) {
    merged[key] = reuse<unknown>(previous[key], value);
    same &&= key in previous && Object.is(merged[key], previous[key]);
  }
  return same ? previous : (merged as Data);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
