import { RoomName } from '../../signaling/protocol/roomName.ts';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const WORDS = 4;
const SYLLABLES_A_WORD = 2;

/**
 * The room of a call that rings: four words of two syllables, one of 70^8, about 49 bits, so that
 * nobody else finds it, and it can be told to a third person on the phone.
 *
 * @param random - a whole number, uniform from 0 to below `end`.
 */
export function callRoom(random: (end: number) => number): RoomName {
  const letter = (letters: string): string => letters.charAt(random(letters.length));
  const word = (): string =>
    Array.from({ length: SYLLABLES_A_WORD }, () => letter(CONSONANTS) + letter(VOWELS)).join('');
  return RoomName.parse(Array.from({ length: WORDS }, word).join('-'));
}
