import type { IncomingState, RingAnswer } from './ringing.ts';

/** The incoming call, and what has been done about it in its window. */
export interface IncomingSnapshot {
  readonly state: IncomingState;
  /** Null: not answered yet. */
  readonly answer: RingAnswer | null;
  readonly silenced: boolean;
}

export type IncomingIntent =
  | { readonly type: 'answer'; readonly answer: RingAnswer }
  /** It goes on ringing, unheard here. */
  | { readonly type: 'silence' };
