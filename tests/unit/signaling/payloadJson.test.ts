import { expect, test } from 'vitest';
import { payloadJson } from '../../../signaling/server/payloadJson.ts';
import { seededRandom } from '../../support/serverRandom.ts';

const ENVELOPE = { type: 'signal', id: 7, to: 'AAAAAAAAAAAAAAAAAAAAAA' };

test.each([
  ['plain', 'v=0'],
  ['empty', ''],
  ['quotes', 'say "hi"'],
  ['backslashes before the end', 'a\\'],
  ['many backslashes and quotes', '\\"\\\\"\\\\\\"'],
  ['a payload that looks like a message', '{"type":"signal","payload":"x"}'],
  ['what would end the message', '"}'],
  ['what would end it, escaped once more', '\\"}'],
  ['lines', 'v=0\r\no=-\r\n'],
  ['lone surrogates', '\ud800\udc00\ud800'],
])('%s is passed on as it came', (_, payload) => {
  const text = JSON.stringify({ ...ENVELOPE, payload });
  const json = payloadJson(text, payload);
  expect(JSON.parse(json)).toBe(payload);
  expect(text.endsWith(`${json}}`)).toBe(true);
});

test('it is cut out of the message, not escaped anew', () => {
  const json = String.raw`"\u0041 \"quoted\" \/ \\"`;
  const text = `{"type":"signal","id":7,"to":"AAAAAAAAAAAAAAAAAAAAAA","payload":${json}}`;
  expect(payloadJson(text, (JSON.parse(text) as { payload: string }).payload)).toBe(json);
});

const escaped = String.raw`"payload":"a\u0062c","id":1,"to":"x","type":"signal"`;
test.each([
  ['another order', `{${escaped}}`],
  ['white space', `{"type":"signal", "id":1, "to":"x", "payload":"abc"}`],
  ['white space at the end', `{"type":"signal","id":1,"to":"x","payload":"abc" }`],
  ['a line behind it', `{"type":"signal","id":1,"to":"x","payload":"abc"}\n`],
  ['the key twice', `{"type":"signal","id":1,"to":"x","payload":"1","payload":"abc"}`],
  ['another key twice', `{"type":"signal","id":1,"to":"x","payload":"abc","id":1}`],
  ['an escaped key', String.raw`{"type":"signal","id":1,"to":"x","p\u0061yload":"abc"}`],
])('with %s only the payload is passed on', (_, text) => {
  expect(JSON.parse(payloadJson(text, (JSON.parse(text) as { payload: string }).payload))).toBe(
    'abc',
  );
});

test('for any payload and any way to write it, one JSON string comes out that means the same', () => {
  const random = seededRandom(3);
  const pieces = [
    '"',
    '\\',
    '}',
    ',"payload":"',
    '{',
    ':',
    'u0022',
    '\n',
    'é',
    '🦜',
    '\ud83e',
    'a',
  ];
  const pick = (count: number) => Math.floor(random() * count);
  const wrong: string[] = [];
  for (let round = 0; round < 5_000; round++) {
    const payload = Array.from({ length: pick(12) }, () => pieces[pick(pieces.length)]).join('');
    const keys = Object.entries({ ...ENVELOPE, payload }).toSorted(() => random() - 0.5);
    const message = round % 2 === 0 ? { ...ENVELOPE, payload } : Object.fromEntries(keys);
    const text = JSON.stringify(message, null, round % 5 === 0 ? 1 : 0);
    if (JSON.parse(payloadJson(text, payload)) !== payload) wrong.push(text);
  }
  expect(wrong).toEqual([]);
});
