import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../preload/contract/contacts.ts';
import { Settings } from '../../../preload/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useParley } from '../ParleyProvider.tsx';

export interface RenameDialogProps {
  /** Null: closed. */
  readonly contact: Contact | null;
  readonly onClose: () => void;
}

/** How one calls somebody oneself. */
export function RenameDialog({ contact, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  // Its words stay while it closes.
  const [shown, setShown] = useState(contact);
  if (contact !== null && contact !== shown) setShown(contact);
  const [draft, setDraft] = useState('');
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (contact === null) return;
    setDraft(contact.name);
    setRefused(false);
  }, [contact]);
  const save = (): void => {
    const name = Settings.shape.displayName.safeParse(draft);
    setRefused(!name.success);
    if (!name.success || contact === null) return;
    if (name.data !== contact.name) {
      contacts.send({ type: 'rename', address: contact.address, name: name.data });
    }
    onClose();
  };
  return (
    <Dialog
      open={contact !== null}
      onClose={onClose}
      title={t('contacts.renameTitle', { name: shown?.name ?? '' })}
      width="small"
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="go" onClick={save}>
            {t('contacts.save')}
          </Button>
        </>
      }
    >
      <form
        className="px-6 pb-5 compact:px-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t('contacts.renameField')}
          value={draft}
          maxLength={64}
          hint={t('contacts.renameHint')}
          problem={refused ? t('contacts.renameInvalid') : undefined}
          onChange={setDraft}
        />
      </form>
    </Dialog>
  );
}
