import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SettingsPatch } from '../../../preload/contract/settings.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { SwitchField } from '../../ui/Toggles.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { ShortcutSetting } from './ShortcutSetting.tsx';

/** How calls reach one while the window is closed. */
export function CallSettings() {
  const { t } = useTranslation();
  const { app } = useParley();
  const settings = useApp((state) => state.settings);
  const noTray = useApp((state) => state.hasTray === false) ? t('setup.noTray') : undefined;
  const change = (patch: SettingsPatch): void => app.send({ type: 'change-settings', patch });
  return (
    <SettingsSection title={t('setup.calls')}>
      <SwitchField
        label={t('setup.keepInTray')}
        hint={t('setup.keepInTrayHint')}
        checked={settings.keepInTray}
        reason={noTray}
        onChange={(on) => change({ keepInTray: on })}
      />
      <SwitchField
        label={t('setup.startAtLogin')}
        checked={settings.startAtLogin}
        onChange={(on) => change({ startAtLogin: on })}
      />
      {settings.startAtLogin && (
        <SwitchField
          label={t('setup.startHidden')}
          hint={t('setup.startHiddenHint')}
          checked={settings.startHidden}
          reason={noTray}
          onChange={(on) => change({ startHidden: on })}
        />
      )}
      <SecondRing />
      <div>
        <h4 className="mb-1 text-caption font-semibold text-ink-2">{t('setup.keys')}</h4>
        <ShortcutSetting which="palette" />
        <ShortcutSetting which="mute" />
      </div>
    </SettingsSection>
  );
}

/** Not a device's id. */
const NONE = 'none';

function SecondRing() {
  const { t } = useTranslation();
  const { app } = useParley();
  const chosen = useApp((state) => state.settings.secondRingSpeaker);
  const speakers = useApp((state) => state.ringSpeakers);
  return (
    <div>
      <SelectField
        label={t('setup.secondRing')}
        icon={<Volume2 size={18} aria-hidden="true" />}
        options={[
          { value: NONE, label: t('setup.noSecondRing') },
          ...speakers.map(({ id, label }, index) => ({
            value: id,
            label:
              id === 'default'
                ? t('devices.systemDefault')
                : label === ''
                  ? t('devices.unnamedSpeaker', { number: index + 1 })
                  : label,
          })),
        ]}
        value={chosen ?? NONE}
        placeholder={t('devices.choose')}
        onChange={(id) =>
          app.send({
            type: 'change-settings',
            patch: { secondRingSpeaker: id === NONE ? null : id },
          })
        }
      />
      <p className="mt-1.5 text-caption text-ink-3">{t('setup.secondRingHint')}</p>
    </div>
  );
}
