import type { CallContact } from '../../preload/contract/callContact.ts';
import type { CallSnapshot, Participant } from '../../preload/contract/callSnapshot.ts';
import type { Contact } from '../../preload/contract/contacts.ts';

/** People that a call's title names; more would not be read. */
const MOST_NAMES = 3;

type Known = readonly Pick<Contact, 'address' | 'name'>[];
type Person = Pick<Participant, 'name' | 'address'>;

/** A person as the list of contacts calls them, else as they call themselves. */
export function nameOf({ name, address }: Person, contacts: Known): string {
  if (address === null) return name;
  return contacts.find((contact) => contact.address === address)?.name ?? name;
}

/** By what a person's colour is picked, so that it is the same in every call. */
export function colourKey({ name, address }: Person): string {
  return address ?? name;
}

/**
 * What a call is called: its people if it came by ringing, those who are there, else whom it rang
 * with. Null: its room's name is its name.
 *
 * @param language - in which names are joined.
 */
export function callTitle(
  {
    contact,
    participants,
  }: { readonly contact: CallSnapshot['contact']; readonly participants: readonly Person[] },
  contacts: Known,
  language: string,
): string | null {
  if (contact === null) return null;
  const people: readonly (Person | CallContact)[] =
    participants.length > 0 ? participants : [contact];
  const names = people.map((person) => nameOf(person, contacts));
  return joinNames(names, language);
}

/** "Bob", "Bob and Cleo", "Bob, Cleo, Dan +2". */
export function joinNames(names: readonly string[], language: string): string {
  const rest = names.length - MOST_NAMES;
  if (rest > 0) return `${names.slice(0, MOST_NAMES).join(', ')} +${rest}`;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
