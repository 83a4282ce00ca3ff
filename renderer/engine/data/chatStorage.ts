import {
  ChatFrame,
  type ChatHaveFrame,
  type ChatMessageData,
  type ChatMessagesFrame,
} from '../../../signaling/protocol/channelFrames.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import { MAX_CHAT_BATCH } from '../../../signaling/protocol/limits.ts';
import type { ChatLog } from './chatLog.ts';

/**
 * Keeps the chat over a reload of the page. Without it a member who comes back would number new
 * messages like old ones, which nobody takes then.
 */
export interface ChatStorage {
  /** What was added since it was last cleared, in order. */
  load(): readonly string[];
  /** @throws when there is no room for it. */
  add(entry: string): void;
  clear(): void;
}

/** In a window's own storage, which outlives its reloads and nothing else. */
export function createChatStorage(
  area: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  prefix = 'parley.chat.',
): ChatStorage {
  const load = (): readonly string[] => {
    const entries: string[] = [];
    for (;;) {
      const entry = area.getItem(`${prefix}${entries.length}`);
      if (entry === null) return entries;
      entries.push(entry);
    }
  };
  let count = load().length;
  return {
    load,
    add(entry) {
      area.setItem(`${prefix}${count}`, entry);
      count += 1;
    },
    clear() {
      while (count > 0) {
        count -= 1;
        area.removeItem(`${prefix}${count}`);
      }
    },
  };
}

/** What of a page's storage (10 MB) is used for chat, in UTF-16 units. */
const MAX_LENGTH = 2_000_000;

/**
 * Writes down what comes into a log, as the frames that would tell of it, so that no other format
 * has to be checked: first a `have` with how many messages we wrote, then messages. Added to rather
 * than written anew, which takes 40 ms a megabyte; when it is full, the newer half is kept.
 */
export class ChatJournal {
  readonly #storage: ChatStorage;
  readonly #self: MemberId;
  readonly #log: ChatLog;
  #length = 0;

  constructor(storage: ChatStorage, self: MemberId, log: ChatLog) {
    this.#storage = storage;
    this.#self = self;
    this.#log = log;
  }

  /** Puts back into the log what was kept for this member; anything else is thrown away. */
  restore(): void {
    const [head, ...entries] = this.#storage.load();
    const have = decode(ChatFrame, head ?? '');
    const own = have.ok && have.value.type === 'have' ? have.value.authors[0] : undefined;
    if (own?.author !== this.#self) return this.#rewrite(0);
    const messages = entries.flatMap((entry) => {
      const frame = decode(ChatFrame, entry);
      return frame.ok && frame.value.type === 'messages' ? frame.value.messages : [];
    });
    this.#length = entries.reduce((sum, entry) => sum + entry.length, 0);
    this.#log.restore(own.number, messages);
  }

  /** Keeps messages that were just taken into the log. */
  keep(messages: readonly ChatMessageData[]): void {
    const entries = toEntries(messages);
    const length = entries.reduce((sum, entry) => sum + entry.length, 0);
    if (this.#length + length > MAX_LENGTH) return this.#rewrite(MAX_LENGTH / 2);
    try {
      for (const entry of entries) this.#storage.add(entry);
      this.#length += length;
    } catch {
      this.#rewrite(this.#length / 2);
    }
  }

  /** Starts anew with our count and the newest messages, as far as they fit. */
  #rewrite(limit: number): void {
    const have: ChatHaveFrame = {
      type: 'have',
      authors: [{ author: this.#self, number: this.#log.ownNumber() }],
    };
    this.#length = 0;
    this.#storage.clear();
    try {
      this.#storage.add(JSON.stringify(have));
      for (const entry of newest(toEntries(this.#log.messages()), limit)) {
        this.#storage.add(entry);
        this.#length += entry.length;
      }
    } catch {
      // The call goes on without: what is lost with a reload then comes back from the others.
    }
  }
}

function toEntries(messages: readonly ChatMessageData[]): readonly string[] {
  const entries: string[] = [];
  for (let start = 0; start < messages.length; start += MAX_CHAT_BATCH) {
    const batch = messages.slice(start, start + MAX_CHAT_BATCH);
    const frame: ChatMessagesFrame = { type: 'messages', messages: batch };
    entries.push(JSON.stringify(frame));
  }
  return entries;
}

function newest(entries: readonly string[], limit: number): readonly string[] {
  let length = 0;
  const older = entries.findLastIndex((entry) => (length += entry.length) > limit);
  return entries.slice(older + 1);
}
