import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';

interface Call {
  current(): Pick<CallSnapshot, 'alone'>;
  subscribe(listener: () => void): () => void;
  send(intent: CallIntent): void;
}

export interface StayParts {
  /** The running call; null: none. */
  readonly running: {
    current(): Call | null;
    subscribe(listener: () => void): () => void;
  };
  readonly ringing: {
    current(): Pick<RingingSnapshot, 'outgoing'>;
    subscribe(listener: () => void): () => void;
  };
}

/** A call does not end by itself while somebody is being called into it. For the window's life. */
export function stayWhileRinging({ running, ringing }: StayParts): void {
  let stop: (() => void) | null = null;
  const look = (): void => {
    const call = running.current();
    const { outgoing } = ringing.current();
    const isRinging = outgoing !== null && outgoing.intoCall && outgoing.phase !== 'failed';
    const isEnding = (call?.current().alone?.endsAtMs ?? null) !== null;
    if (isRinging && isEnding) call?.send({ type: 'stay' });
  };
  running.subscribe(() => {
    stop?.();
    stop = running.current()?.subscribe(look) ?? null;
    look();
  });
  ringing.subscribe(look);
}
