import { expect, test } from 'vitest';
import { createWebPages } from '../../../main/system/webPages.ts';
import { KeptLog } from '../../support/clientLog.ts';

function pages(open: (url: string) => Promise<void> = () => Promise.resolve()) {
  const opened: string[] = [];
  const time = { nowMs: 1_000 };
  const openPage = createWebPages({
    open(url) {
      opened.push(url);
      return open(url);
    },
    now: () => time.nowMs,
    log: new KeptLog(),
  });
  return { opened, time, openPage };
}

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-settings:privacy',
  'https://user@example.org/',
  'https://user:word@example.org/',
  'https://example.org',
  'HTTPS://example.org/',
  'https://ex\u0430mple.org/',
  'https://example.org/ --flag',
  'https://example.org/\n',
  '',
  `https://example.org/${'a'.repeat(2_048)}`,
])('only plain web addresses are handed to the system: %s', async (url) => {
  const { opened, openPage } = pages();
  await openPage(url);
  expect(opened).toEqual([]);
});

test('a page is opened, and one at a time', async () => {
  const { opened, time, openPage } = pages();
  await openPage('https://example.org/a?b#c');
  await openPage('https://example.org/flood');
  time.nowMs += 1_000;
  await openPage('http://192.0.2.1:8080/');
  expect(opened).toEqual(['https://example.org/a?b#c', 'http://192.0.2.1:8080/']);
});

test('a system without a browser harms nobody', async () => {
  const { openPage } = pages(() => Promise.reject(new Error('none')));
  await expect(openPage('https://example.org/')).resolves.toBeUndefined();
});
