import { PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useParley, useRinging } from '../ParleyProvider.tsx';
import { HeldFailure } from './HeldFailure.tsx';
import { ringWords } from './ringWords.ts';

/** Somebody who is called into the running call. */
export function RingingStrip() {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const ring = useRinging((state) => state.outgoing);
  if (ring === null) return null;
  const failed = ring.phase === 'failed';
  const cancel = (): void => ringing.send({ type: 'cancel' });
  const strip = (
    <Strip
      tone={failed ? 'caution' : 'plain'}
      icon={
        failed ? (
          <PhoneMissed size={18} aria-hidden="true" />
        ) : (
          <PhoneOutgoing size={18} aria-hidden="true" />
        )
      }
      {...ringWords(t, ring)}
      actions={
        failed ? (
          <Button
            size="small"
            look="line"
            onClick={() => ringing.send({ type: 'call', address: ring.address })}
          >
            {t('ringing.callAgain')}
          </Button>
        ) : (
          <Button size="small" look="line" onClick={cancel}>
            {t('common.cancel')}
          </Button>
        )
      }
      dismiss={failed ? { label: t('common.dismiss'), onDismiss: cancel } : undefined}
    />
  );
  return failed ? <HeldFailure>{strip}</HeldFailure> : strip;
}
