/** Silence after which a link counts as stalled, milliseconds, before the round trip is added. */
const STALL_MS = 1_000;
const MAX_ROUND_TRIP_ALLOWANCE_MS = 1_000;
/** The most that one observation may add, so that a machine that slept is not taken for a peer. */
const MAX_STEP_MS = 500;

/** How long nothing has come from the other end. */
export interface Liveness {
  /**
   * Takes note of the present moment.
   *
   * @param heard - whether anything came since the last call.
   * @returns milliseconds of silence.
   */
  observe(nowMs: number, heard: boolean): number;
  readonly silentMs: number;
}

export function createLiveness(): Liveness {
  let silentMs = 0;
  let observedAtMs: number | null = null;
  return {
    observe(nowMs, heard) {
      const elapsedMs = observedAtMs === null ? 0 : Math.max(0, nowMs - observedAtMs);
      observedAtMs = nowMs;
      silentMs = heard ? 0 : silentMs + Math.min(MAX_STEP_MS, elapsedMs);
      return silentMs;
    },
    get silentMs() {
      return silentMs;
    },
  };
}

/**
 * Silence that means that a link is stalled.
 *
 * A second where the answer to a nudge comes at once; more by two round trips, up to another
 * second, because with all devices off the answers to nudges are all that comes.
 *
 * @param roundTripMs - null when it is not known yet.
 */
export function stallAfterMs(roundTripMs: number | null): number {
  return STALL_MS + Math.min(MAX_ROUND_TRIP_ALLOWANCE_MS, 2 * (roundTripMs ?? 0));
}
