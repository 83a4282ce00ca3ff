import type { RingingSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { RingPlayer } from '../engine/media/ringPlayer.ts';
import { RINGBACK_TONE } from '../engine/media/ringSounds.ts';

export interface RingbackParts {
  readonly ringing: {
    current(): Pick<RingingSnapshot, 'outgoing'>;
    subscribe(listener: () => void): () => void;
  };
  /** Speaker of calls: device id; null: the system's default. */
  speaker(): string | null;
  readonly play: RingPlayer;
}

/** Lets the caller hear that it rings at the other side, as long as it does. */
export function playRingback({ ringing, speaker, play }: RingbackParts): void {
  let sounding: { readonly ring: string; readonly life: AbortController } | null = null;
  const follow = (): void => {
    const { outgoing } = ringing.current();
    // In a call the others would hear it through the microphone, or talk over it.
    const rings = outgoing?.phase === 'ringing' && !outgoing.intoCall ? outgoing.ring : null;
    if (rings === (sounding?.ring ?? null)) return;
    sounding?.life.abort();
    sounding = rings === null ? null : { ring: rings, life: new AbortController() };
    if (sounding !== null) play(RINGBACK_TONE, speaker(), sounding.life.signal);
  };
  ringing.subscribe(follow);
  follow();
}
