import { FileWarning, KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { useContacts } from '../ParleyProvider.tsx';

/** Why contacts do not work, for as long as it is so. */
export function ContactsTrouble() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  const trouble = useContacts((state) => state.trouble);
  if (trouble === null) return null;
  const locked = trouble === 'key-locked';
  return (
    <div className="mb-8 compact:mb-4">
      <Strip
        tone="caution"
        icon={
          locked ? (
            <KeyRound size={18} aria-hidden="true" />
          ) : (
            <FileWarning size={18} aria-hidden="true" />
          )
        }
        title={t(locked ? 'contacts.keyLocked' : 'contacts.fileDamaged')}
        text={t(locked ? 'contacts.keyLockedText' : 'contacts.fileDamagedText')}
        actions={
          !locked && (
            <Button size="small" look="line" onClick={() => openDialog('settings')}>
              {t('home.settings')}
            </Button>
          )
        }
      />
    </div>
  );
}
