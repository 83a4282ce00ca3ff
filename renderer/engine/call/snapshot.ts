import type { CallSnapshot, SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { LiveScreen } from '../../../signaling/protocol/channelFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { Peer } from '../topology/topology.ts';

/** Where a snapshot comes from. */
export interface CallParts extends Omit<CallSnapshot, 'participants' | 'screens'> {
  readonly peers: readonly Peer[];
  readonly ownScreens: readonly LiveScreen[];
}

/**
 * Puts a snapshot together.
 *
 * @returns `previous` itself when nothing changed; otherwise every part that did not change is the
 *   previous one, so that views can compare by identity.
 */
export function nextSnapshot(previous: CallSnapshot | null, parts: CallParts): CallSnapshot {
  const { peers, ownScreens, ...rest } = parts;
  const { self } = parts;
  const next: CallSnapshot = {
    ...rest,
    participants: peers.map(({ id, name, link, microphone, camera, speaking }) => ({
      id,
      name,
      link,
      microphone,
      camera,
      speaking,
    })),
    screens: [
      ...screensOf(self.id, self.name, true, ownScreens),
      ...peers.flatMap(({ id, name, screens }) => screensOf(id, name, false, screens)),
    ],
  };
  return previous === null ? next : reuse(previous, next);
}

function screensOf(
  owner: MemberId,
  ownerName: DisplayName,
  own: boolean,
  screens: readonly LiveScreen[],
): readonly SharedScreen[] {
  return screens.map(({ lane, sound }, index) => ({
    owner,
    ownerName,
    own,
    lane,
    ordinal: index === 0 ? 1 : 2,
    sound,
  }));
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
