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
 * By whose address a member has their colour; null: by none, but by their name. Until members have shown who
 * they are, the only one of whom nothing is known is taken for whom the call rang with. For a colour that is
 * enough, for a name or anything else it is not.
 */
export function colouredAs(
  { contact, participants, known }: Pick<CallSnapshot, 'contact' | 'participants' | 'known'>,
  id: Participant['id'],
): Participant['address'] {
  const proved = known.find(({ member }) => member === id);
  if (proved !== undefined) return proved.address;
  if (contact === null || known.some(({ address }) => address === contact.address)) return null;
  const unknown = participants.filter((one) => !known.some(({ member }) => member === one.id));
  return unknown.length === 1 && unknown[0]?.id === id ? contact.address : null;
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
