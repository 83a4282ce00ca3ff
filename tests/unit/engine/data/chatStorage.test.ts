import { describe, expect, it } from 'vitest';
import { ChatLog } from '../../../../renderer/engine/data/chatLog.ts';
import {
  createChatStorage,
  restoreChat,
  storeChat,
  type ChatStorage,
} from '../../../../renderer/engine/data/chatStorage.ts';
import { memberId, message } from './members.ts';

const ann = memberId('ann');
const bob = memberId('bob');

function memory(limit = Infinity): ChatStorage {
  let kept: string | null = null;
  return {
    load: () => kept,
    save(text) {
      if (text.length > limit) throw new DOMException('', 'QuotaExceededError');
      kept = text;
    },
  };
}

function filled(count: number, text?: string): ChatLog {
  const log = new ChatLog(ann);
  for (let number = 1; number <= count; number++) {
    log.take(message(bob, number, text === undefined ? {} : { text }));
  }
  log.post({ authorName: message(ann, 1).authorName, sentAtMs: 5, text: 'mine' });
  return log;
}

function restored(storage: ChatStorage): ChatLog {
  const log = new ChatLog(ann);
  restoreChat(storage, ann, log);
  return log;
}

describe('chat storage', () => {
  it('gives back what it was given', () => {
    const storage = memory();
    const log = filled(40);
    storeChat(storage, ann, log);
    const back = restored(storage);
    expect(back.messages()).toEqual(log.messages());
    expect(back.ownNumber()).toBe(1);
  });

  it('keeps the newest when there is too much, and the count of own messages always', () => {
    const storage = memory();
    storeChat(storage, ann, filled(1_900, 'x'.repeat(4_000)));
    const back = restored(storage);
    expect(back.messages().length).toBeGreaterThan(400);
    expect(back.messages().length).toBeLessThan(520);
    expect(back.messages().at(-1)?.text).toBe('mine');
    expect(back.ownNumber()).toBe(1);
  });

  it('keeps the count when there is no room for more', () => {
    const storage = memory(200);
    storeChat(storage, ann, filled(100));
    expect(restored(storage).ownNumber()).toBe(1);
  });

  it('does without when there is no room at all', () => {
    const storage = memory(0);
    storeChat(storage, ann, filled(1));
    expect(restored(storage).messages()).toEqual([]);
  });

  it('leaves what another member kept', () => {
    const storage = memory();
    storeChat(storage, ann, filled(3));
    const log = new ChatLog(bob);
    restoreChat(storage, bob, log);
    expect(log.messages()).toEqual([]);
  });

  it.each(['', 'null', '{}', '[]', '{"type":"have","authors":[]}', '{"__proto__":1}', 'x\ny\nz'])(
    'takes nothing from %j',
    (text) => {
      const log = restored({ load: () => text, save: () => undefined });
      expect(log.messages()).toEqual([]);
      expect(log.ownNumber()).toBe(0);
    },
  );

  it('skips a broken line', () => {
    const storage = memory();
    storeChat(storage, ann, filled(40));
    const lines = storage.load()?.split('\n') ?? [];
    lines[2] = lines[2]?.slice(0, 20) ?? '';
    storage.save(lines.join('\n'));
    expect(restored(storage).messages()).toHaveLength(41 - 16);
  });

  it('uses one entry of the window', () => {
    const entries = new Map<string, string>();
    const storage = createChatStorage({
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => entries.set(key, value),
    });
    expect(storage.load()).toBeNull();
    storage.save('text');
    expect(storage.load()).toBe('text');
    expect(entries.size).toBe(1);
  });
});
