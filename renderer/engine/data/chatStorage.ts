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
  /** What was saved last; null for nothing. */
  load(): string | null;
  /** @throws when there is no room for it. */
  save(text: string): void;
}

/** What of a page's storage (10 MB) is used for chat, in UTF-16 units; the newest are kept. */
const MAX_STORED_LENGTH = 2_000_000;

/** In a window's own storage, which outlives its reloads and nothing else. */
export function createChatStorage(
  area: Pick<Storage, 'getItem' | 'setItem'>,
  key = 'parley.chat',
): ChatStorage {
  return {
    load: () => area.getItem(key),
    save: (text) => area.setItem(key, text),
  };
}

/**
 * Writes a log as the frames that would tell of it, one a line: first how many messages we wrote,
 * then as many messages as fit, so that no other format has to be checked.
 */
export function storeChat(storage: ChatStorage, self: MemberId, log: ChatLog): void {
  const have: ChatHaveFrame = {
    type: 'have',
    authors: [{ author: self, number: log.ownNumber() }],
  };
  const head = JSON.stringify(have);
  const frames = frameLines(log.messages());
  try {
    storage.save([head, ...frames].join('\n'));
  } catch {
    try {
      storage.save(head);
    } catch {
      // The call goes on without: what is lost with a reload then comes back from the others.
    }
  }
}

/** Reads back what {@link storeChat} wrote for this member; anything else is left alone. */
export function restoreChat(storage: ChatStorage, self: MemberId, log: ChatLog): void {
  const [head, ...lines] = storage.load()?.split('\n') ?? [];
  const have = decode(ChatFrame, head ?? '');
  if (!have.ok || have.value.type !== 'have') return;
  const [own] = have.value.authors;
  if (own?.author !== self) return;
  const messages = lines.flatMap((line) => {
    const frame = decode(ChatFrame, line);
    return frame.ok && frame.value.type === 'messages' ? frame.value.messages : [];
  });
  log.restore(own.number, messages);
}

function frameLines(messages: readonly ChatMessageData[]): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (let end = messages.length; end > 0; end -= MAX_CHAT_BATCH) {
    const batch = messages.slice(Math.max(0, end - MAX_CHAT_BATCH), end);
    const frame: ChatMessagesFrame = { type: 'messages', messages: batch };
    const line = JSON.stringify(frame);
    length += line.length;
    if (length > MAX_STORED_LENGTH) break;
    lines.unshift(line);
  }
  return lines;
}
