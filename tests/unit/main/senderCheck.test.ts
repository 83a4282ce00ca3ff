import { expect, test } from 'vitest';
import { isTrustedSender } from '../../../main/ipc/senderCheck.ts';

const APP = { protocol: 'app:', host: 'parley' };
const ours = { url: 'app://parley/windows/main/index.html', isMainFrame: true, isOurWindow: true };

test('the main frame of our page in our window is trusted', () => {
  expect(isTrustedSender(ours, APP)).toBe(true);
  expect(isTrustedSender({ ...ours, url: 'app://parley/?x#y' }, APP)).toBe(true);
});

test('a frame inside the page is not, nor a window that is not ours', () => {
  expect(isTrustedSender({ ...ours, isMainFrame: false }, APP)).toBe(false);
  expect(isTrustedSender({ ...ours, isOurWindow: false }, APP)).toBe(false);
});

test.each([
  'app://other/windows/main/index.html',
  'app://parley.evil/',
  'app://parley:1/',
  'http://parley/',
  'file:///windows/main/index.html',
  'data:text/html,app://parley/',
  'about:blank',
  'null',
  '',
])('a page at %j is not', (url) => {
  expect(isTrustedSender({ ...ours, url }, APP)).toBe(false);
});

test('in development only the very server is trusted', () => {
  const page = { protocol: 'http:', host: 'localhost:5173' };
  const at = (url: string): boolean => isTrustedSender({ ...ours, url }, page);
  expect(at('http://localhost:5173/windows/main/index.html')).toBe(true);
  expect(at('http://localhost:5174/')).toBe(false);
  expect(at('https://localhost:5173/')).toBe(false);
  expect(at('app://parley/')).toBe(false);
});
