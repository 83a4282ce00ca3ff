import { expect, test } from 'vitest';
import { Outbox } from '../../../signaling/server/outbox.ts';
import { seededRandom } from '../../support/serverRandom.ts';

const LIMITS = { maxMessages: 4, maxCharacters: 100 };

test('messages are numbered from 1 and kept until they are confirmed', () => {
  const outbox = new Outbox(LIMITS);
  for (const tail of ['"a":1}', '"b":1}', '"c":1}']) expect(outbox.push(tail)).toBe(true);
  expect(outbox.text(2)).toBe('{"seq":2,"b":1}');
  expect(outbox.acknowledge(2)).toBe(true);
  expect(outbox.length).toBe(1);
  expect(() => outbox.text(2)).toThrow(RangeError);
  expect(outbox.text(3)).toBe('{"seq":3,"c":1}');
});

test('it takes no more messages than it may, nor more text', () => {
  const many = new Outbox(LIMITS);
  expect(['1', '2', '3', '4', '5'].map((tail) => many.push(tail))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  const long = new Outbox(LIMITS);
  expect([long.push('x'.repeat(60)), long.push('x'.repeat(41)), long.push('x'.repeat(40))]).toEqual(
    [true, false, true],
  );
});

test('what was never numbered cannot be confirmed, what was confirmed may be again', () => {
  const outbox = new Outbox(LIMITS);
  outbox.push('1');
  expect(outbox.acknowledge(2)).toBe(false);
  expect(outbox.acknowledge(1)).toBe(true);
  expect(outbox.acknowledge(1)).toBe(true);
  expect(outbox.last).toBe(1);
});

test('whatever is pushed and confirmed, what is kept is what was not confirmed', () => {
  const random = seededRandom(4);
  const outbox = new Outbox({ maxMessages: 1_000, maxCharacters: 1_000_000 });
  let confirmed = 0;
  let last = 0;
  let isConfirmed = true;
  for (let round = 0; round < 20_000; round++) {
    if (random() < 0.55) {
      if (outbox.push(`"${last + 1}"}`)) last++;
    } else {
      confirmed += Math.floor(random() * Math.min(9, last - confirmed + 1));
      isConfirmed = outbox.acknowledge(confirmed);
    }
    expect(isConfirmed).toBe(true);
    expect(outbox.last).toBe(last);
    expect(outbox.length).toBe(last - confirmed);
    const seqs = last > confirmed ? [confirmed + 1, last] : [];
    expect(seqs.map((seq) => outbox.text(seq))).toEqual(
      seqs.map((seq) => `{"seq":${seq},"${seq}"}`),
    );
  }
  outbox.acknowledge(last);
  expect(outbox.characters).toBe(0);
});
