const FIRST_DELAY_MS = 250;
const CEILING_MS = 15_000;

/**
 * Delay before the next attempt to reach the signaling server.
 *
 * Doubles from 250 ms to a ceiling of 15 s, then subtracts up to half at random so that
 * clients cut off together do not come back together.
 *
 * @param attempt - 0 for the first retry after a drop.
 * @param random - uniform in [0, 1).
 * @returns milliseconds, a whole number from 125 to 15 000.
 * @throws RangeError when `attempt` is negative or not a whole number.
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  if (!Number.isInteger(attempt) || attempt < 0) {
    throw new RangeError(`attempt must be a whole number from 0, got ${attempt}`);
  }
  const delay = Math.min(CEILING_MS, FIRST_DELAY_MS * 2 ** attempt);
  return Math.round(delay - (delay / 2) * random());
}
