import type { CallNote } from '../../../preload/contract/callSnapshot.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';

/** Older ones are forgotten. */
const MAX_NOTES = 200;

interface Present {
  readonly id: MemberId;
  readonly name: DisplayName;
}

/** Who is in the call and what is to be told of comings and goings. */
export interface Attendance {
  readonly present: ReadonlyMap<MemberId, DisplayName>;
  readonly notes: readonly CallNote[];
}

/** Those who are there when one comes are not told of. */
export function firstAttendance(peers: readonly Present[]): Attendance {
  return { present: new Map(peers.map(({ id, name }) => [id, name])), notes: [] };
}

/** @returns the same attendance when nobody came, left or changed their name. */
export function nextAttendance(
  attendance: Attendance,
  peers: readonly Present[],
  nowMs: number,
): Attendance {
  const present = new Map(peers.map(({ id, name }) => [id, name]));
  const came = peers.filter(({ id }) => !attendance.present.has(id));
  const gone = [...attendance.present].filter(([id]) => !present.has(id));
  const renamed = peers.some(({ id, name }) => attendance.present.get(id) !== name);
  if (came.length === 0 && gone.length === 0 && !renamed) return attendance;
  const told: readonly CallNote[] = [
    ...gone.map(([id, name]) => note('left', id, name, nowMs)),
    ...came.map(({ id, name }) => note('joined', id, name, nowMs)),
  ];
  const notes = told.length === 0 ? attendance.notes : [...attendance.notes, ...told];
  return { present, notes: notes.slice(-MAX_NOTES) };
}

function note(kind: CallNote['kind'], id: MemberId, name: DisplayName, atMs: number): CallNote {
  return { key: `${kind}:${id}:${atMs}`, kind, member: id, name, atMs };
}
