import { z } from 'zod';
import { MAX_MISSED_CALLS, MissedCall } from '../../preload/contract/ringing.ts';
import type { RingId } from '../../signaling/protocol/ringMessages.ts';
import type { JsonFile } from '../system/jsonFile.ts';

/** The newest first. */
export const MissedCallsFile = z.strictObject({
  calls: z.array(MissedCall).max(MAX_MISSED_CALLS),
});

/** Calls that nobody has answered here, kept over restarts. */
export class MissedCalls {
  readonly #file: JsonFile<typeof MissedCallsFile>;

  constructor(file: JsonFile<typeof MissedCallsFile>) {
    this.#file = file;
  }

  /** The newest first. */
  get current(): readonly MissedCall[] {
    return this.#file.value.calls;
  }

  add(call: Omit<MissedCall, 'seen'>): void {
    const others = this.current.filter(({ ring }) => ring !== call.ring);
    this.#write([{ ...call, seen: false }, ...others]);
  }

  /** The person has looked at them. */
  see(): void {
    if (this.current.every(({ seen }) => seen)) return;
    this.#write(this.current.map((call) => ({ ...call, seen: true })));
  }

  remove(ring: RingId): void {
    const left = this.current.filter((call) => call.ring !== ring);
    if (left.length < this.current.length) this.#write(left);
  }

  #write(calls: readonly MissedCall[]): void {
    this.#file.write({ calls: calls.slice(0, MAX_MISSED_CALLS) });
  }
}
