import { useTranslation } from 'react-i18next';
import { SegmentedChoice } from '../../ui/Segments.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';

/** Light, dark, or as the system has it. */
export function ThemeSetting() {
  const { t } = useTranslation();
  const { app } = useParley();
  const theme = useApp((state) => state.settings.theme);
  return (
    <SegmentedChoice
      label={t('settings.theme')}
      value={theme}
      segments={[
        { value: 'system', label: t('settings.themeSystem') },
        { value: 'light', label: t('settings.themeLight') },
        { value: 'dark', label: t('settings.themeDark') },
      ]}
      onChange={(value) => app.send({ type: 'change-settings', patch: { theme: value } })}
    />
  );
}
