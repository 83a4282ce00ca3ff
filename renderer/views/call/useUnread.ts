import { useEffect, useMemo, useState } from 'react';
import type { ChatLine } from '../../../preload/contract/callSnapshot.ts';

/** Others' lines that have not been on the screen. */
export function countUnread(lines: readonly ChatLine[], seen: ReadonlySet<string>): number {
  return lines.reduce((sum, line) => sum + (line.own || seen.has(line.key) ? 0 : 1), 0);
}

/**
 * Counts unread lines of chat. Lines are remembered one by one, because an older line can come
 * later than a newer one.
 *
 * @param watching - the chat is open, and what is there counts as read.
 */
export function useUnread(lines: readonly ChatLine[], watching: boolean): number {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (watching) setSeen(new Set(lines.map((line) => line.key)));
  }, [lines, watching]);
  return useMemo(() => (watching ? 0 : countUnread(lines, seen)), [lines, seen, watching]);
}
