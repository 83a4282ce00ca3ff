import type { Epoch, MemberId } from '../../../signaling/protocol/ids.ts';
import type { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';

/** The end of a link that we have with a member now. */
export interface OwnEnd {
  readonly epoch: Epoch;
  /** The other end's epoch; null until it is known. */
  readonly remote: Epoch | null;
  readonly polite: boolean;
  readonly everConnected: boolean;
}

/** Ends of earlier links between the same two members, which are over. */
export interface Bygone {
  readonly own: ReadonlySet<Epoch>;
  readonly others: ReadonlySet<Epoch>;
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
  /** The other member's end waits for one of ours that is over or taken: begin anew. */
  | 'begin'
  /** For an end that is no more. */
  | 'drop';

/**
 * What a signal from a member is to us. See signaling/protocol/linkSignals.ts for the rules.
 *
 * @param own - null when we have no link with that member.
 */
export function judge(
  signal: LinkSignal,
  own: OwnEnd | null,
  bygone: Bygone,
  members: { readonly self: MemberId; readonly other: MemberId },
): Verdict {
  if (bygone.others.has(signal.from)) return 'drop';
  const isOffer = signal.kind === 'description' && signal.type === 'offer';
  if (signal.to !== null && signal.to !== own?.epoch) {
    // A reload while first offers crossed: each end took up an offer that the other had just
    // given up, so that both are polite and wait. One of them begins anew.
    const crossed =
      signal.kind === 'description' &&
      !isOffer &&
      bygone.own.has(signal.to) &&
      own?.polite === true &&
      !own.everConnected &&
      members.self < members.other;
    return crossed ? 'begin' : 'drop';
  }
  if (own === null) return isOffer ? 'replace' : 'drop';
  if (own.remote === signal.from) return 'deliver';
  if (own.remote !== null) {
    if (isOffer) return 'replace';
    const answersOurs = !own.polite && signal.to !== null && signal.kind !== 'candidates';
    return answersOurs ? 'begin' : 'drop';
  }
  if (own.polite) {
    // Candidates that overtook their offer wait inside the end.
    if (signal.kind === 'candidates') return 'deliver';
    return isOffer ? 'pair' : 'drop';
  }
  if (isOffer) return members.self < members.other ? 'insist' : 'replace';
  if (signal.to === null || signal.kind === 'candidates') return 'drop';
  return signal.kind === 'description' ? 'pair' : 'remind';
}
