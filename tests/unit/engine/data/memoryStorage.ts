import type { ChatStorage } from '../../../../renderer/engine/data/chatStorage.ts';

/** Keeps at most so many UTF-16 units, as a page's storage does. */
export function memoryStorage(limit = Infinity): ChatStorage {
  let entries: readonly string[] = [];
  let length = 0;
  return {
    load: () => entries,
    add(entry) {
      if (length + entry.length > limit) throw new DOMException('', 'QuotaExceededError');
      length += entry.length;
      entries = [...entries, entry];
    },
    clear() {
      entries = [];
      length = 0;
    },
  };
}
