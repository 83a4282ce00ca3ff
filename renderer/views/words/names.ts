import { localeOf } from './time.ts';
import type { Language } from './words.ts';

/**
 * Names in a sentence: `Mira and Bob`, `Mira, Bob, Yana and 2 others`.
 *
 * @param most - names said before the rest becomes a number.
 * @param others - says that number.
 */
export function namesList(
  names: readonly string[],
  most: number,
  language: Language,
  others: (count: number) => string,
): string {
  const said = names.slice(0, most);
  const rest = names.length - said.length;
  const parts = rest > 0 ? [...said, others(rest)] : said;
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(parts);
}
