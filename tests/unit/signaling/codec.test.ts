import { expect, test } from 'vitest';
import { z } from 'zod';
import { ClientMessage } from '../../../signaling/protocol/clientMessages.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import { newId, newMember } from '../../support/serverClient.ts';

test('a valid message is read, with its names in normal form', () => {
  const member = newMember(' Ada ');
  const decoded = decode(
    ClientMessage,
    JSON.stringify({ type: 'join', id: 1, room: ' Red  Room', member }),
  );
  expect(decoded).toEqual({
    ok: true,
    value: { type: 'join', id: 1, room: 'Red Room', member: { ...member, name: 'Ada' } },
  });
});

test.each(['', '{', '[1,', 'undefined', '{"type":"leave","id":1}x', '\u0000'])(
  '%j is no JSON',
  (text) => {
    expect(decode(ClientMessage, text)).toEqual({ ok: false, reason: 'not_json', where: '' });
  },
);

test.each([
  ['an unknown key', '{"type":"leave","id":1,"extra":true}', ''],
  ['__proto__', '{"type":"leave","id":1,"__proto__":{"id":2}}', ''],
  ['__proto__ within', `{"type":"join","id":1,"room":"r","member":{"__proto__":{}}}`, 'member.id'],
  ['constructor', '{"type":"leave","id":1,"constructor":{"prototype":{}}}', ''],
  ['a number with a fraction', '{"type":"leave","id":1.5}', 'id'],
  ['a number beyond what is exact', '{"type":"leave","id":9007199254740993}', 'id'],
  ['an id of zero', '{"type":"leave","id":0}', 'id'],
  ['an unknown type', '{"type":"levae","id":1}', 'type'],
  ['an array', '[]', ''],
  ['null', 'null', ''],
])('%s is refused by its place and leaves no trace', (_, text, where) => {
  const decoded = decode(ClientMessage, text);
  expect(decoded).toEqual({ ok: false, reason: 'not_valid', where });
  expect(({} as Record<string, unknown>)['id']).toBeUndefined();
});

test('where it went wrong never quotes the input and stays short', () => {
  const schema = z.record(z.string(), z.number());
  const decoded = decode(schema, JSON.stringify({ ['k'.repeat(500)]: 'not a number' }));
  expect(decoded).toMatchObject({ ok: false, where: 'k'.repeat(64) });
});

test('an id is 128 bits in base64url and nothing else', () => {
  const text = (to: string) => JSON.stringify({ type: 'signal', id: 1, to, payload: '' });
  expect(decode(ClientMessage, text(newId())).ok).toBe(true);
  const bad = ['', newId().slice(1), `${newId()}A`, 'ä'.repeat(22), `${'a'.repeat(21)}=`];
  expect(bad.filter((id) => decode(ClientMessage, text(id)).ok)).toEqual([]);
});

test('a payload is measured in bytes', () => {
  const text = (payload: string) => JSON.stringify({ type: 'signal', id: 1, to: newId(), payload });
  expect(decode(ClientMessage, text('x'.repeat(65_536))).ok).toBe(true);
  expect(decode(ClientMessage, text('x'.repeat(65_537))).ok).toBe(false);
  expect(decode(ClientMessage, text('€'.repeat(21_845))).ok).toBe(true);
  expect(decode(ClientMessage, text('€'.repeat(21_846))).ok).toBe(false);
});
