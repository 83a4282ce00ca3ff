import { useTranslation } from 'react-i18next';
import type { CaptureFailure } from '../../preload/contract/mediaSnapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useApp, useParley } from './ParleyProvider.tsx';

export interface TroubleActionProps {
  readonly kind: 'microphone' | 'camera';
  readonly failure: CaptureFailure;
  readonly size: 'small' | 'medium';
}

/**
 * The one thing to do about a device: where access was denied and the system has a page for it,
 * that page; otherwise another try. A missing device comes by itself when it is plugged in.
 */
export function TroubleAction({ kind, failure, size }: TroubleActionProps) {
  const { t } = useTranslation();
  const { app, media } = useParley();
  const hasPage = useApp((state) => state.platform !== 'linux');
  if (failure === 'missing') return null;
  if (failure === 'denied' && hasPage) {
    return (
      <Button size={size} look="line" onClick={() => app.send({ type: 'open-permissions', kind })}>
        {t('common.openSystemSettings')}
      </Button>
    );
  }
  return (
    <Button size={size} look="line" onClick={() => media.send({ type: 'retry-device', kind })}>
      {t('common.tryAgain')}
    </Button>
  );
}
