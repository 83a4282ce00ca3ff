import type { Epoch, MemberId } from '../../../signaling/protocol/ids.ts';
import type { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';

/** The end of a link that we have with a member now. */
export interface OwnEnd {
  readonly epoch: Epoch;
  /** The other end's epoch; null until it is known. */
  readonly remote: Epoch | null;
  readonly polite: boolean;
}

export type Verdict =
  /** For our end as it is. */
  | 'deliver'
  /** For our end, whose other end is known from now on. */
  | 'pair'
  /** The other member began a new link: take it up as the polite side, with an end of its own. */
  | 'replace'
  /** Both began at once and ours stands: the other's is over, remind it of ours. */
  | 'insist'
  /** The other end took up ours, but its answer is lost: have it sent again. */
  | 'remind'
  /** For an end that is no more. */
  | 'drop';

/**
 * What a signal from a member is to us. See signaling/protocol/linkSignals.ts for the rules.
 *
 * @param own - null when we have no link with that member.
 * @param retired - epochs of that member's ends that are over.
 */
export function judge(
  signal: LinkSignal,
  own: OwnEnd | null,
  retired: ReadonlySet<Epoch>,
  members: { readonly self: MemberId; readonly other: MemberId },
): Verdict {
  if (signal.to !== null && signal.to !== own?.epoch) return 'drop';
  if (retired.has(signal.from)) return 'drop';
  const isOffer = signal.kind === 'description' && signal.type === 'offer';
  if (own === null) return isOffer ? 'replace' : 'drop';
  if (own.remote === signal.from) return 'deliver';
  if (own.remote !== null) return isOffer ? 'replace' : 'drop';
  if (own.polite) {
    // Candidates that overtook their offer wait inside the end.
    if (signal.kind === 'candidates') return 'deliver';
    return isOffer ? 'pair' : 'drop';
  }
  if (isOffer && signal.to !== null) return 'remind';
  if (isOffer) return members.self < members.other ? 'insist' : 'replace';
  // An answer says whose it is; nothing else does.
  return signal.kind === 'description' && signal.to === own.epoch ? 'pair' : 'drop';
}
