import type { Ringing } from '../ringing/ringing.ts';
import type { RequestHandlers } from './requestCheck.ts';

export type RingHandlers = Pick<
  RequestHandlers,
  | 'ring:call'
  | 'ring:cancel'
  | 'ring:answer'
  | 'ring:hold-failure'
  | 'ring:silence'
  | 'incoming:answer'
  | 'incoming:silence'
  | 'missed:seen'
  | 'missed:remove'
>;

/** What main does for windows about calls that ring. */
export function createRingHandlers(ringing: Ringing): RingHandlers {
  return {
    'ring:call': ({ address }) => ringing.call(address),
    'ring:cancel': () => ringing.cancel(),
    'ring:hold-failure': ({ held }) => ringing.holdFailure(held),
    'ring:answer': ({ ring, answer }) => ringing.answer(ring, answer),
    'incoming:answer': ({ ring, answer }) => ringing.answer(ring, answer),
    'ring:silence': ({ ring }) => ringing.silence(ring),
    'incoming:silence': ({ ring }) => ringing.silence(ring),
    'missed:seen': () => ringing.seeMissed(),
    'missed:remove': ({ ring }) => ringing.removeMissed(ring),
  };
}
