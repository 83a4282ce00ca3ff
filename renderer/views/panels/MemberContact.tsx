import { Check, UserPlus } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../preload/contract/callSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { memberStanding, type MemberStanding } from '../contacts/memberStanding.ts';
import { useContacts, useParley } from '../ParleyProvider.tsx';

type Member = Pick<Participant, 'id' | 'name'>;

function useMemberStanding({ id }: Pick<Member, 'id'>): MemberStanding {
  return useContacts(({ members, contacts }) =>
    memberStanding(
      members.find(({ member }) => member === id),
      contacts,
    ),
  );
}

const NOTES = {
  none: null,
  addable: null,
  self: 'memberContact.self',
  contact: 'memberContact.contact',
  blocked: 'memberContact.blocked',
  asked: 'memberContact.asked',
  wants: 'contacts.wants',
  warned: 'contacts.wants',
} as const satisfies Record<MemberStanding, string | null>;

const ASKED_OF: ReadonlySet<MemberStanding> = new Set(['addable', 'asked', 'wants']);

/** How a member stands to one's contacts, in a word; nothing for somebody unknown. */
export function MemberContactNote({ person }: { readonly person: Member }) {
  const { t } = useTranslation();
  const standing = useMemberStanding(person);
  const words = NOTES[standing];
  return (
    <span role="status" className="block truncate text-caption text-ink-3 empty:hidden">
      {words === null ? '' : t(words)}
    </span>
  );
}

/** Asks a member to be a contact; not there for those who are. */
export function AddMember({ person }: { readonly person: Member }) {
  const standing = useMemberStanding(person);
  if (!ASKED_OF.has(standing)) return null;
  return <AddButton person={person} asked={standing === 'asked'} />;
}

interface AddButtonProps {
  readonly person: Member;
  readonly asked: boolean;
}

function AddButton({ person: { id, name }, asked }: AddButtonProps) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    const list = element?.closest('ul');
    return () => {
      // The keyboard goes on from the list when the button goes away under it.
      if (element !== null && element.ownerDocument.activeElement === element) list?.focus();
    };
  }, []);
  const label = t('memberContact.add', { name });
  const Icon = asked ? Check : UserPlus;
  return (
    <Tooltip text={asked ? t('memberContact.asked') : label}>
      <Button
        ref={button}
        icon
        size="small"
        disabled={asked}
        focusableWhenDisabled
        aria-label={label}
        onClick={() => contacts.send({ type: 'ask-member', member: id })}
        layout="text-ink-2"
      >
        <Icon size={18} aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
