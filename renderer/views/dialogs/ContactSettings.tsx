import type { TFunction } from 'i18next';
import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferSnapshot } from '../../../preload/contract/contactsSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useContacts, useParley } from '../ParleyProvider.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** Contacts as a file, and where the key lies. */
export function ContactSettings() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const transfer = useContacts((state) => state.transfer);
  const plain = useContacts((state) => state.keyStorage === 'plain' && state.address !== null);
  useEffect(() => () => contacts.send({ type: 'forget-transfer' }), [contacts]);
  const failed = transfer.state === 'not-exported' || transfer.state === 'not-imported';
  return (
    <SettingsSection title={t('setup.contacts')}>
      <div>
        <div className="flex gap-2">
          <Button look="line" onClick={() => contacts.send({ type: 'export' })}>
            {t('setup.export')}
          </Button>
          <Button look="line" onClick={() => contacts.send({ type: 'import' })}>
            {t('setup.import')}
          </Button>
        </div>
        <p
          role="status"
          className={`mt-2 text-pill empty:hidden ${failed ? 'text-stop' : 'text-ink-2'}`}
        >
          {transferWords(t, transfer)}
        </p>
      </div>
      {plain && (
        <p className="flex gap-2 text-caption text-ink-2">
          <KeyRound size={16} aria-hidden="true" className="text-caution" />
          <span>{t('setup.keyPlain')}</span>
        </p>
      )}
    </SettingsSection>
  );
}

function transferWords(t: TFunction, transfer: TransferSnapshot): string | null {
  switch (transfer.state) {
    case 'idle':
      return null;
    case 'exported':
      return t('setup.exported', { count: transfer.contacts });
    case 'imported':
      return [
        transfer.added === 0
          ? t('setup.importedNone')
          : t('setup.imported', { count: transfer.added }),
        ...(transfer.known === 0 ? [] : [t('setup.importedKnown', { count: transfer.known })]),
      ].join(' ');
    case 'not-exported':
      return t('setup.notExported');
    case 'not-imported':
      return t(transfer.failure === 'not_valid' ? 'setup.notValid' : 'setup.notImported');
  }
}
