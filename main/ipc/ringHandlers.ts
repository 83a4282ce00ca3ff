import type { Ringing } from '../ringing/ringing.ts';
import type { RequestHandlers } from './requestCheck.ts';

export type RingHandlers = Pick<
  RequestHandlers,
  'ring:call' | 'ring:cancel' | 'ring:answer' | 'incoming:answer' | 'missed:seen' | 'missed:remove'
>;

/** What main does for windows about calls that ring. */
export function createRingHandlers(ringing: Ringing): RingHandlers {
  return {
    'ring:call': ({ address }) => ringing.call(address),
    'ring:cancel': () => ringing.cancel(),
    'ring:answer': ({ ring, answer }) => ringing.answer(ring, answer),
    'incoming:answer': ({ ring, answer }) => ringing.answer(ring, answer),
    'missed:seen': () => ringing.seeMissed(),
    'missed:remove': ({ ring }) => ringing.removeMissed(ring),
  };
}
