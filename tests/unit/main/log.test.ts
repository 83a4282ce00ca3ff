import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLog, logLine } from '../../../main/system/log.ts';
import { redact } from '../../../main/system/redact.ts';

test('an event and its fields are one line, whatever they hold', () => {
  expect(logLine('room joined', { members: 2, resumed: false })).toBe(
    'room joined members=2 resumed=false',
  );
  expect(logLine('a\nb', { reason: 'x y\n"z"' })).toBe('a b reason="x y\\n\\"z\\""');
});

test('goes to a file in its folder, from its level upwards', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'parley-log-'));
  try {
    const log = createLog(dir, 'warn');
    log.info('not written');
    log.warn('written', { code: 7 });
    const text = readFileSync(path.join(dir, 'parley.log'), 'utf8');
    expect(text).toMatch(/^\S+ warn written code=7\n$/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test.each([
  ['OperationError: it failed', 'OperationError: it failed'],
  ['at app://parley/assets/main.js:1:2', 'at <url>'],
  ['connect ECONNREFUSED 192.168.1.20:8787', 'connect ECONNREFUSED <address>:8787'],
  ['no route to fe80::1:2:3', 'no route to <address>'],
  ['no member AAAAAAAAAAAAAAAAAAAAAA here', 'no member <id> here'],
  ['Invalid SDP line: a=candidate:1 1 UDP 2122 10.0.0.1 5 typ host', 'Invalid SDP line: <sdp>'],
  ['bad line c=IN IP4 10.1.2.3', 'bad line <sdp>'],
  ['first line\nat second line', 'first line'],
])('an error text is made fit for the log: %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('an error text is cut', () => {
  expect(redact('x '.repeat(1_000))).toHaveLength(300);
});
