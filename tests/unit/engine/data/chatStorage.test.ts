import { describe, expect, it } from 'vitest';
import { ChatLog } from '../../../../renderer/engine/data/chatLog.ts';
import {
  ChatJournal,
  createChatStorage,
  type ChatStorage,
} from '../../../../renderer/engine/data/chatStorage.ts';
import type { MemberId } from '../../../../signaling/protocol/ids.ts';
import { memoryStorage } from './memoryStorage.ts';
import { memberId, message } from './members.ts';

const ann = memberId('ann');
const bob = memberId('bob');

interface Life {
  readonly log: ChatLog;
  readonly journal: ChatJournal;
}

/** Begins a life of a member on what an earlier one kept. */
function begin(storage: ChatStorage, self: MemberId = ann): Life {
  const log = new ChatLog(self);
  const journal = new ChatJournal(storage, self, log);
  journal.restore();
  return { log, journal };
}

function take({ log, journal }: Life, count: number, text?: string): void {
  for (let number = 1; number <= count; number++) {
    const taken = message(bob, number, text === undefined ? {} : { text });
    log.take(taken);
    journal.keep([taken]);
  }
}

function post({ log, journal }: Life, text: string): void {
  const posted = log.post({ authorName: message(ann, 1).authorName, sentAtMs: 5, text });
  if (posted !== null) journal.keep([posted]);
}

function texts({ log }: Life): readonly string[] {
  return log.messages().map((kept) => kept.text);
}

/** Length of everything in a storage. */
function lengthOf(storage: ChatStorage): number {
  return storage.load().join('').length;
}

describe('the journal of a chat', () => {
  it('gives back what it was given, over several lives', () => {
    const storage = memoryStorage();
    const first = begin(storage);
    take(first, 40);
    post(first, 'one');
    const second = begin(storage);
    expect(second.log.messages()).toEqual(first.log.messages());
    post(second, 'two');
    const third = begin(storage);
    expect(third.log.messages()).toEqual(second.log.messages());
    expect(third.log.ownNumber()).toBe(2);
  });

  it('adds a message without writing the others anew', () => {
    const storage = memoryStorage();
    const life = begin(storage);
    take(life, 100);
    const before = storage.load();
    post(life, 'x');
    expect(storage.load().slice(0, -1)).toEqual(before);
  });

  it('never takes more than its share, and keeps the newest and the count of our own', () => {
    const storage = memoryStorage();
    const life = begin(storage);
    post(life, 'the first');
    take(life, 1_500, 'x'.repeat(4_000));
    post(life, 'the last');
    expect(lengthOf(storage)).toBeLessThan(2_001_000);
    expect(lengthOf(storage)).toBeGreaterThan(900_000);
    const next = begin(storage);
    expect(texts(next).at(-1)).toBe('the last');
    expect(texts(next)).not.toContain('the first');
    expect(next.log.ownNumber()).toBe(2);
  });

  it('makes do with less when there is no room', () => {
    const storage = memoryStorage(20_000);
    const life = begin(storage);
    take(life, 300);
    post(life, 'the last');
    const next = begin(storage);
    expect(texts(next).at(-1)).toBe('the last');
    expect(next.log.ownNumber()).toBe(1);
  });

  it('does without when there is no room at all', () => {
    const storage = memoryStorage(0);
    const life = begin(storage);
    post(life, 'x');
    expect(texts(life)).toEqual(['x']);
    expect(texts(begin(storage))).toEqual([]);
  });

  it('throws away what another member kept', () => {
    const storage = memoryStorage();
    take(begin(storage), 3);
    const other = begin(storage, bob);
    expect(texts(other)).toEqual([]);
    expect(texts(begin(storage))).toEqual([]);
  });

  it.each(['', 'null', '{}', '[]', '{"type":"have","authors":[]}', '{"__proto__":1}', 'x'])(
    'takes nothing from %j, and goes on from there',
    (entry) => {
      const storage = memoryStorage();
      storage.add(entry);
      storage.add(JSON.stringify({ type: 'messages', messages: [message(bob, 1)] }));
      const life = begin(storage);
      expect(texts(life)).toEqual([]);
      expect(life.log.ownNumber()).toBe(0);
      post(life, 'x');
      expect(texts(begin(storage))).toEqual(['x']);
    },
  );

  it('skips a broken entry', () => {
    const storage = memoryStorage();
    take(begin(storage), 3);
    const [head = '', first = '', , third = ''] = storage.load();
    storage.clear();
    for (const entry of [head, first, first.slice(0, 20), third]) storage.add(entry);
    expect(texts(begin(storage))).toEqual(['bob 1', 'bob 3']);
  });
});

describe("a window's storage", () => {
  it('keeps entries in order, over several lives, until they are cleared', () => {
    const items = new Map([['another', 'item']]);
    const area = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    };
    const storage = createChatStorage(area);
    expect(storage.load()).toEqual([]);
    storage.add('a');
    storage.add('b');
    const next = createChatStorage(area);
    next.add('c');
    expect(next.load()).toEqual(['a', 'b', 'c']);
    next.clear();
    expect(createChatStorage(area).load()).toEqual([]);
    expect([...items.keys()]).toEqual(['another']);
  });
});
