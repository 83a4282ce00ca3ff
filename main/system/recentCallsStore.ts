import { z } from 'zod';
import { MAX_RECENT_CALLS, RecentCall } from '../../preload/contract/recentCalls.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { roomKey, type RoomName } from '../../signaling/protocol/roomName.ts';
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

/** Pinned calls first, then the last ones, each part newest first; one entry a room and server. */
export class RecentCallsStore {
  readonly #file: JsonFile<typeof RecentCallsFile>;
  readonly #changed: (calls: RecentCall[]) => void;

  constructor(file: JsonFile<typeof RecentCallsFile>, changed: (calls: RecentCall[]) => void) {
    this.#file = file;
    this.#changed = changed;
  }

  get current(): RecentCall[] {
    return this.#file.value.calls;
  }

  /** Adds a call, or brings its entry up to date. */
  record(call: Omit<RecentCall, 'pinned'>): void {
    const known = this.current.find((one) => isSame(one, call));
    this.#write([{ ...call, pinned: known?.pinned ?? false }, ...this.#without(call)]);
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

function isSame(a: RecentCallKey, b: RecentCallKey): boolean {
  return roomKey(a.room) === roomKey(b.room) && a.server === b.server;
}
