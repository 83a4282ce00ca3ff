/** So many colours there are for people. */
export const PERSON_COLOURS = 8;

/**
 * The colour by which a person is known everywhere in a call, as a number from 0 on, below {@link PERSON_COLOURS}.
 *
 * 32-bit FNV-1a (draft-eastlake-fnv): ids are random, names are not, and this spreads both.
 *
 * @param id - the member's id, or the name where no id is known.
 */
export function colourOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % PERSON_COLOURS;
}
