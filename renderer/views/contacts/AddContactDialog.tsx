import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CircleCheck } from 'lucide-react';
import { Settings } from '../../../preload/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useContacts, useParley } from '../ParleyProvider.tsx';
import { looksLikeCode } from './looksLikeCode.ts';
import { OwnLink } from './OwnLink.tsx';

export interface AddContactDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Longest text that is looked at. */
const MAX_LINK = 4_096;

/** The two ways to a contact: one's own link given away, and another's used. */
export function AddContactDialog({ open, onClose }: AddContactDialogProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  useEffect(() => {
    if (!open) return;
    contacts.send({ type: 'forget-adding' });
    contacts.send({ type: 'show-link' });
  }, [contacts, open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('addContact.title')}
      closeLabel={t('addContact.close')}
      width="medium"
    >
      <div className="flex min-h-0 flex-col gap-6 overflow-y-auto scroll-thin px-6 pt-1 pb-6 compact:gap-4 compact:px-4 compact:pb-4">
        <OwnLink />
        <OthersLink />
      </div>
    </Dialog>
  );
}

function OthersLink() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const adding = useContacts((state) => state.adding);
  const [typed, setTyped] = useState('');
  const [typedName, setTypedName] = useState('');
  const [isNameRefused, setNameRefused] = useState(false);
  const isCode = looksLikeCode(typed);
  // What was asked for need not be asked again.
  useEffect(() => {
    if (adding.state !== 'asked') return;
    setTyped('');
    setTypedName('');
  }, [adding]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isCode) return contacts.send({ type: 'add', text: typed });
    const name = Settings.shape.displayName.safeParse(typedName);
    setNameRefused(!name.success);
    if (name.success) contacts.send({ type: 'add', text: typed, name: name.data });
  };
  return (
    <form onSubmit={submit} noValidate className="border-t border-line pt-5 compact:pt-3">
      <h3 className="mb-3 font-bold">{t('addContact.pasteTitle')}</h3>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('addContact.field')}
            value={typed}
            maxLength={MAX_LINK}
            hint={t('addContact.hint')}
            problem={
              adding.state === 'refused'
                ? t(
                    adding.failure === 'failed'
                      ? 'addContact.not-added'
                      : `addContact.${adding.failure}`,
                  )
                : undefined
            }
            onChange={(text) => {
              setTyped(text);
              if (adding.state !== 'idle') contacts.send({ type: 'forget-adding' });
            }}
          />
          {isCode && (
            <div className="mt-3">
              <TextField
                label={t('addContact.name')}
                value={typedName}
                hint={t('addContact.nameHint')}
                problem={isNameRefused ? t('addContact.nameInvalid') : undefined}
                onChange={(text) => {
                  setTypedName(text);
                  setNameRefused(false);
                }}
              />
            </div>
          )}
        </div>
        <Button
          type="submit"
          look="go"
          size="field"
          layout="mt-5.5 compact:mt-5"
          disabled={typed.trim() === ''}
          aria-busy={adding.state === 'asking'}
        >
          {t(adding.state === 'asking' ? 'addContact.asking' : 'addContact.ask')}
        </Button>
      </div>
      <div aria-live="polite">
        {adding.state === 'asked' && (
          <p className="mt-3 flex items-start gap-2 rounded-control bg-voice-wash p-3 text-pill edged">
            <CircleCheck size={18} aria-hidden="true" className="text-voice" />
            {t('addContact.asked', { name: adding.name })}
          </p>
        )}
      </div>
    </form>
  );
}
