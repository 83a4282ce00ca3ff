import { useTranslation } from 'react-i18next';
import { nameOf } from '../../stores/callPeople.ts';
import { useCall, useCallStore, useContacts } from '../ParleyProvider.tsx';
import { useNow } from '../useNow.ts';

/** That all others are gone, in words. */
export interface AloneWords {
  /** "Bob left."; null: nobody has been here. */
  readonly gone: string | null;
  /** The call ends by itself in so many seconds; null: it does not. */
  readonly secondsLeft: number | null;
  stay(): void;
}

/** Null: somebody is here. */
export function useAlone(): AloneWords | null {
  const { t } = useTranslation();
  const call = useCallStore();
  const nobody = useCall((state) => state.participants.length === 0);
  const alone = useCall((state) => state.alone);
  const endsAtMs = alone?.endsAtMs ?? null;
  const nowMs = useNow(endsAtMs === null ? null : 250);
  const name = useContacts((state) => (alone === null ? '' : nameOf(alone.last, state.contacts)));
  if (!nobody && alone === null) return null;
  return {
    gone: alone === null ? null : t(`callLife.${alone.because}`, { name }),
    secondsLeft: endsAtMs === null ? null : Math.max(0, Math.ceil((endsAtMs - nowMs) / 1_000)),
    stay: () => call.send({ type: 'stay' }),
  };
}
