import type { Contact } from '../../../preload/contract/contacts.ts';
import { matchIn } from '../matching.ts';

/** Contacts that are called, asked and blocked are listed apart. */
export interface ContactGroups {
  /** Who is there comes first, each part by name. */
  readonly callable: readonly Contact[];
  readonly asked: readonly Contact[];
  readonly blocked: readonly Contact[];
}

/** @param locale - whose alphabet it is. */
export function groupContacts(contacts: readonly Contact[], locale: string): ContactGroups {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const byName = contacts.toSorted((one, other) => compare(one.name, other.name));
  const standing = (wanted: Contact['standing']): readonly Contact[] =>
    byName.filter((contact) => contact.standing === wanted);
  const callable = standing('contact');
  return {
    callable: [...callable.filter(isThere), ...callable.filter((contact) => !isThere(contact))],
    asked: standing('asked'),
    blocked: standing('blocked'),
  };
}

/** Whether something is known of them; those who do not want to be disturbed are there too. */
export function isThere({ presence }: Pick<Contact, 'presence'>): boolean {
  return presence !== 'unavailable';
}

/** Those whose name has the typed letters, the others left out; everybody while nothing is typed. */
export function searchContacts<Named extends Pick<Contact, 'name'>>(
  contacts: readonly Named[],
  typed: string,
): readonly Named[] {
  if (typed.trim() === '') return contacts;
  const found = contacts.flatMap((contact) => {
    const match = matchIn(contact.name, typed);
    return match === null ? [] : [{ contact, match }];
  });
  return found
    .toSorted((one, other) => Number(other.match.atWord) - Number(one.match.atWord))
    .map(({ contact }) => contact);
}
