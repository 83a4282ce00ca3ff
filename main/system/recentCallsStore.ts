import { z } from 'zod';
import { MAX_RECENT_CALLS, RecentCall } from '../../preload/contract/recentCalls.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { roomKey, type RoomName } from '../../signaling/protocol/roomName.ts';
import type { Unanswered } from '../ringing/unanswered.ts';
import type { JsonFile } from './jsonFile.ts';

/** Pinned calls kept. */
const MAX_PINNED = 50;

export const RecentCallsFile = z.strictObject({
  calls: z.array(RecentCall).max(MAX_RECENT_CALLS + MAX_PINNED),
});

/** Which call is meant: the room, in any spelling, and its server. */
export interface RecentCallKey {
  readonly room: RoomName;
  readonly server: ServerUrl | null;
}

/**
 * Pinned calls first, then the last ones, each part newest first. One entry for each room and server; of
 * calls that rang and were between two, one for each contact and what became of them.
 */
export class RecentCallsStore {
  readonly #file: JsonFile<typeof RecentCallsFile>;
  readonly #changed: (calls: RecentCall[]) => void;
  #running: Pick<RecentCall, 'room' | 'startedAtMs'> | null = null;

  constructor(file: JsonFile<typeof RecentCallsFile>, changed: (calls: RecentCall[]) => void) {
    this.#file = file;
    this.#changed = changed;
  }

  get current(): RecentCall[] {
    return this.#file.value.calls;
  }

  /** Adds a call, or brings its entry up to date. */
  record(call: Omit<RecentCall, 'pinned'>): void {
    const isKnown = (one: RecentCall): boolean => isSame(one, call) || isRungAlike(one, call);
    const pinned = this.current.some((one) => isKnown(one) && one.pinned);
    if (call.outcome === 'held') this.#running = call;
    this.#write([{ ...call, pinned }, ...this.current.filter((one) => !isKnown(one))]);
  }

  /** A call begins: what is recorded from now on is of this one. */
  begin(): void {
    this.#running = null;
  }

  /** The running call has lasted until now at least. */
  lengthen(nowMs: number): void {
    const call = this.current.find((one) => isSameCall(one, this.#running));
    const durationMs = nowMs - (call?.startedAtMs ?? nowMs);
    if (call === undefined || call.durationMs >= durationMs) return;
    this.#write(this.current.map((one) => (one === call ? { ...call, durationMs } : one)));
  }

  pin(key: RecentCallKey, pinned: boolean): void {
    const call = this.current.find((one) => isSame(one, key));
    if (call !== undefined) this.#write([{ ...call, pinned }, ...this.#without(key)]);
  }

  remove(key: RecentCallKey): void {
    this.#write(this.#without(key));
  }

  #without(key: RecentCallKey): RecentCall[] {
    return this.current.filter((one) => !isSame(one, key));
  }

  #write(calls: readonly RecentCall[]): void {
    const newestFirst = calls.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
    const pinned = newestFirst.filter((call) => call.pinned).slice(0, MAX_PINNED);
    const others = newestFirst.filter((call) => !call.pinned).slice(0, MAX_RECENT_CALLS);
    this.#file.write({ calls: [...pinned, ...others] });
    this.#changed(this.current);
  }
}

/** A call that came to nothing, as it is listed. Its server is not one to be joined. */
export function unansweredCall(
  { call, outcome, direction }: Unanswered,
  atMs: number,
): Omit<RecentCall, 'pinned'> {
  const { room, address, name } = call;
  const contact = { address, name, direction };
  return { room, server: null, startedAtMs: atMs, durationMs: 0, people: [], contact, outcome };
}

type Rung = Pick<RecentCall, 'contact' | 'outcome' | 'people'>;

function isRungAlike(a: Rung, b: Rung): boolean {
  if (a.contact === null || a.contact.address !== b.contact?.address) return false;
  // Of a call with more people than these two there is no other like it.
  if (a.outcome !== b.outcome || a.people.length > 1 || b.people.length > 1) return false;
  return a.outcome === 'held' || a.contact.direction === b.contact.direction;
}

function isSameCall(a: RecentCall, b: Pick<RecentCall, 'room' | 'startedAtMs'> | null): boolean {
  return b !== null && a.startedAtMs === b.startedAtMs && roomKey(a.room) === roomKey(b.room);
}

function isSame(a: RecentCallKey, b: RecentCallKey): boolean {
  return roomKey(a.room) === roomKey(b.room) && a.server === b.server;
}
