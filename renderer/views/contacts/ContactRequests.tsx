import { Ban, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRequest } from '../../../preload/contract/contacts.ts';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { hostOf } from '../dialogs/serverField.ts';
import { useContacts, useParley } from '../ParleyProvider.tsx';
import { PersonAvatar } from './PersonAvatar.tsx';
import { UndoStrip } from './UndoStrip.tsx';

export interface ContactRequestsProps {
  /** They stand on the page behind as well, so here they are no landmark. */
  readonly inDialog?: boolean;
}

/** Who asks to be a contact, and who was just declined. Empty when nobody does or was. */
export function ContactRequests({ inDialog = false }: ContactRequestsProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const requests = useContacts((state) => state.requests);
  const declined = useContacts((state) => state.declined);
  const id = useId();
  return (
    <div aria-live="polite">
      {declined !== null && (
        <div className="px-3 pt-1 compact:px-0 compact:pt-0">
          <UndoStrip
            text={t('contacts.declined', { name: declined.name })}
            onUndo={() => contacts.send({ type: 'restore', address: declined.address })}
          />
        </div>
      )}
      {requests.length > 0 && (
        <section
          role={inDialog ? 'group' : undefined}
          aria-labelledby={id}
          className="px-5 pt-2 pb-4 compact:px-0 compact:pt-0"
        >
          <h2 id={id} className="pb-2 text-pill leading-5 font-bold text-ink-2">
            {t('contacts.requests')}
          </h2>
          <ul className="grid gap-2">
            {requests.map((request) => (
              <Request key={request.address} request={request} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Request({ request }: { readonly request: ContactRequest }) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const resembled = useContacts(
    (state) => state.contacts.find(({ address }) => address === request.resembles)?.name,
  );
  const { address, name, server, resembles } = request;
  const answer = (word: 'accept' | 'decline' | 'block'): void =>
    contacts.send({ type: 'answer-request', address, answer: word });
  return (
    <li className="rounded-tile bg-paper p-3 inset-ring inset-ring-line edged [--ground:var(--paper)]">
      <div className="flex items-center gap-3">
        <PersonAvatar id={address} name={name} presence={null} />
        <div className="min-w-0 flex-1 leading-4.5">
          <p className="truncate font-semibold" title={name}>
            {name}
          </p>
          <p className="mt-px text-caption text-ink-2">{t('contacts.wants')}</p>
          <p className="truncate text-caption text-ink-3">
            {t('contacts.onServer', { host: hostOf(server) })}
          </p>
        </div>
      </div>
      {resembles !== null && (
        <p className="mt-2.5 flex gap-2 rounded-pill bg-caution-wash p-2 text-caption edged">
          <TriangleAlert size={16} aria-hidden="true" className="text-caution" />
          <span>{t('contacts.resembles', { name: resembled ?? name })}</span>
        </p>
      )}
      <div className="mt-2.5 flex gap-2">
        <Button
          size="small"
          // With a warning nothing is offered as the thing to do.
          look={resembles === null ? 'go' : 'line'}
          aria-label={t('contacts.acceptName', { name })}
          onClick={() => answer('accept')}
        >
          {t('contacts.accept')}
        </Button>
        <Button
          size="small"
          look="line"
          aria-label={t('contacts.declineName', { name })}
          onClick={() => answer('decline')}
        >
          {t('contacts.decline')}
        </Button>
        <span className="flex-1" />
        <Tooltip text={t('contacts.blockName', { name })}>
          <Button
            icon
            size="small"
            aria-label={t('contacts.blockName', { name })}
            onClick={() => answer('block')}
            layout="text-ink-2"
          >
            <Ban size={16} aria-hidden="true" />
          </Button>
        </Tooltip>
      </div>
    </li>
  );
}
