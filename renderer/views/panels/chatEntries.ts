import type { CallNote, ChatLine } from '../../../preload/contract/callSnapshot.ts';
import { isSameDay } from '../words/time.ts';

/** What the log shows, in its order. */
export type ChatEntry =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'note'; readonly key: string; readonly note: CallNote }
  | {
      readonly kind: 'line';
      readonly key: string;
      readonly line: ChatLine;
      /** Goes on from the line above: same author, soon after. */
      readonly follows: boolean;
    };

/** Lines closer than this stand under one name. */
const FOLLOWS_WITHIN_MS = 3 * 60_000;

/**
 * Puts lines, notes and days into one order: lines keep the order that all members agree on, and
 * each note stands before the first line that was sent after it.
 */
export function chatEntries(
  lines: readonly ChatLine[],
  notes: readonly CallNote[],
): readonly ChatEntry[] {
  const waiting = notes.toSorted((one, other) => one.atMs - other.atMs);
  const entries: ChatEntry[] = [];
  let dayMs: number | null = null;
  let above: ChatLine | null = null;

  const startDay = (atMs: number): void => {
    if (dayMs !== null && isSameDay(dayMs, atMs)) return;
    // A clock that is off must not count days backwards and forwards.
    if (dayMs !== null && atMs < dayMs) return;
    dayMs = atMs;
    above = null;
    entries.push({ kind: 'day', key: `day ${atMs}`, atMs });
  };
  const addNote = (note: CallNote): void => {
    startDay(note.atMs);
    above = null;
    entries.push({ kind: 'note', key: note.key, note });
  };

  for (const line of lines) {
    while (waiting[0] !== undefined && waiting[0].atMs <= line.sentAtMs) {
      const [note] = waiting.splice(0, 1);
      if (note !== undefined) addNote(note);
    }
    startDay(line.sentAtMs);
    const last: ChatLine | null = above;
    const follows: boolean =
      last !== null &&
      last.author === line.author &&
      Math.abs(line.sentAtMs - last.sentAtMs) < FOLLOWS_WITHIN_MS;
    entries.push({ kind: 'line', key: line.key, line, follows });
    above = line;
  }
  for (const note of waiting) addNote(note);
  return entries;
}
