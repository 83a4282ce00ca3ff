import { describe, expect, it } from 'vitest';
import { ChatLog, MAX_CLOCK_LEAD } from '../../../../renderer/engine/data/chatLog.ts';
import { memberId, message } from './members.ts';

const ann = memberId('ann');
const bob = memberId('bob');
const cem = memberId('cem');

function texts(log: ChatLog): readonly string[] {
  return log.messages().map(({ text }) => text);
}

function post(log: ChatLog, text: string) {
  return log.post({ authorName: message(ann, 1).authorName, sentAtMs: 0, text });
}

describe('ChatLog', () => {
  it('numbers its own messages from 1, with a clock above all it has seen', () => {
    const log = new ChatLog(ann);
    expect(post(log, 'one')).toMatchObject({ author: ann, number: 1, clock: 1 });
    log.take(message(bob, 1, { clock: 41 }));
    expect(post(log, 'two')).toMatchObject({ number: 2, clock: 42 });
  });

  it('orders by clock, then author, however messages arrive', () => {
    const sent = [
      message(bob, 1, { clock: 1 }),
      message(ann, 1, { clock: 2 }),
      message(bob, 2, { clock: 2 }),
      message(ann, 2, { clock: 3 }),
    ];
    for (const order of [sent, sent.toReversed()]) {
      const log = new ChatLog(cem);
      for (const one of order) expect(log.take(one)).toBe(true);
      expect(texts(log)).toEqual(['bob 1', 'ann 1', 'bob 2', 'ann 2']);
    }
  });

  it('keeps the first of two messages with the same author and number', () => {
    const log = new ChatLog(cem);
    log.take(message(ann, 1, { text: 'true' }));
    expect(log.take(message(ann, 1, { text: 'false' }))).toBe(false);
    expect(texts(log)).toEqual(['true']);
  });

  it('ignores a clock that is far ahead, so that nobody can use the clock up', () => {
    const log = new ChatLog(cem);
    expect(log.take(message(ann, 1, { clock: Number.MAX_SAFE_INTEGER }))).toBe(false);
    expect(log.take(message(ann, 1, { clock: MAX_CLOCK_LEAD + 1 }))).toBe(false);
    expect(log.take(message(ann, 1, { clock: MAX_CLOCK_LEAD }))).toBe(true);
    expect(post(log, 'after')?.clock).toBe(MAX_CLOCK_LEAD + 1);
  });

  it('keeps the newest messages, the same ones in any order of arrival', () => {
    const sent = Array.from({ length: 12 }, (_, index) =>
      message(index % 2 === 0 ? ann : bob, 1 + (index >> 1), { clock: index + 1 }),
    );
    const kept = sent.slice(-5).map(({ text }) => text);
    for (const order of [sent, sent.toReversed()]) {
      const log = new ChatLog(cem, 5);
      for (const one of order) log.take(one);
      expect(texts(log)).toEqual(kept);
      expect(log.have(false, 10)).toEqual([
        { author: bob, number: 6 },
        { author: ann, number: 6 },
      ]);
    }
  });

  it('does not take in again what it has forgotten', () => {
    const log = new ChatLog(cem, 2);
    for (const number of [1, 2, 3, 4]) log.take(message(ann, number));
    expect(log.take(message(ann, 1))).toBe(false);
    expect(log.take(message(bob, 1, { clock: 2 }))).toBe(false);
    expect(texts(log)).toEqual(['ann 3', 'ann 4']);
    expect(log.lastOf(bob)).toBe(0);
  });

  it('takes what there is of an author whose beginning everybody has forgotten', () => {
    const log = new ChatLog(cem);
    for (const number of [501, 502]) log.take(message(ann, number));
    expect(log.have(false, 10)).toEqual([{ author: ann, number: 502 }]);
  });

  it('asks a new link for a beginning that somebody may still have', () => {
    const log = new ChatLog(cem);
    log.take(message(ann, 900_000));
    log.take(message(bob, 1));
    expect(log.have(true, 10)).toEqual([
      { author: ann, number: 0 },
      { author: bob, number: 1 },
    ]);
    log.take(message(ann, 1));
    expect(log.have(false, 10)).toContainEqual({ author: ann, number: 1 });
  });

  it('names the authors who wrote last when there are too many', () => {
    const log = new ChatLog(cem);
    for (let index = 0; index < 20; index++)
      log.take(message(memberId(`m${index}`), 1, { clock: index + 1 }));
    expect(log.have(false, 2).map(({ author }) => author)).toEqual([
      memberId('m19'),
      memberId('m18'),
    ]);
  });

  it('believes nobody who says that it wrote what it did not', () => {
    const log = new ChatLog(ann);
    post(log, 'mine');
    expect(log.take(message(ann, 2, { text: 'not mine' }))).toBe(false);
    expect(texts(log)).toEqual(['mine']);
  });

  it('learns its own messages from others when it has lost its memory', () => {
    const log = new ChatLog(ann);
    for (const number of [1, 2, 3]) expect(log.take(message(ann, number))).toBe(true);
    expect(post(log, 'next')?.number).toBe(4);
    expect(log.take(message(ann, 5))).toBe(false);
  });

  it('does not let others use up its numbers', () => {
    const log = new ChatLog(ann);
    log.take(message(ann, 1_000_000));
    expect(post(log, 'mine')?.number).toBe(1);
  });

  it('goes on with its numbers after a reload, though the messages were not kept', () => {
    const log = new ChatLog(ann);
    log.restore(7, [message(bob, 1, { clock: 9 })]);
    expect(post(log, 'next')).toMatchObject({ number: 8, clock: 10 });
  });

  it('stops at the largest number', () => {
    const log = new ChatLog(ann);
    log.restore(1_000_000, []);
    expect(post(log, 'too many')).toBeNull();
  });
});
