import { z } from 'zod';
import { MAX_DISPLAY_NAME_LENGTH } from './limits.ts';

// Zero-width joiners stay: names and emoji in several scripts need them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u;

/** The name that others see on a tile: NFC, trimmed, 1 to 64 UTF-16 units, no bidi overrides. */
export const DisplayName = z
  .string()
  .max(MAX_DISPLAY_NAME_LENGTH * 4)
  .transform((raw) => raw.normalize('NFC').trim().replace(/\s+/gu, ' '))
  .refine(
    (name) => name.length >= 1 && name.length <= MAX_DISPLAY_NAME_LENGTH && !FORBIDDEN.test(name),
  )
  .brand<'DisplayName'>();
export type DisplayName = z.infer<typeof DisplayName>;
