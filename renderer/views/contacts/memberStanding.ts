import type { Contact } from '../../../preload/contract/contacts.ts';
import type { MemberContact } from '../../../preload/contract/memberContacts.ts';

/**
 * `none`: there is no way to ask, or not yet. `wants`: they ask us; `warned`: with a warning, which
 * is to be read where the question stands.
 */
export type MemberStanding =
  | 'none'
  | 'self'
  | 'contact'
  | 'blocked'
  | 'asked'
  | 'addable'
  | 'wants'
  | 'warned';

/** How a member of the call stands to one's contacts, as a row shows it. */
export function memberStanding(
  member: MemberContact | undefined,
  contacts: readonly Pick<Contact, 'address' | 'standing'>[],
): MemberStanding {
  if (member === undefined) return 'none';
  const { address, isSelf, asked, question } = member;
  if (isSelf) return 'self';
  const known = contacts.find((contact) => contact.address === address)?.standing;
  if (known !== undefined) return known;
  if (question !== null) return question.resembles === null ? 'wants' : 'warned';
  return asked === 'no' ? 'addable' : 'asked';
}
