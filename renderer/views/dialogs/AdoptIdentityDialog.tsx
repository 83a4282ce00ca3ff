import type { TFunction } from 'i18next';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityMoveSnapshot } from '../../../preload/contract/identityMoveSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useContacts, useParley } from '../ParleyProvider.tsx';
import { hostOf } from './serverField.ts';

export interface AdoptIdentityDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Longest text that main looks at. */
const MAX_TYPED = 256;

/** Takes over who one is on another computer: file, passphrase, a question, done. */
export function AdoptIdentityDialog({ open, onClose }: AdoptIdentityDialogProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const current = useContacts((state) => state.move);
  // Its words stay while it closes.
  const [move, setMove] = useState(current);
  if (open && move !== current) setMove(current);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!open) return undefined;
    return () => {
      setTyped('');
      contacts.send({ type: 'forget-identity' });
    };
  }, [contacts, open]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    contacts.send({ type: 'open-identity', passphrase: typed });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={titleOf(t, move)}
      text={textOf(t, move)}
      width="small"
      footer={
        <>
          <span className="flex-1" />
          <Buttons move={move} onClose={onClose} canOpen={typed.trim() !== ''} />
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={submit}
        className="flex min-h-0 flex-col gap-3 overflow-y-auto scroll-thin px-6 has-[>:not(:empty)]:pb-5 compact:px-4"
      >
        {(move.state === 'chosen' || move.state === 'opening') && (
          <TextField
            autoFocus
            label={t('identityMove.filePassphrase')}
            value={typed}
            maxLength={MAX_TYPED}
            hint={t('identityMove.filePassphraseHint')}
            problem={
              move.state === 'chosen' && move.failure !== null
                ? t(`identityMove.${move.failure}`)
                : undefined
            }
            onChange={setTyped}
          />
        )}
        {move.state === 'opened' && <Opened opened={move.opened} />}
        <p role="status" className="text-pill text-stop empty:hidden">
          {problemOf(t, move)}
        </p>
      </form>
    </Dialog>
  );
}

const FORM = 'adopt-identity';

interface MoveProps {
  readonly move: IdentityMoveSnapshot;
}

/** What would come, and what it takes the place of. */
function Opened({
  opened: { name, contacts, server, replaces },
}: {
  readonly opened: (IdentityMoveSnapshot & { readonly state: 'opened' })['opened'];
}) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        {t('identityMove.brings', { name, count: contacts })}{' '}
        {server !== null && t('identityMove.bringsServer', { server: hostOf(server) })}
      </p>
      {replaces !== null && (
        <p className="rounded-control bg-caution-wash p-3 text-pill edged">
          {t('identityMove.replaces', { name: replaces.name, count: replaces.contacts })}
        </p>
      )}
    </>
  );
}

function Buttons({
  move,
  onClose,
  canOpen,
}: MoveProps & Pick<AdoptIdentityDialogProps, 'onClose'> & { readonly canOpen: boolean }) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const cancel = <Button onClick={onClose}>{t('common.cancel')}</Button>;
  switch (move.state) {
    case 'chosen':
    case 'opening': {
      const isOpening = move.state === 'opening';
      return (
        <>
          {cancel}
          <Button
            type="submit"
            form={FORM}
            look="go"
            disabled={!canOpen || isOpening}
            focusableWhenDisabled
            aria-busy={isOpening}
          >
            {t(isOpening ? 'identityMove.opening' : 'identityMove.open')}
          </Button>
        </>
      );
    }
    case 'opened':
      return (
        <>
          <Button key="stay" autoFocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button look="go" onClick={() => contacts.send({ type: 'adopt-identity' })}>
            {t('identityMove.yes')}
          </Button>
        </>
      );
    case 'adopted':
      return (
        <Button key="done" look="go" autoFocus onClick={onClose}>
          {t('identityMove.done')}
        </Button>
      );
    case 'idle':
    case 'choosing':
    case 'not-chosen':
    case 'saving':
    case 'saved':
    case 'not-saved':
      return (
        <>
          {cancel}
          <Button
            look="go"
            autoFocus
            disabled={move.state === 'choosing'}
            focusableWhenDisabled
            onClick={() => contacts.send({ type: 'choose-identity' })}
          >
            {t(move.state === 'not-chosen' ? 'identityMove.chooseOther' : 'identityMove.choose')}
          </Button>
        </>
      );
  }
}

function titleOf(t: TFunction, move: IdentityMoveSnapshot): string {
  if (move.state === 'opened') return t('identityMove.questionTitle', { name: move.opened.name });
  if (move.state === 'adopted') return t('identityMove.adoptedTitle', { name: move.name });
  return t('identityMove.adoptTitle');
}

function textOf(t: TFunction, move: IdentityMoveSnapshot): string | undefined {
  if (move.state === 'opened') return undefined;
  return t(move.state === 'adopted' ? 'identityMove.adoptedText' : 'identityMove.adoptText');
}

function problemOf(t: TFunction, move: IdentityMoveSnapshot): string | null {
  if (move.state === 'not-chosen') {
    return t(`identityMove.${move.failure === 'failed' ? 'notRead' : move.failure}`);
  }
  if (move.state !== 'opened' || move.failure === null) return null;
  return t(`identityMove.${move.failure === 'failed' ? 'notAdopted' : move.failure}`);
}
