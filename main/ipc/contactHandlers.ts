import type { Contacts } from '../contacts/contacts.ts';
import type { MemberContacts } from '../contacts/memberContacts.ts';
import type { OpenedContactLinks } from '../contacts/openedContactLinks.ts';
import type { RequestHandlers } from './requestCheck.ts';

export type ContactHandlers = Pick<
  RequestHandlers,
  | 'contacts:add'
  | 'contacts:check'
  | 'contacts:answer'
  | 'contacts:rename'
  | 'contacts:remove'
  | 'contacts:restore'
  | 'contacts:block'
  | 'contacts:link'
  | 'contacts:copy-link'
  | 'contacts:renew-link'
  | 'contacts:export'
  | 'contacts:import'
  | 'contacts:settle-link'
  | 'contacts:write-member'
  | 'contacts:hear-member'
  | 'contacts:accept-member'
>;

/** What main does for windows about contacts. */
export function createContactHandlers(
  contacts: Contacts,
  links: Pick<OpenedContactLinks, 'settle'>,
  members: Pick<MemberContacts, 'write' | 'hear' | 'accept'>,
): ContactHandlers {
  return {
    'contacts:add': ({ text, name }) => contacts.add(text, name),
    'contacts:check': ({ text }) => contacts.check(text),
    'contacts:answer': ({ address, answer }) => contacts.answer(address, answer),
    'contacts:rename': ({ address, name }) => contacts.rename(address, name),
    'contacts:remove': ({ address }) => contacts.remove(address),
    'contacts:restore': ({ address }) => contacts.restore(address),
    'contacts:block': ({ address, blocked }) => contacts.block(address, blocked),
    'contacts:link': () => contacts.link(),
    'contacts:copy-link': () => contacts.copyLink(),
    'contacts:renew-link': () => contacts.renewLink(),
    'contacts:export': () => contacts.export(),
    'contacts:import': () => contacts.import(),
    'contacts:settle-link': ({ accepted }) => links.settle(accepted),
    'contacts:write-member': ({ binding, type }) => members.write(binding, type),
    'contacts:hear-member': (heard) => members.hear(heard),
    'contacts:accept-member': (accepted) => members.accept(accepted),
  };
}
