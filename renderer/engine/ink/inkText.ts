import { MAX_INK_TEXT_LENGTH } from '../../../signaling/protocol/presentFrames.ts';

// The same as in a display name: what is invisible or turns the text around it.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu;

/** Text as it is written on a share: one trimmed line, without control characters; may be empty. */
export function inkText(raw: string): string {
  const text = raw.normalize('NFC').replace(/\s+/gu, ' ').replace(FORBIDDEN, '').trim();
  if (text.length <= MAX_INK_TEXT_LENGTH) return text;
  // Never half of a pair of surrogates.
  return text
    .slice(0, MAX_INK_TEXT_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
