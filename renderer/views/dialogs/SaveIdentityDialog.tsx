import { Check, Copy, Network } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityMoveSnapshot } from '../../../preload/contract/identityMoveSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useApp, useContacts, useParley } from '../ParleyProvider.tsx';

export interface SaveIdentityDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Saves who one is for another computer, and shows the passphrase once. */
export function SaveIdentityDialog({ open, onClose }: SaveIdentityDialogProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const move = useContacts((state) => state.move);
  useEffect(() => {
    if (!open) return undefined;
    return () => contacts.send({ type: 'forget-identity' });
  }, [contacts, open]);
  // Its words stay while it closes; the passphrase goes at once.
  const [isSaved, setSaved] = useState(false);
  if (open && isSaved !== (move.state === 'saved')) setSaved(!isSaved);
  // A passphrase that a stray key has put away would be lost, and the file with it.
  const mayLeave = move.state !== 'saving' && !isSaved;
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (mayLeave) onClose();
      }}
      title={t(isSaved ? 'identityMove.savedTitle' : 'identityMove.saveTitle')}
      text={t(isSaved ? 'identityMove.savedText' : 'identityMove.saveText')}
      width="small"
      footer={
        <>
          <span className="flex-1" />
          {isSaved ? (
            <Button look="go" onClick={onClose}>
              {t('identityMove.done')}
            </Button>
          ) : (
            <SaveButtons move={move} onClose={onClose} />
          )}
        </>
      }
    >
      <div className="-mt-1 flex min-h-0 flex-col gap-3 overflow-y-auto scroll-thin px-6 pt-1 has-[>:not(:empty)]:pb-5 compact:px-4">
        {isSaved ? <Passphrase move={move} /> : <BeforeSaving move={move} />}
      </div>
    </Dialog>
  );
}

interface MoveProps {
  readonly move: IdentityMoveSnapshot;
}

function SaveButtons({ move, onClose }: MoveProps & Pick<SaveIdentityDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const isSaving = move.state === 'saving';
  return (
    <>
      <Button disabled={isSaving} onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button
        look="go"
        autoFocus
        disabled={isSaving}
        focusableWhenDisabled
        aria-busy={isSaving}
        onClick={() => contacts.send({ type: 'save-identity' })}
      >
        {t(isSaving ? 'identityMove.saving' : 'identityMove.saveFile')}
      </Button>
    </>
  );
}

/** What stands in the way, or should be known. */
function BeforeSaving({ move }: MoveProps) {
  const { t } = useTranslation();
  const isAlone = useApp((state) => state.server.kind === 'embedded');
  return (
    <>
      {isAlone && (
        <p className="flex gap-2 text-pill text-ink-2">
          <Network size={18} aria-hidden="true" className="flex-none text-caution" />
          <span>{t('identityMove.noServer')}</span>
        </p>
      )}
      <p
        role="status"
        className={`text-pill empty:hidden ${move.state === 'not-saved' ? 'text-stop' : 'text-ink-2'}`}
      >
        {move.state === 'saving' && t('identityMove.savingText')}
        {move.state === 'not-saved' &&
          t(move.failure === 'key_locked' ? 'identityMove.key_locked' : 'identityMove.notSaved')}
      </p>
    </>
  );
}

/** In two lines of three groups. */
function Passphrase({ move }: MoveProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const id = useId();
  const { passphrase, copied } = move.state === 'saved' ? move : { passphrase: '', copied: false };
  const groups = passphrase.split('-');
  const half = groups.length / 2;
  const lines = [groups.slice(0, half).join('-'), groups.slice(half).join('-')];
  return (
    <>
      <textarea
        readOnly
        autoFocus
        rows={2}
        aria-label={t('identityMove.passphrase')}
        aria-describedby={`${id}-once`}
        value={lines.join('\n')}
        onFocus={(event) => event.currentTarget.select()}
        className="block w-full resize-none rounded-control bg-field px-3 py-2 text-center font-mono text-list tracking-wider text-ink inset-ring inset-ring-edge edged"
      />
      <div>
        <Button look="line" onClick={() => contacts.send({ type: 'copy-passphrase' })}>
          {copied ? (
            <Check size={18} aria-hidden="true" className="text-voice" />
          ) : (
            <Copy size={18} aria-hidden="true" />
          )}
          {t('identityMove.copy')}
        </Button>
        <span role="status" className="sr-only">
          {copied ? t('identityMove.copied') : ''}
        </span>
      </div>
      <p id={`${id}-once`} className="text-pill text-ink-2">
        {t('identityMove.passphraseOnce')}
      </p>
    </>
  );
}
