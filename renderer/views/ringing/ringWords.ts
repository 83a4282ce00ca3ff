import type { TFunction } from 'i18next';
import type { OutgoingRing } from '../../../preload/contract/ringing.ts';

/** What a call that goes out says of itself. */
export interface RingWords {
  readonly title: string;
  readonly text: string;
}

export function ringWords(t: TFunction, { name, phase, failure }: OutgoingRing): RingWords {
  if (phase === 'failed' && failure !== null) {
    return {
      title: t(`ringing.${failure}`, { name }),
      text: t(`ringing.${failure}Text`, { name }),
    };
  }
  return {
    title: t('ringing.calling', { name }),
    text: t(phase === 'ringing' ? 'ringing.ringing' : 'ringing.reaching'),
  };
}
