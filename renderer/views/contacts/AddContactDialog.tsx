import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CircleCheck } from 'lucide-react';
import type { AddingSnapshot } from '../../../preload/contract/contactsSnapshot.ts';
import { MAX_LINK_TEXT } from '../../../preload/contract/links.ts';
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
  const [isSubmitted, setSubmitted] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const isCode = looksLikeCode(typed);
  const name = Settings.shape.displayName.safeParse(typedName);
  const isNameMissing = isCode && isSubmitted && !name.success && adding.state === 'checked';
  // What was asked for need not be asked again.
  useEffect(() => {
    if (adding.state !== 'asked') return;
    setTyped('');
    setTypedName('');
    setSubmitted(false);
  }, [adding]);
  useEffect(() => {
    if (isNameMissing) nameField.current?.focus();
  }, [isNameMissing]);
  // What is new in the form is at its end, which may lie below what is in sight.
  useEffect(() => {
    if (isCode || adding.state !== 'idle') form.current?.scrollIntoView({ block: 'nearest' });
  }, [isCode, adding, isNameMissing]);
  const check = (): void => {
    if (typed.trim() !== '') contacts.send({ type: 'check', text: typed });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (!isCode) contacts.send({ type: 'add', text: typed });
    else if (name.success) contacts.send({ type: 'add', text: typed, name: name.data });
    else check();
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className="scroll-mb-6 border-t border-line pt-5 compact:scroll-mb-4 compact:pt-3"
    >
      <h3 className="mb-3 font-bold">{t('addContact.pasteTitle')}</h3>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-3">
        <div className={isCode ? 'col-span-2' : undefined}>
          <TextField
            label={t('addContact.field')}
            value={typed}
            maxLength={MAX_LINK_TEXT}
            hint={t('addContact.hint')}
            problem={adding.state === 'refused' ? t(FAILURES[adding.failure]) : undefined}
            onChange={(text) => {
              setTyped(text);
              setSubmitted(false);
              contacts.send({ type: 'forget-adding' });
            }}
            onLeave={check}
          />
        </div>
        {isCode && (
          <TextField
            label={t('addContact.name')}
            value={typedName}
            hint={t('addContact.nameHint')}
            problem={isNameMissing ? t('addContact.nameInvalid') : undefined}
            inputRef={nameField}
            onChange={(text) => {
              setTypedName(text);
              setSubmitted(false);
            }}
          />
        )}
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
      <div aria-live="polite">{adding.state === 'asked' && <Asked {...adding} />}</div>
    </form>
  );
}

const FAILURES = {
  'not-a-link': 'addContact.not-a-link',
  'wrong-code': 'addContact.wrong-code',
  'code-without-server': 'addContact.code-without-server',
  own: 'addContact.own',
  'already-contact': 'addContact.already-contact',
  'too-many': 'addContact.too-many',
  'no-identity': 'addContact.no-identity',
  failed: 'addContact.not-added',
} as const;

/** That the request is on its way, until it has been accepted. */
function Asked({ name, address }: Extract<AddingSnapshot, { readonly state: 'asked' }>) {
  const { t } = useTranslation();
  const isContact = useContacts((state) =>
    state.contacts.some((one) => one.address === address && one.standing === 'contact'),
  );
  return (
    <p className="mt-3 flex items-start gap-2 rounded-control bg-voice-wash p-3 text-pill edged">
      <CircleCheck size={18} aria-hidden="true" className="text-voice" />
      {t(isContact ? 'addContact.accepted' : 'addContact.asked', { name })}
    </p>
  );
}
