import { TriangleAlert, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemberContact } from '../../../preload/contract/memberContacts.ts';
import { Button } from '../../ui/Button.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useCall, useContacts, useParley } from '../ParleyProvider.tsx';

const FAILURES = {
  no_address: 'no_address',
  no_identity: 'no_identity',
  'too-many': 'too-many',
  blocked: 'blockedText',
  failed: 'failedText',
} as const;

/** Whose question, or failure, is shown now; the others wait their turn. */
export function waitingMember(members: readonly MemberContact[]): MemberContact | undefined {
  return members.find(({ question, failure }) => question !== null || failure !== null);
}

/** A member of the call wants to be a contact, or did not become one. */
export function MemberContactStrip() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const waiting = useContacts((state) => waitingMember(state.members));
  const called = useCall(
    (state) => state.participants.find(({ id }) => id === waiting?.member)?.name,
  );
  const resembled = useContacts(
    (state) => state.contacts.find(({ address }) => address === waiting?.question?.resembles)?.name,
  );
  if (waiting === undefined || called === undefined) return null;
  const { member, question, failure } = waiting;
  const name = question?.name ?? called;
  if (question === null) {
    return (
      <Strip
        tone="caution"
        icon={<TriangleAlert size={18} aria-hidden="true" />}
        title={t('memberContact.failed', { name })}
        text={t(`memberContact.${FAILURES[failure ?? 'failed']}`)}
        dismiss={{
          label: t('memberContact.dismiss'),
          onDismiss: () => contacts.send({ type: 'forget-member-failure', member }),
        }}
      />
    );
  }
  const isWarned = question.resembles !== null;
  const answer = (accepted: boolean): void =>
    contacts.send({ type: 'answer-member', member, accepted });
  return (
    <Strip
      tone={isWarned ? 'caution' : 'plain'}
      icon={
        isWarned ? (
          <TriangleAlert size={18} aria-hidden="true" />
        ) : (
          <UserPlus size={18} aria-hidden="true" />
        )
      }
      title={t(question.kind === 'offer' ? 'memberContact.wants' : 'memberContact.agreed', {
        name,
      })}
      text={
        isWarned
          ? t('contacts.resembles', { name: resembled ?? name })
          : t('memberContact.wantsText')
      }
      actions={
        <>
          <Button size="small" onClick={() => answer(false)}>
            {t('memberContact.notNow')}
          </Button>
          <Button
            size="small"
            // With a warning nothing is offered as the thing to do.
            look={isWarned ? 'line' : 'go'}
            onClick={() => answer(true)}
          >
            {t('memberContact.accept')}
          </Button>
        </>
      }
    />
  );
}
