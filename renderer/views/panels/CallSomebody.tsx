import { Phone, UserPlus } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { groupContacts, searchContacts } from '../contacts/contactOrder.ts';
import { moveInList } from '../contacts/moveInList.ts';
import { PersonAvatar } from '../contacts/PersonAvatar.tsx';
import { useApp, useCall, useContacts, useParley, useRinging } from '../ParleyProvider.tsx';
import { localeOf } from '../words/time.ts';
import { languageOf } from '../words/words.ts';

/** With more, a field to search in them is worth its place. */
const SEARCHED_FROM = 9;

/** Brings one more person into the running call. */
export function CallSomebody() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="flex min-h-0 flex-none flex-col border-t border-line">
      {open && <People id={id} />}
      <div className="p-2.5">
        <Button
          look="line"
          layout="w-full"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <UserPlus size={18} aria-hidden="true" />
          {t('ringing.callSomebody')}
        </Button>
      </div>
    </div>
  );
}

function People({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const contacts = useContacts((state) => state.contacts);
  const calling = useRinging(({ outgoing }) =>
    outgoing === null || outgoing.phase === 'failed' ? null : outgoing.address,
  );
  const participants = useCall((state) => state.participants);
  const here = useMemo(() => new Set(participants.map(({ address }) => address)), [participants]);
  const locale = localeOf(useApp(languageOf));
  const { callable } = useMemo(() => groupContacts(contacts, locale), [contacts, locale]);
  const [typed, setTyped] = useState('');
  const searched = callable.length >= SEARCHED_FROM;
  const shown = searched ? searchContacts(callable, typed) : callable;
  return (
    <div id={id} className="flex max-h-64 min-h-0 flex-col pt-2.5 compact:max-h-44">
      {callable.length === 0 && (
        <p className="px-4 text-pill text-ink-2">{t('ringing.nobodyToCall')}</p>
      )}
      {searched && (
        <div className="flex px-2.5 pb-1.5">
          <SearchField label={t('contacts.search')} value={typed} onChange={setTyped} />
        </div>
      )}
      {/* Arrows go from button to button; the buttons are what is operated. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        aria-label={t('ringing.callSomebody')}
        onKeyDown={moveInList}
        className="relative min-h-0 overflow-y-auto scroll-thin px-2 [--ground:var(--raised)]"
      >
        {shown.map(({ address, name, presence }) => (
          <li
            key={address}
            className="flex min-h-12 items-center gap-3 rounded-control px-2 py-1 focus-within:bg-hover hover:bg-hover"
          >
            <PersonAvatar id={address} name={name} presence={presence} />
            <span className="min-w-0 flex-1 leading-4.5">
              <span className="block truncate font-semibold">{name}</span>
              <span className="block text-caption text-ink-3">
                {here.has(address)
                  ? t('palette.here')
                  : t(address === calling ? 'ringing.ringing' : `presence.${presence}`)}
              </span>
            </span>
            {!here.has(address) && (
              <Button
                icon
                data-row-main
                aria-label={t('contacts.call', { name })}
                onClick={() => ringing.send({ type: 'call', address })}
                layout="text-ink-2"
              >
                <Phone size={18} aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
