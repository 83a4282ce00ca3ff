import { z } from 'zod';
import { MAX_ROOM_NAME_LENGTH } from './limits.ts';

// Control, format (bidi overrides, zero-width), surrogate and private-use characters make names
// that look alike but differ, or that break lines.
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** A room's name as people see it: NFKC, trimmed, inner white space single. */
export const RoomName = z
  .string()
  .max(MAX_ROOM_NAME_LENGTH * 4)
  .transform((raw) => raw.normalize('NFKC').trim().replace(/\s+/gu, ' '))
  .refine((name) => {
    const length = [...name].length;
    return length >= 1 && length <= MAX_ROOM_NAME_LENGTH && !FORBIDDEN.test(name);
  })
  .brand<'RoomName'>();
export type RoomName = z.infer<typeof RoomName>;

/**
 * The key under which two spellings of a name are the same room: without case.
 *
 * Lower, upper, lower folds what a single pass leaves apart (`ß` and `SS`, final sigma).
 */
export function roomKey(name: RoomName): string {
  return name.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}
