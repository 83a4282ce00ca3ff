import { Unlink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';

/** Says that a link from another program leads nowhere. */
export function BrokenLinkDialog() {
  const { t } = useTranslation();
  const { app } = useParley();
  const broken = useApp((state) => state.linkBroken);
  const dismiss = (): void => app.send({ type: 'dismiss-broken-link' });
  return (
    <Dialog
      open={broken}
      onClose={dismiss}
      title={t('link.broken')}
      text={t('link.brokenText')}
      width="small"
      footer={
        <>
          <span className="flex-1" />
          <Button look="line" onClick={dismiss}>
            {t('common.dismiss')}
          </Button>
        </>
      }
    />
  );
}

/** The same during a call, which no dialog may cover. */
export function BrokenLinkStrip() {
  const { t } = useTranslation();
  const { app } = useParley();
  return (
    <Strip
      tone="caution"
      icon={<Unlink size={18} aria-hidden="true" />}
      title={t('link.broken')}
      text={t('link.brokenText')}
      dismiss={{
        label: t('common.dismiss'),
        onDismiss: () => app.send({ type: 'dismiss-broken-link' }),
      }}
    />
  );
}
