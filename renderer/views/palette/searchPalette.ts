import type { PaletteEntry, PaletteState } from '../../../preload/contract/ringing.ts';
import type { LookedLink, TypedLink } from '../../../preload/contract/links.ts';
import { matchIn, type Match } from '../matching.ts';
import { typedRoom } from '../typedRoom.ts';

type ContactEntry = Extract<PaletteEntry, { readonly type: 'contact' }>;
type RoomEntry = Extract<PaletteEntry, { readonly type: 'room' }>;

/** Something that Enter would act on. */
export type PaletteOption =
  | { readonly type: 'contact'; readonly entry: ContactEntry; readonly match: Match | null }
  | { readonly type: 'room'; readonly entry: RoomEntry; readonly match: Match | null }
  /** A room by the name that was typed. */
  | { readonly type: 'typed-room'; readonly room: RoomEntry['room'] }
  /** A link of ours; null: where it leads is not known yet. */
  | {
      readonly type: 'typed-link';
      readonly text: string;
      readonly leads: Exclude<LookedLink, { readonly kind: 'broken' }> | null;
    };

export interface PaletteSearch extends Pick<PaletteState, 'entries' | 'inCall'> {
  readonly typedLink: TypedLink | null;
}

/** More are not looked through by anybody; another letter makes them fewer. */
const MOST_PEOPLE = 20;
const MOST_ROOMS = 10;

/**
 * What fits the typed letters, in the order it is offered: people, rooms, the typed room itself. A
 * link that was typed is all there is.
 * Among people the start of a word goes before its middle, who is available before who is busy and
 * who is not there, and who was called last before the others.
 */
export function searchPalette(
  { entries, inCall, typedLink }: PaletteSearch,
  typed: string,
): readonly PaletteOption[] {
  const meant = typedRoom(typed);
  if (meant.kind === 'link') return linkOption(typed, typedLink);
  const people = entries
    .filter((entry) => entry.type === 'contact')
    .flatMap((entry) => fitting(entry, entry.name, typed))
    .toSorted(byPerson)
    .slice(0, MOST_PEOPLE)
    .map((found) => ({ type: 'contact', ...found }) as const);
  // A running call is not left for a room by accident.
  if (inCall) return people;
  const rooms = entries
    .filter((entry) => entry.type === 'room')
    .flatMap((entry) => fitting(entry, entry.room, typed))
    .toSorted(byRoom)
    .slice(0, MOST_ROOMS)
    .map((found) => ({ type: 'room', ...found }) as const);
  if (meant.kind !== 'room') return [...people, ...rooms];
  const { room } = meant;
  const known = rooms.some(({ entry }) => entry.server === null && entry.room === room);
  return known ? [...people, ...rooms] : [...people, ...rooms, { type: 'typed-room', room }];
}

function linkOption(text: string, typedLink: TypedLink | null): readonly PaletteOption[] {
  // What is known of another text is of no use.
  const leads = typedLink?.text === text ? typedLink.looked : null;
  return leads?.kind === 'broken' ? [] : [{ type: 'typed-link', text, leads }];
}

interface Found<Entry> {
  readonly entry: Entry;
  readonly match: Match | null;
}

function fitting<Entry>(entry: Entry, name: string, typed: string): readonly Found<Entry>[] {
  if (typed.trim() === '') return [{ entry, match: null }];
  const match = matchIn(name, typed);
  return match === null ? [] : [{ entry, match }];
}

function byWord(one: Found<unknown>, other: Found<unknown>): number {
  return Number(other.match?.atWord ?? false) - Number(one.match?.atWord ?? false);
}

function byPerson(one: Found<ContactEntry>, other: Found<ContactEntry>): number {
  return (
    byWord(one, other) ||
    reach(other.entry) - reach(one.entry) ||
    (other.entry.lastCallAtMs ?? 0) - (one.entry.lastCallAtMs ?? 0) ||
    one.entry.name.localeCompare(other.entry.name)
  );
}

/** How likely somebody answers. */
function reach({ presence }: ContactEntry): number {
  if (presence === 'available') return 2;
  return presence === 'unavailable' ? 0 : 1;
}

function byRoom(one: Found<RoomEntry>, other: Found<RoomEntry>): number {
  return byWord(one, other) || other.entry.startedAtMs - one.entry.startedAtMs;
}
