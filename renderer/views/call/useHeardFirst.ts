import { useEffect, useState } from 'react';
import type { AppSnapshot } from '../../../preload/contract/appSnapshot.ts';
import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';

/** From the connection until sound has come, milliseconds. */
const HEARD_MS = 150;
/** Nobody waits longer for a connection that does not come. */
const LATEST_MS = 700;

type Call = {
  getState(): Pick<CallSnapshot, 'participants'>;
  subscribe(listener: () => void): () => void;
};

/**
 * Whether the screen of a call that rang is to wait: to draw it takes the processor for as long as the
 * first sound takes, and whoever picks up says hello at once.
 */
export function useHeardFirst(
  { screen, contact }: Pick<AppSnapshot, 'screen' | 'contact'>,
  call: Call | null,
): boolean {
  const [waits, setWaits] = useState(false);
  const isOnTheWay = screen === 'entering' && contact !== null;
  // While it renders, for it must not be drawn once before it waits.
  if (isOnTheWay && !waits) setWaits(true);
  if (screen !== 'entering' && screen !== 'call' && waits) setWaits(false);
  const isHeld = waits && screen === 'call' && call !== null;
  useEffect(() => {
    if (!isHeld) return undefined;
    const draw = (): void => setWaits(false);
    const latest = setTimeout(draw, LATEST_MS);
    let soon: ReturnType<typeof setTimeout> | null = null;
    const look = (): void => {
      const isConnected = call.getState().participants.some(({ link }) => link !== 'connecting');
      if (isConnected) soon ??= setTimeout(draw, HEARD_MS);
    };
    const stop = call.subscribe(look);
    look();
    return () => {
      stop();
      clearTimeout(latest);
      if (soon !== null) clearTimeout(soon);
    };
  }, [isHeld, call]);
  return isHeld;
}
