import type { Answers, RequestType } from './outbox.ts';

/** What a request is answered with when it is carried out. */
export const ANSWER_TO = {
  join: 'joined',
  leave: 'done',
  signal: 'done',
  peek: 'peeked',
  identify: 'identified',
  watch: 'watching',
  'set-status': 'done',
  ring: 'done',
  'answer-ring': 'done',
  'cancel-ring': 'done',
} as const satisfies { [Type in RequestType]: Answers[Type]['type'] };

/**
 * Where `rate_limited` is not about all that we send, which goes on meanwhile, and about which
 * there may be something newer to say by then: whoever asked decides.
 */
export const HAS_RATE_OF_ITS_OWN: Readonly<Record<RequestType, boolean>> = {
  join: false,
  leave: false,
  signal: false,
  peek: false,
  identify: true,
  watch: true,
  'set-status': true,
  ring: true,
  'answer-ring': false,
  'cancel-ring': false,
};
