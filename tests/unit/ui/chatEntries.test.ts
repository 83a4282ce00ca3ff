import { describe, expect, it } from 'vitest';
import type { CallNote, ChatLine } from '../../../preload/contract/callSnapshot.ts';
import { countUnread } from '../../../renderer/views/call/useUnread.ts';
import { chatEntries } from '../../../renderer/views/panels/chatEntries.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';

const morning = new Date(2026, 10, 25, 10, 0).getTime();
const minutes = (count: number): number => morning + count * 60_000;
const DAY = 24 * 60;

function line(author: string, number: number, atMinutes: number, own = false): ChatLine {
  const id = MemberId.parse(author.padEnd(22, '-'));
  return {
    key: `${id}:${number}`,
    author: id,
    authorName: DisplayName.parse(author),
    own,
    sentAtMs: minutes(atMinutes),
    text: `line ${number}`,
    delivery: own ? 'sending' : null,
  };
}

function note(kind: CallNote['kind'], name: string, atMinutes: number): CallNote {
  return {
    key: `${kind} ${name}`,
    kind,
    member: MemberId.parse('m'.repeat(22)),
    name: DisplayName.parse(name),
    atMs: minutes(atMinutes),
  };
}

function told(lines: readonly ChatLine[], notes: readonly CallNote[] = []): string[] {
  return chatEntries(lines, notes).map((entry) => {
    switch (entry.kind) {
      case 'day':
        return 'day';
      case 'note':
        return entry.note.key;
      case 'line':
        return `${entry.follows ? '+' : ''}${entry.line.authorName} ${entry.line.text}`;
    }
  });
}

describe('the log of the chat', () => {
  it('starts with the day and starts anew with the next one', () => {
    expect(told([line('mira', 1, 0), line('bob', 1, 1), line('bob', 2, DAY)])).toEqual([
      'day',
      'mira line 1',
      'bob line 1',
      'day',
      'bob line 2',
    ]);
  });

  it("puts a person's lines that come soon after each other under one name", () => {
    expect(told([line('mira', 1, 0), line('mira', 2, 1), line('mira', 3, 9)])).toEqual([
      'day',
      'mira line 1',
      '+mira line 2',
      'mira line 3',
    ]);
  });

  it('tells who came and left in its place, which ends what stands under one name', () => {
    expect(
      told(
        [line('mira', 1, 0), line('mira', 2, 1), line('mira', 3, 2)],
        [note('left', 'oleh', 1.5), note('joined', 'bob', 30)],
      ),
    ).toEqual(['day', 'mira line 1', '+mira line 2', 'left oleh', 'mira line 3', 'joined bob']);
  });

  it('keeps the order that all members agree on when a clock is wrong', () => {
    expect(told([line('mira', 1, 0), line('bob', 1, -2 * DAY), line('mira', 2, 1)])).toEqual([
      'day',
      'mira line 1',
      'bob line 1',
      'mira line 2',
    ]);
  });

  it('is empty without lines and notes', () => {
    expect(told([])).toEqual([]);
  });
});

describe('unread lines', () => {
  it('are those of others that have not been on the screen', () => {
    const lines = [line('mira', 1, 0), line('ada', 1, 1, true), line('mira', 2, 2)];
    expect(countUnread(lines, new Set())).toBe(2);
    expect(countUnread(lines, new Set([lines[0]?.key ?? '']))).toBe(1);
  });

  it('count an older line that comes later', () => {
    const seen = new Set([line('mira', 2, 2).key]);
    expect(countUnread([line('bob', 1, 0), line('mira', 2, 2)], seen)).toBe(1);
  });
});
