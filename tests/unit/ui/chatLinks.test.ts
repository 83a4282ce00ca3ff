import { describe, expect, test } from 'vitest';
import { chatParts } from '../../../renderer/views/panels/chatLinks.ts';

/** Where the links of a message lead. */
function urls(message: string): string[] {
  return chatParts(message).flatMap((part) => (part.kind === 'link' ? [part.url] : []));
}

/** How they are written. */
function texts(message: string): string[] {
  return chatParts(message).flatMap((part) => (part.kind === 'link' ? [part.text] : []));
}

describe('web addresses in a message', () => {
  test('are links where they stand, and all else is as it was written', () => {
    const message = 'See https://example.org/a?b=c#d and\n  HTTP://Example.ORG now';
    expect(chatParts(message)).toEqual([
      { kind: 'words', text: 'See ' },
      {
        kind: 'link',
        text: 'https://example.org/a?b=c#d',
        url: 'https://example.org/a?b=c#d',
        asciiHost: null,
      },
      { kind: 'words', text: ' and\n  ' },
      { kind: 'link', text: 'HTTP://Example.ORG', url: 'http://example.org/', asciiHost: null },
      { kind: 'words', text: ' now' },
    ]);
  });

  test.each([
    ['It is https://example.org/a.', 'https://example.org/a'],
    ['https://example.org/a, or not', 'https://example.org/a'],
    ['(https://example.org/a)', 'https://example.org/a'],
    ['https://example.org/wiki/Ink_(pen)', 'https://example.org/wiki/Ink_(pen)'],
    ['(see https://example.org/wiki/Ink_(pen)).', 'https://example.org/wiki/Ink_(pen)'],
    ['"https://example.org"', 'https://example.org'],
    ['«https://example.org/ж»', 'https://example.org/ж'],
    ['<https://example.org/a>', 'https://example.org/a'],
    ['https://[2001:db8::1]:8080/x', 'https://[2001:db8::1]:8080/x'],
    ['https://192.0.2.1:443/', 'https://192.0.2.1:443/'],
  ])('end before the marks of the sentence: %s', (message, link) => {
    expect(texts(message)).toEqual([link]);
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'parley://join/standup',
    'mailto:ada@example.org',
    'data:text/html,hi',
    'example.org',
    'xhttps://example.org',
    'https://',
    'https:// example.org',
    // What stands before the @ looks like where it leads.
    'https://bank.example@evil.example/',
    'https://a:b@evil.example/',
    `https://example.org/${'a'.repeat(3_000)}`,
  ])('that lead elsewhere are words: %s', (message) => {
    expect(chatParts(message)).toEqual([{ kind: 'words', text: message }]);
  });

  test('cannot be turned around by characters that nobody sees', () => {
    expect(texts('https://example.org/\u202egpj.exe')).toEqual(['https://example.org/']);
    expect(texts('https://exam\u200bple.org')).toEqual(['https://exam']);
  });

  test.each([
    // A Cyrillic а.
    ['https://ex\u0430mple.org/', 'xn--exmple-4nf.org'],
    ['https://пример.example/', 'xn--e1afmkfd.example'],
    ['https://example.org\\@evil.example', null],
    ['http://0x7f.1/', '127.0.0.1'],
    ['https://example.org:443/', null],
    ['https://example.org:8443/', null],
  ])('say which host it is when it is written otherwise: %s', (message, host) => {
    const link = chatParts(message).find((part) => part.kind === 'link');
    expect(link?.asciiHost).toBe(host);
  });

  test('are found in the longest messages in no time, and joined again they are the message', () => {
    const message = `${'https://a.b/('.repeat(400)} ${'('.repeat(2_000)}`;
    const startMs = performance.now();
    const parts = chatParts(message);
    expect(performance.now() - startMs).toBeLessThan(200);
    expect(parts.map(({ text }) => text).join('')).toBe(message);
    expect(urls('https://a.example https://b.example')).toHaveLength(2);
  });
});
