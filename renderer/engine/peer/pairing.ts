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

export type Verdict =
  /** For our end as it is. */
  | 'deliver'
  /** For our end, whose other end is known from now on. */
  | 'pair'
  /** The other member began a new link: take it up as the polite side, with an end of its own. */
  | 'replace'
  /** Both began at once and ours stands: remind the other member of it. */
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
 * @param bygone - ends that are over, ours and others'.
 */
export function judge(
  signal: LinkSignal,
  own: OwnEnd | null,
  bygone: { readonly own: ReadonlySet<Epoch>; readonly others: ReadonlySet<Epoch> },
  members: { readonly self: MemberId; readonly other: MemberId },
): Verdict {
  if (bygone.others.has(signal.from)) return 'drop';
  const isOffer = signal.kind === 'description' && signal.type === 'offer';
  if (signal.to !== null && signal.to !== own?.epoch) {
    return waitsInVain(signal, own, bygone, members) ? 'begin' : 'drop';
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

// The other member's end talks to one of ours that is over, and nothing else will come of it.
function waitsInVain(
  signal: LinkSignal,
  own: OwnEnd | null,
  bygone: { readonly own: ReadonlySet<Epoch> },
  members: { readonly self: MemberId; readonly other: MemberId },
): boolean {
  if (own === null || !own.polite || own.everConnected || signal.to === null) return false;
  // It thinks that we still are what we were: it should begin and does not, or has nothing to do
  // with the old offer that we took up.
  if (own.remote === null || own.remote === signal.from) return true;
  // A reload while first offers crossed: each end took up an offer that the other had just given
  // up, so that both are polite. One of them begins anew.
  const isAnswer = signal.kind === 'description' && signal.type === 'answer';
  return isAnswer && bygone.own.has(signal.to) && members.self < members.other;
}
