import { ChevronRight, UserPlus } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../preload/contract/contacts.ts';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { useApp, useContacts, useParley } from '../ParleyProvider.tsx';
import { localeOf } from '../words/time.ts';
import { languageOf } from '../words/words.ts';
import { groupContacts, searchContacts } from './contactOrder.ts';
import { ContactRow } from './ContactRow.tsx';
import { moveInList } from './moveInList.ts';
import { PersonAvatar } from './PersonAvatar.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { UndoStrip } from './UndoStrip.tsx';

/** With more, a field to search in them is worth its place. */
const SEARCHED_FROM = 9;

/** As long as a removal can be taken back. */
const UNDO_MS = 30_000;

/** The people one calls, who asks to be one of them, and who was blocked. */
export function Contacts() {
  const { t } = useTranslation();
  const contacts = useContacts((state) => state.contacts);
  const locale = localeOf(useApp(languageOf));
  const groups = useMemo(() => groupContacts(contacts, locale), [contacts, locale]);
  const [typed, setTyped] = useState('');
  const [renamed, setRenamed] = useState<Contact | null>(null);
  const [justBlocked, setJustBlocked] = useState<Contact['address'] | null>(null);
  useEffect(() => {
    if (justBlocked === null) return undefined;
    const timer = setTimeout(() => setJustBlocked(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [justBlocked]);
  const id = useId();
  const all = useMemo(() => [...groups.callable, ...groups.asked], [groups]);
  const searched = all.length >= SEARCHED_FROM;
  const shown = searched ? searchContacts(all, typed) : all;
  return (
    <section aria-labelledby={id} className="pb-3">
      <div className="flex h-13 items-center justify-between pt-2 pr-3 pl-5 compact:px-0 compact:pt-0">
        <h2 id={id} className="text-pill leading-5 font-bold text-ink-2">
          {t('contacts.title')}
        </h2>
        {all.length > 0 && <AddButton />}
      </div>
      <TakenBack blocked={justBlocked} />
      {all.length === 0 && <Nobody />}
      {searched && (
        <div className="flex px-5 pb-2 compact:px-0">
          <SearchField label={t('contacts.search')} value={typed} onChange={setTyped} />
        </div>
      )}
      {all.length > 0 && (
        // Arrows go from button to button; the buttons are what is operated.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul aria-labelledby={id} onKeyDown={moveInList} className="compact:-mx-3">
          {shown.map((contact) => (
            <ContactRow
              key={contact.address}
              contact={contact}
              onRename={setRenamed}
              onBlock={setJustBlocked}
            />
          ))}
        </ul>
      )}
      {all.length > 0 && shown.length === 0 && (
        <p role="status" className="px-5 py-3 text-pill text-ink-3 compact:px-0">
          {t('contacts.notFound')}
        </p>
      )}
      <Blocked blocked={groups.blocked} />
      <RenameDialog contact={renamed} onClose={() => setRenamed(null)} />
    </section>
  );
}

function AddButton() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  return (
    <Tooltip text={t('contacts.add')}>
      <Button
        icon
        size="small"
        aria-label={t('contacts.add')}
        onClick={() => openDialog('add-contact')}
      >
        <UserPlus size={16} aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}

function Nobody() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  return (
    <div className="mx-5 mt-1 rounded-tile p-4 inset-ring inset-ring-line edged compact:mx-0">
      <p className="text-pill text-ink-2">{t('contacts.empty')}</p>
      <Button look="line" layout="mt-3" onClick={() => openDialog('add-contact')}>
        <UserPlus size={18} aria-hidden="true" />
        {t('contacts.add')}
      </Button>
    </div>
  );
}

interface TakenBackProps {
  /** Whom the person has just blocked here; null: nobody. */
  readonly blocked: Contact['address'] | null;
}

/** Who was just removed or blocked, for as long as that can be taken back. */
function TakenBack({ blocked: address }: TakenBackProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const removed = useContacts((state) => state.removed);
  const blocked = useContacts((state) =>
    state.contacts.find((one) => one.address === address && one.standing === 'blocked'),
  );
  return (
    <div aria-live="polite" className="px-3 compact:px-0">
      {blocked !== undefined && (
        <UndoStrip
          text={t('contacts.nowBlocked', { name: blocked.name })}
          onUndo={() => contacts.send({ type: 'block', address: blocked.address, blocked: false })}
        />
      )}
      {removed !== null && (
        <UndoStrip
          text={t('contacts.removed', { name: removed.name })}
          onUndo={() => contacts.send({ type: 'restore', address: removed.address })}
        />
      )}
    </div>
  );
}

function Blocked({ blocked }: { readonly blocked: readonly Contact[] }) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (blocked.length === 0) return null;
  return (
    <div className="px-3 pt-2 pb-3 compact:px-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex h-8 items-center gap-1.5 rounded-pill px-2 text-pill text-ink-3 hover:bg-hover"
      >
        <ChevronRight size={14} aria-hidden="true" className={open ? 'rotate-90' : ''} />
        {t('contacts.blocked', { count: blocked.length })}
      </button>
      <ul id={id} hidden={!open} aria-label={t('contacts.blockedList')}>
        {blocked.map(({ address, name }) => (
          <li key={address} className="flex h-12 items-center gap-3 pr-0 pl-2">
            <PersonAvatar id={address} name={name} presence={null} size="entry" />
            <span className="min-w-0 flex-1 truncate text-ink-2">{name}</span>
            <Button
              size="small"
              look="line"
              aria-label={t('contacts.unblockName', { name })}
              onClick={() => contacts.send({ type: 'block', address, blocked: false })}
            >
              {t('contacts.unblock')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
