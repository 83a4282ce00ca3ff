import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../main/system/commandLine.ts';

const NOTHING = { server: null, lanAddress: null, link: null, hidden: false, unusable: [] };

test('finds its own among Chromium’s switches and the app’s folder', () => {
  const args = [
    '--no-sandbox',
    '--user-data-dir=data',
    '--use-fake-device-for-media-stream',
    '--server=ws://127.0.0.1:8787',
    '--lan-address=127.0.0.1',
    '.',
    'parley://join/standup',
  ];
  expect(parseCommandLine(args)).toEqual({
    server: 'ws://127.0.0.1:8787',
    lanAddress: '127.0.0.1',
    link: 'parley://join/standup',
    hidden: false,
    unusable: [],
  });
});

test('finds a link before the folder too', () => {
  expect(parseCommandLine(['parley://join/standup', '.']).link).toBe('parley://join/standup');
});

test('has nothing when nothing is given', () => {
  expect(parseCommandLine(['.'], {})).toEqual(NOTHING);
});

test('takes the server from the environment, but rather from the command line', () => {
  const env = { PARLEY_SERVER: 'wss://meet.example.org' };
  expect(parseCommandLine([], env).server).toBe('wss://meet.example.org');
  expect(parseCommandLine(['--server=ws://b:1'], env).server).toBe('ws://b:1');
  expect(parseCommandLine([], { PARLEY_SERVER: '' })).toEqual(NOTHING);
});

test.each(['--server=http://a', '--server', '--server=ws://a/path'])(
  'tells that %s is of no use',
  (arg) => {
    expect(parseCommandLine([arg])).toEqual({ ...NOTHING, unusable: ['server'] });
  },
);

test.each(['--lan-address=', '--lan-address=a b', '--lan-address=ws://x', '--lan-address'])(
  'tells that %s is of no use',
  (arg) => {
    expect(parseCommandLine([arg])).toEqual({ ...NOTHING, unusable: ['lan-address'] });
  },
);

test.each([
  [['--hidden', '.'], true],
  [['.', '--hidden'], true],
  [['.', '--hidden-not'], false],
])('%j starts without a window: %s', (args, hidden) => {
  expect(parseCommandLine(args)).toEqual({ ...NOTHING, hidden });
});
