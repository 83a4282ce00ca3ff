import { MAX_CHAT_TEXT_LENGTH } from '../../../signaling/protocol/limits.ts';

/**
 * What a person typed, as messages: trimmed, none when empty, several when it is too long for one.
 *
 * Cut at white space where there is any, and never inside a character that people see as one.
 *
 * @param limit - longest message, in UTF-16 units.
 */
export function chatTexts(typed: string, limit: number = MAX_CHAT_TEXT_LENGTH): readonly string[] {
  const texts: string[] = [];
  let rest = typed.trim();
  while (rest.length > limit) {
    const cut = cutBefore(rest, limit);
    texts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? texts : [...texts, rest];
}

function cutBefore(text: string, limit: number): number {
  for (let index = limit; index > 0; index--) {
    if (/\s/.test(text.charAt(index))) return index;
  }
  // Enough of the text behind the limit to see where the character at it begins.
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(0, limit + 64),
  );
  const start = segments.containing(limit)?.index ?? 0;
  if (start > 0) return start;
  const isInsidePair = /[\udc00-\udfff]/.test(text.charAt(limit));
  return isInsidePair ? limit - 1 : limit;
}
