import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DevicePickers } from '../DevicePickers.tsx';
import { Preview } from '../greenRoom/Preview.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';

export interface DevicesDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Camera, microphone and speaker, tried outside of any call; they are on while it is open. */
export function DevicesDialog({ open, onClose }: DevicesDialogProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const home = useApp((state) => state.screen === 'home');
  const name = useApp((state) => state.settings.displayName);
  const shown = open && home;
  useEffect(() => {
    if (!shown) return undefined;
    app.send({ type: 'try-devices', on: true });
    return () => app.send({ type: 'try-devices', on: false });
  }, [app, shown]);
  // A call that begins has the devices from then on.
  useEffect(() => {
    if (open && !home) onClose();
  }, [open, home, onClose]);
  return (
    <Dialog
      open={shown}
      onClose={onClose}
      title={t('devices.title')}
      closeLabel={t('devices.close')}
      width="large"
      footer={
        <>
          <span className="flex-1" />
          <Button look="go" onClick={onClose}>
            {t('welcome.done')}
          </Button>
        </>
      }
    >
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_minmax(0,320px)] gap-6 overflow-y-auto scroll-thin px-6 pt-1 pb-5 compact:grid-cols-[minmax(0,1fr)_272px] compact:gap-4 compact:px-4 compact:pb-3">
        <Preview name={name} />
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3.5 compact:gap-2">
          <DevicePickers />
        </div>
      </div>
    </Dialog>
  );
}
