const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const WORDS = 3;
const SYLLABLES_A_WORD = 2;

/**
 * A room name that can be said on the phone and not be guessed: three words of two syllables, one
 * of 70^6, about 37 bits. Whoever knows a room's name can join it.
 *
 * @param random - fills the array with uniform 32-bit numbers.
 */
export function randomRoom(random: (target: Uint32Array<ArrayBuffer>) => Uint32Array): string {
  const syllables = CONSONANTS.length * VOWELS.length;
  const numbers = random(new Uint32Array(WORDS * SYLLABLES_A_WORD));
  const words: string[] = [];
  for (let word = 0; word < WORDS; word++) {
    let text = '';
    for (let place = 0; place < SYLLABLES_A_WORD; place++) {
      // 2^32 modulo 70 favours some syllables by under 2 in 10^8.
      const pick = (numbers[word * SYLLABLES_A_WORD + place] ?? 0) % syllables;
      text += `${CONSONANTS[Math.floor(pick / VOWELS.length)]}${VOWELS[pick % VOWELS.length]}`;
    }
    words.push(text);
  }
  return words.join('-');
}
