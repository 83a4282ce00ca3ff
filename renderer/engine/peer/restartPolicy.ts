/*
 * When a link that stopped carrying media is helped, and how. Pure: time and chance are arguments.
 */

/** Restarts before an end gives the connection up: about ten seconds. */
const MAX_RESTARTS = 3;
const FIRST_BACKOFF_MS = 1_500;
const MAX_BACKOFF_MS = 8_000;
/** Lead that the polite end gives, so that both ends do not restart into each other. */
const POLITE_LEAD_MS = 500;
/** Time that the other end has to come back with an offer of its own after it closed its end. */
const CLOSED_GRACE_MS = 3_000;

const FIRST_RESEND_MS = 2_000;
const MAX_RESEND_MS = 8_000;

export interface Ailment {
  /** Attempts made since the link fell ill. */
  readonly attempt: number;
  readonly polite: boolean;
  /** Whether a note to the other member would arrive now, as far as is known. */
  readonly reachable: boolean;
  /** Whether an offer of ours waits for its answer. */
  readonly offerPending: boolean;
  /** Whether the other end closed its connection. */
  readonly closed: boolean;
}

export type HealingStep = 'restart' | 'resend' | 'rebuild' | 'wait';

/** What to do for an ill link now. */
export function healingStep(ailment: Omit<Ailment, 'polite'>): HealingStep {
  const { attempt, reachable, offerPending, closed } = ailment;
  if (closed) return reachable ? 'rebuild' : 'wait';
  // Unreachable: one restart is put on its way and waits with the signaling client.
  if (!reachable) return attempt === 0 && !offerPending ? 'restart' : 'wait';
  if (attempt >= MAX_RESTARTS) return 'rebuild';
  return offerPending ? 'resend' : 'restart';
}

/**
 * Time to the next step for an ill link.
 *
 * @param random - uniform in [0, 1).
 * @returns milliseconds: at once for the first step of the impolite end, then doubling from about
 * 1.5 s to a ceiling of 8 s, less up to a quarter at random.
 */
export function healingDelayMs(
  ailment: Pick<Ailment, 'attempt' | 'polite' | 'closed'>,
  random: () => number,
): number {
  if (ailment.attempt === 0) {
    if (ailment.closed) return CLOSED_GRACE_MS;
    return ailment.polite ? POLITE_LEAD_MS : 0;
  }
  const backoffMs = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (ailment.attempt - 1));
  return Math.round(backoffMs * (1 - random() / 4));
}

/**
 * Time until an unanswered offer is sent again: a server that died may have taken it along.
 *
 * @param attempt - 0 for the first repetition.
 * @returns milliseconds, doubling from 2 s to a ceiling of 8 s.
 */
export function resendDelayMs(attempt: number): number {
  return Math.min(MAX_RESEND_MS, FIRST_RESEND_MS * 2 ** attempt);
}
