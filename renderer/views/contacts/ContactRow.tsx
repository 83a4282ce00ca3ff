import { Ban, Ellipsis, Pencil, Phone, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../preload/contract/contacts.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Menu } from '../../ui/Menu.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useParley } from '../ParleyProvider.tsx';
import { isThere } from './contactOrder.ts';
import { PersonAvatar } from './PersonAvatar.tsx';

export interface ContactRowProps {
  readonly contact: Contact;
  readonly onRename: (contact: Contact) => void;
  readonly onBlock: (address: Contact['address']) => void;
}

/** Somebody to call. */
export const ContactRow = memo(function ContactRow({
  contact,
  onRename,
  onBlock,
}: ContactRowProps) {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const { address, name, presence, standing } = contact;
  const asked = standing === 'asked';
  return (
    <li className="group flex h-14 items-center gap-3 pr-3 pl-5 focus-within:bg-hover hover:bg-hover compact:rounded-control compact:pl-3">
      <PersonAvatar id={address} name={name} presence={asked ? null : presence} />
      <div className="min-w-0 flex-1 leading-4.5">
        <p
          className={classNames(
            'truncate font-semibold',
            !asked && !isThere(contact) && 'text-ink-2',
          )}
          title={name}
        >
          {name}
        </p>
        <p className="mt-px truncate text-caption text-ink-3">
          {asked ? t('contacts.asked') : t(`presence.${presence}`)}
        </p>
      </div>
      <RowMenu contact={contact} onRename={onRename} onBlock={onBlock} />
      {!asked && (
        <Tooltip text={t('contacts.call', { name })}>
          <Button
            icon
            data-row-main
            aria-label={t('contacts.call', { name })}
            onClick={() => ringing.send({ type: 'call', address })}
            layout="text-ink-2 group-hover:fill-voice group-focus-within:fill-voice"
          >
            <Phone size={18} aria-hidden="true" />
          </Button>
        </Tooltip>
      )}
    </li>
  );
});

function RowMenu({ contact, onRename, onBlock }: ContactRowProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const { address, name } = contact;
  return (
    <Menu
      side="bottom"
      entries={[
        {
          key: 'rename',
          label: t('contacts.rename'),
          icon: <Pencil size={18} aria-hidden="true" />,
          onChoose: () => onRename(contact),
        },
        {
          key: 'block',
          label: t('contacts.block'),
          icon: <Ban size={18} aria-hidden="true" />,
          onChoose() {
            contacts.send({ type: 'block', address, blocked: true });
            onBlock(address);
          },
        },
        {
          key: 'remove',
          label: t('contacts.remove'),
          icon: <Trash2 size={18} aria-hidden="true" />,
          onChoose: () => contacts.send({ type: 'remove', address }),
        },
      ]}
    >
      {(trigger) => (
        <Button
          icon
          size="small"
          render={trigger}
          aria-label={t('contacts.menu', { name })}
          layout="text-ink-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100"
        >
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
      )}
    </Menu>
  );
}
