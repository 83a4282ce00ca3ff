/**
 * Lets `perSecond` events a second pass, and `burst` of them at once.
 *
 * @returns a function that takes the time in milliseconds and says whether one more may pass.
 */
export function createTokenBucket(perSecond: number, burst: number): (nowMs: number) => boolean {
  let tokens = burst;
  let refilledAtMs: number | null = null;
  return (nowMs) => {
    const elapsedMs = refilledAtMs === null ? 0 : Math.max(0, nowMs - refilledAtMs);
    refilledAtMs = nowMs;
    tokens = Math.min(burst, tokens + (elapsedMs * perSecond) / 1_000);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
