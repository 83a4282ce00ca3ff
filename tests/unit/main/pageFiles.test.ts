import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../main/security/contentSecurityPolicy.ts';
import { fileOf } from '../../../main/security/pageFiles.ts';

const ROOT = path.resolve('/app/out/renderer');

describe('fileOf', () => {
  test.each([
    ['app://parley/windows/main/index.html', 'windows/main/index.html'],
    ['app://parley/assets/main-a1.js?x=1#y', 'assets/main-a1.js'],
    ['app://parley/assets/a%20b.png', 'assets/a b.png'],
    ['app://parley/assets/../index.html', 'index.html'],
    ['app://parley/../../etc/passwd', 'etc/passwd'],
  ])('%s is %s inside the folder', (url, file) => {
    expect(fileOf(url, ROOT)).toBe(path.join(ROOT, file));
  });

  test.each([
    'app://parley/',
    'app://parley/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'app://parley/..%2f..%2fetc/passwd',
    'app://parley/..%2frenderer-other/x',
    'app://parley/a%5c..%5c..%5cx',
    'app://parley/c%3A/x',
    'app://parley/index.html%00.png',
    'app://parley/%E0%A4%A',
    'nonsense',
  ])('%s names no file', (url) => {
    expect(fileOf(url, ROOT)).toBeNull();
  });
});

describe('the content security policy', () => {
  test('of the shipped app runs nothing but its own files', () => {
    const policy = contentSecurityPolicy(false);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toMatch(/'unsafe-eval'|\*|https?:|wss?:/);
    for (const closed of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
      expect(policy).toContain(`${closed} 'none'`);
    }
  });

  test('in development lets hot reloading through', () => {
    expect(contentSecurityPolicy(true)).toContain("connect-src 'self' ws:");
  });
});
