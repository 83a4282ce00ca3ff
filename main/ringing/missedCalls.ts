import { z } from 'zod';
import { MAX_MISSED_CALLS, MissedCall } from '../../preload/contract/ringing.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
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

  /** The person has looked at them, or calls back. @param by - of these alone; left out: of all. */
  see(by?: ContactAddress): void {
    const isMeant = ({ address }: MissedCall): boolean => by === undefined || address === by;
    if (this.current.every((call) => call.seen || !isMeant(call))) return;
    this.#write(this.current.map((call) => (isMeant(call) ? { ...call, seen: true } : call)));
  }

  remove(ring: RingId): void {
    const left = this.current.filter((call) => call.ring !== ring);
    if (left.length < this.current.length) this.#write(left);
  }

  /** The person has talked to them since. */
  removeBy(address: ContactAddress): void {
    const left = this.current.filter((call) => call.address !== address);
    if (left.length < this.current.length) this.#write(left);
  }

  /** They are somebody else's: they go, and stay in a file beside this one. */
  forget(): void {
    if (this.current.length > 0 && this.#file.keepCopy()) this.#write([]);
  }

  #write(calls: readonly MissedCall[]): void {
    this.#file.write({ calls: calls.slice(0, MAX_MISSED_CALLS) });
  }
}
