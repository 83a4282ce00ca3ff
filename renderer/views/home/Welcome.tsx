import { Mic, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { NameSetting } from '../dialogs/NameSetting.tsx';
import { ThemeSetting } from '../dialogs/ThemeSetting.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';

/** On the first start: name, theme and devices, for who wants to set them now. */
export function Welcome() {
  const { t } = useTranslation();
  const { app } = useParley();
  const openDialog = useOpenDialog();
  const welcomed = useApp((state) => state.settings.welcomed);
  const id = useId();
  const name = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What is typed first is to go where the card asks for it, not into the room's name.
    if (!welcomed) name.current?.querySelector('input')?.focus();
  }, [welcomed]);
  if (welcomed) return null;
  const finish = (): void => app.send({ type: 'change-settings', patch: { welcomed: true } });
  return (
    <section
      aria-labelledby={id}
      className="mb-10 rounded-dialog bg-raised p-5 inset-ring inset-ring-line edged short:mb-6 compact:mb-6 compact:p-4"
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="text-lead font-bold tracking-[-.01em]">
            {t('welcome.title')}
          </h2>
          <p className="text-pill text-ink-2">{t('welcome.text')}</p>
        </div>
        <Button icon size="small" aria-label={t('common.dismiss')} onClick={finish}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      <div className="mt-4 flex flex-wrap items-start gap-x-4 gap-y-3">
        <div ref={name} className="min-w-48 flex-1">
          <NameSetting />
        </div>
        <ThemeSetting />
      </div>
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <Button look="line" onClick={() => openDialog('devices')}>
          <Mic size={18} aria-hidden="true" />
          {t('welcome.devices')}
        </Button>
        <Button look="line" onClick={finish}>
          {t('welcome.done')}
        </Button>
      </div>
    </section>
  );
}
