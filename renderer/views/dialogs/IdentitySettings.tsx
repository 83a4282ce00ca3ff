import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useOpenDialog } from './openDialog.ts';
import { SettingsSection } from './SettingsSection.tsx';

/** The ways to be the same person on several computers. */
export function IdentitySettings() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  return (
    <SettingsSection title={t('identityMove.section')}>
      <div className="flex flex-col items-start gap-2">
        <p className="text-pill text-ink-2">{t('identityMove.sectionText')}</p>
        <Button look="line" onClick={() => openDialog('save-identity')}>
          {t('identityMove.save')}
        </Button>
        <Button look="line" onClick={() => openDialog('adopt-identity')}>
          {t('identityMove.adopt')}
        </Button>
      </div>
    </SettingsSection>
  );
}
