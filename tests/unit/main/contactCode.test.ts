import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EMPTY_BOOK } from '../../../main/contacts/contactBook.ts';
import {
  codeSecretOf,
  codeTicket,
  makeContactCode,
  readContactCode,
} from '../../../main/contacts/contactCode.ts';
import { personIn } from '../../../main/contacts/contactEdits.ts';
import { hearQuestion } from '../../../main/contacts/questions.ts';
import { writeNote } from '../../../main/identity/signedNotes.ts';
import { makeContactLink } from '../../../main/system/deepLinks.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactTicket, askStatement } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const ada = identityOf(1);
const bob = identityOf(2);
const { address } = bob;
const url = (text: string): ServerUrl => ServerUrl.parse(text);
const server = url('ws://192.0.2.7:8787');
const ticket = ContactTicket.parse('dGlja2V0LW9mLWJvYg0OAA');
const code = makeContactCode({ address, ticket, server });
const letters = code.split('@')[0]!;
const askedWith = codeTicket(address, codeSecretOf(ticket));

describe('a contact code', () => {
  test('is ten groups of four and the server, and leads to whose it is', () => {
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}@192\.0\.2\.7:8787$/);
    expect(readContactCode(code)).toEqual({
      ok: true,
      value: { address, ticket: askedWith, server },
    });
  });

  test('without a server leaves it open', () => {
    expect(readContactCode(letters)).toMatchObject({ ok: true, value: { address, server: null } });
  });

  test.each([
    ['small letters', letters.toLowerCase()],
    ['no hyphens', letters.replaceAll('-', '')],
    ['white space', `  ${letters.replaceAll('-', ' ')}\n`],
    ['three lines', code.replace('@', '\n@ ')],
    ['dashes for hyphens', letters.replaceAll('-', '–')],
    ['an O for each 0', letters.replaceAll('0', 'o')],
    ['an I for each 1', letters.replaceAll('1', 'I')],
    ['an L for each 1', letters.replaceAll('1', 'l')],
  ])('is read with %s', (_what, text) => {
    expect(readContactCode(text)).toMatchObject({ ok: true, value: { address } });
  });

  test.each([
    'ws://host',
    'ws://host:8787',
    'wss://calls.example.org',
    'wss://calls.example.org:8443',
    'ws://[::1]:8787',
    'wss://[2001:db8::7]',
  ])('brings the server over: %s', (home) => {
    const said = makeContactCode({ address, ticket, server: url(home) });
    expect(readContactCode(said)).toMatchObject({ ok: true, value: { server: home } });
  });

  test('shows a slip in each letter, and two that changed places', () => {
    const bare = letters.replaceAll('-', '');
    const slips = Array.from(bare, (letter, place) => {
      const other = letter === '7' ? '8' : '7';
      return `${bare.slice(0, place)}${other}${bare.slice(place + 1)}`;
    });
    const swaps = Array.from(bare.slice(1), (letter, place) =>
      [bare.slice(0, place), letter, bare.charAt(place), bare.slice(place + 2)].join(''),
    ).filter((swap) => swap !== bare);
    expect(swaps.length).toBeGreaterThan(30);
    for (const wrong of [...slips, ...swaps]) {
      expect(readContactCode(wrong)).toEqual({ ok: false, reason: 'wrong-code' });
    }
  });

  test.each([
    ['a letter is missing', letters.slice(0, -1)],
    ['half of it is missing', letters.slice(0, 25)],
    ['a letter too many', `${letters}7`],
    ['a letter that codes have not', letters.replace(/^./, 'U')],
    ['the server is none', `${letters}@`],
    ['the server has a path', `${letters}@host/path`],
    ['there are two servers', `${letters}@host:1@host:2`],
  ])('is wrong when %s', (_what, text) => {
    expect(readContactCode(text)).toEqual({ ok: false, reason: 'wrong-code' });
  });

  test.each(['', 'nothing', 'Red Room', '7'.repeat(61), `${'7'.repeat(30)}!`, 'x'.repeat(10_000)])(
    'is not what other texts are',
    (text) => {
      expect(readContactCode(text)).toEqual({ ok: false, reason: 'no-code' });
    },
  );

  test('is another one with another ticket, and tells nothing of the ticket', () => {
    const other = ContactTicket.parse('x'.repeat(22));
    expect(makeContactCode({ address, ticket: other, server })).not.toBe(code);
    expect(askedWith).not.toBe(ticket);
  });
});

test('the code on the protocol page is right', () => {
  const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
  const [, shown] = /has the code\s+`([^`]+)`/.exec(page) ?? [];
  const [, given] = /link with the ticket `([^`]+)`/.exec(page) ?? [];
  const [, asked] = /asked with the\s+ticket `([^`]+)`/.exec(page) ?? [];
  const own = {
    address: ContactAddress.parse('47z33qx1ajh62rkbz1a08vyj4wdqqvab'),
    ticket: ContactTicket.parse(given),
    server,
  };
  expect(makeContactCode(own)).toBe(shown);
  expect(codeTicket(own.address, codeSecretOf(own.ticket))).toBe(asked);
});

describe('who is meant', () => {
  const name = DisplayName.parse('Bob');

  test('by a code: with the name that was typed, or letters of the address', () => {
    const given = { name, shared: null };
    expect(personIn(code, given)).toEqual({
      ok: true,
      value: { kind: 'contact', address, ticket: askedWith, server, name: 'Bob' },
    });
    expect(personIn(code, { ...given, name: undefined })).toMatchObject({
      value: { name: address.slice(0, 8) },
    });
  });

  test('by a code without a server: on the one that both have', () => {
    expect(personIn(letters, { name, shared: server })).toMatchObject({ value: { server } });
    expect(personIn(letters, { name, shared: null })).toEqual({
      ok: false,
      reason: 'code-without-server',
    });
  });

  test('by a link: as it says, whatever was typed beside it', () => {
    const link = { address, ticket, server, name: DisplayName.parse('Robert') };
    expect(personIn(makeContactLink(link), { name, shared: null })).toEqual({
      ok: true,
      value: { kind: 'contact', ...link },
    });
  });

  test('by nothing else', () => {
    const reasons = ['hello', `${letters}7`].map((text) =>
      personIn(text, { name, shared: server }),
    );
    expect(reasons).toEqual([
      { ok: false, reason: 'not-a-link' },
      { ok: false, reason: 'wrong-code' },
    ]);
  });
});

describe('a question by code', () => {
  const ask = (with_: ContactTicket) => {
    const body = { name: 'Ada', server, ticket: with_ };
    const payload = writeNote(ada, body, (text) => askStatement(address, text));
    const hearing = { self: address, isOwnServer: () => false, nowMs: 1 };
    const heard = { from: ada.address, key: ada.key, payload };
    const outcome = hearQuestion({ ...EMPTY_BOOK, ticket }, heard, hearing);
    return outcome.outcome === 'dropped' ? outcome.why : outcome.outcome;
  };

  test('is put to the person as one by link is', () => {
    expect(ask(ticket)).toBe('request');
    expect(ask(askedWith)).toBe('request');
  });

  test('is not heard with the code of an earlier link, or of somebody else', () => {
    const earlier = ContactTicket.parse('x'.repeat(22));
    expect(ask(codeTicket(address, codeSecretOf(earlier)))).toBe('ticket');
    expect(ask(codeTicket(ada.address, codeSecretOf(ticket)))).toBe('ticket');
  });
});
