import type { MissedCall } from '../../../preload/contract/ringing.ts';

/** Calls of one person that were missed. */
export interface MissedGroup {
  /** The latest of them. */
  readonly last: MissedCall;
  readonly rings: readonly MissedCall['ring'][];
}

/** One entry for each person, who called last comes first. @param missed - the newest first. */
export function groupMissed(missed: readonly MissedCall[]): readonly MissedGroup[] {
  const groups = new Map<MissedCall['address'], MissedGroup>();
  for (const call of missed) {
    const group = groups.get(call.address);
    groups.set(call.address, {
      last: group?.last ?? call,
      rings: [...(group?.rings ?? []), call.ring],
    });
  }
  return [...groups.values()];
}
