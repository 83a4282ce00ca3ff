/** Where typed letters were found in a name. */
export interface Match {
  /** At the start of a word, not in the middle of one. */
  readonly atWord: boolean;
  /** Code points before it. */
  readonly start: number;
  /** Code points after which it ends. */
  readonly end: number;
}

/** Letters as they are compared: without case and accents, each still one code point. */
function folded(text: string): readonly string[] {
  return Array.from(text.normalize('NFC'), (letter) => {
    const [plain = letter] = letter.toLowerCase().normalize('NFD');
    return plain;
  });
}

const WORD_LETTER = /[\p{L}\p{N}]/u;

/**
 * Finds typed letters in a name, in any script, whatever their case and accents: `re` in `design
 * review`, `єл` in `Єлизавета`. The start of a word goes before its middle.
 *
 * @param typed - letters to find; blanks around them do not count.
 * @returns null when they are not in it, or nothing was typed.
 */
export function matchIn(name: string, typed: string): Match | null {
  const letters = folded(name);
  const wanted = folded(typed.trim());
  if (wanted.length === 0) return null;
  let inside: Match | null = null;
  for (let start = 0; start + wanted.length <= letters.length; start++) {
    if (wanted.some((letter, index) => letters[start + index] !== letter)) continue;
    const atWord = start === 0 || !WORD_LETTER.test(letters[start - 1] ?? '');
    const match = { atWord, start, end: start + wanted.length };
    if (atWord) return match;
    inside ??= match;
  }
  return inside;
}
