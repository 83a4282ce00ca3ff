import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../preload/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { SwitchField } from '../../ui/Toggles.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { CallSettings } from './CallSettings.tsx';
import { ContactSettings } from './ContactSettings.tsx';
import { IdentitySettings } from './IdentitySettings.tsx';
import { useOpenDialog } from './openDialog.ts';
import { NameSetting } from './NameSetting.tsx';
import { ServerSetting } from './ServerSetting.tsx';
import { ThemeSetting } from './ThemeSetting.tsx';

export interface SettingsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SettingsDialog({ open, onClose }: SettingsDialogProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const version = useApp((state) => state.version);
  useEffect(() => {
    if (open) app.send({ type: 'look-at-settings' });
  }, [app, open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('settings.title')}
      closeLabel={t('settings.close')}
      width="small"
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto scroll-thin px-6 pt-1 pb-6 compact:gap-3 compact:px-4 compact:pb-4">
        <NameSetting />
        <LanguageSetting />
        <ThemeSetting />
        <ServerSetting />
        <ShortcutsSetting />
        <CallSettings />
        <ContactSettings />
        <IdentitySettings />
        <Again onClose={onClose} />
        <p className="text-caption text-ink-3">{t('settings.version', { version })}</p>
      </div>
    </Dialog>
  );
}

/** On Home: what the first start offered. */
function Again({ onClose }: Pick<SettingsDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const { app } = useParley();
  const openDialog = useOpenDialog();
  const home = useApp((state) => state.screen === 'home');
  if (!home) return null;
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      <Button look="line" onClick={() => openDialog('devices')}>
        {t('setup.tryDevices')}
      </Button>
      <Button
        onClick={() => {
          app.send({ type: 'change-settings', patch: { welcomed: false } });
          onClose();
        }}
      >
        {t('setup.welcomeAgain')}
      </Button>
    </div>
  );
}

const LANGUAGE_NAMES = { en: 'English', ru: 'Русский', uk: 'Українська' } as const;

function LanguageSetting() {
  const { t } = useTranslation();
  const { app } = useParley();
  const language = useApp((state) => state.settings.language);
  return (
    <SelectField
      label={t('settings.language')}
      value={language}
      placeholder={t('settings.languageSystem')}
      options={[
        { value: 'system', label: t('settings.languageSystem') },
        ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
      ]}
      onChange={(value) => {
        const chosen = Settings.shape.language.safeParse(value);
        if (!chosen.success) return;
        app.send({ type: 'change-settings', patch: { language: chosen.data } });
      }}
    />
  );
}

function ShortcutsSetting() {
  const { t } = useTranslation();
  const { app } = useParley();
  const shortcuts = useApp((state) => state.settings.shortcuts);
  return (
    <SwitchField
      label={t('settings.shortcuts')}
      hint={t('settings.shortcutsHint')}
      checked={shortcuts}
      onChange={(on) => app.send({ type: 'change-settings', patch: { shortcuts: on } })}
    />
  );
}
