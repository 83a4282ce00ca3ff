import { expect, test } from 'vitest';
import { Outbox, type Outcome } from '../../../main/signaling/outbox.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { TOKEN } from '../../support/clientSocket.ts';

const MAX_MESSAGE = 131_072;
const to = MemberId.parse(TOKEN);

function note(payload: string) {
  return { type: 'signal', to, payload } as const;
}

function add(outbox: Outbox, payload: string, settle: (outcome: Outcome) => void = () => {}) {
  return outbox.add(note(payload), settle, MAX_MESSAGE);
}

/** Payloads and numbers of what goes out now. */
function sent(outbox: Outbox): string[] {
  const all: string[] = [];
  for (let text = outbox.next(); text !== undefined; text = outbox.next()) {
    const { id, payload } = JSON.parse(text) as { id: number; payload: string };
    all.push(`${id}${payload}`);
  }
  return all;
}

test('numbers requests from 1 without gaps, in order', () => {
  const outbox = new Outbox();
  for (const payload of ['a', 'b', 'c']) add(outbox, payload);
  expect(sent(outbox)).toEqual(['1a', '2b', '3c']);
  expect(outbox.hasUnsent).toBe(false);
});

test('sends again what the server has not carried out, before anything new', () => {
  const outbox = new Outbox();
  for (const payload of ['a', 'b', 'c']) add(outbox, payload);
  sent(outbox);
  outbox.take(1);
  add(outbox, 'd');
  outbox.rewind(2);
  expect(sent(outbox)).toEqual(['3c', '4d']);
});

test('keeps carried out requests until their answers come', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  sent(outbox);
  outbox.rewind(1);
  expect(sent(outbox)).toEqual([]);
  expect(outbox.take(1)?.body).toEqual(note('a'));
  expect(outbox.take(1)).toBeUndefined();
});

test('an answer in the middle of sending again does not skip a request', () => {
  const outbox = new Outbox();
  for (const payload of ['a', 'b', 'c']) add(outbox, payload);
  sent(outbox);
  outbox.rewind(0);
  expect(outbox.next()).toContain('"a"');
  outbox.take(1);
  expect(sent(outbox)).toEqual(['2b', '3c']);
});

test('a new session numbers from 1 again and hands back what was waiting', () => {
  const outbox = new Outbox();
  for (const payload of ['a', 'b']) add(outbox, payload);
  outbox.next();
  expect(outbox.restart().map(({ body }) => body)).toEqual([note('a'), note('b')]);
  add(outbox, 'c');
  expect(sent(outbox)).toEqual(['1c']);
});

test('takes back only what was never sent, and leaves no gap', () => {
  const outbox = new Outbox();
  const first = add(outbox, 'a');
  outbox.next();
  const second = add(outbox, 'b');
  add(outbox, 'c');
  expect(first.ok && first.withdraw()).toBe(false);
  expect(second.ok && second.withdraw()).toBe(true);
  expect(second.ok && second.withdraw()).toBe(false);
  expect(sent(outbox)).toEqual(['2c']);
});

test('refuses a message above the server’s limit, counting what JSON escapes', () => {
  const outbox = new Outbox();
  expect(add(outbox, 'x'.repeat(65_536)).ok).toBe(true);
  expect(add(outbox, '\u0001'.repeat(65_536))).toEqual({ ok: false, reason: 'payload_too_large' });
});

test('holds 1024 requests and no more', () => {
  const outbox = new Outbox();
  for (let index = 0; index < 1_024; index++) expect(add(outbox, 'a').ok).toBe(true);
  expect(add(outbox, 'a')).toEqual({ ok: false, reason: 'outbox_full' });
  outbox.next();
  outbox.take(1);
  expect(add(outbox, 'a').ok).toBe(true);
});

test('holds 8 MiB and no more', () => {
  const outbox = new Outbox();
  let count = 0;
  while (add(outbox, 'x'.repeat(65_536)).ok) count += 1;
  expect(count).toBe(127);
});
