import { expect, test } from 'vitest';
import { readCommandLine } from '../../../signaling/server/commandLine.ts';
import { DEFAULT_OPTIONS } from '../../../signaling/server/options.ts';

test('without arguments it runs with the defaults', () => {
  expect(readCommandLine([], {})).toEqual({ kind: 'run', options: DEFAULT_OPTIONS });
});

test('every argument reaches its option', () => {
  const args = [
    '--host=::1',
    '--port',
    '0',
    '--room-capacity=12',
    '--max-connections=50',
    '--messages-per-second=7',
    '--burst=8',
    '--heartbeat-ms=900',
    '--resume-window-ms=1000',
    '--stun=stun:a.example',
    '--stun=stuns:b.example:5349',
    '--turn=turn:c.example?transport=tcp',
    '--turn-secret=s',
    '--turn-ttl=600',
    '--name=Parley.example.org',
    '--name=[2001:db8::1]:8443',
    '--trust-proxy',
    '--log-level=debug',
  ];
  expect(readCommandLine(args, {})).toEqual({
    kind: 'run',
    options: {
      host: '::1',
      port: 0,
      roomCapacity: 12,
      maxConnections: 50,
      messagesPerSecond: 7,
      messageBurst: 8,
      heartbeatMs: 900,
      helloTimeoutMs: 10_000,
      resumeWindowMs: 1_000,
      stun: ['stun:a.example', 'stuns:b.example:5349'],
      turn: ['turn:c.example?transport=tcp'],
      turnSecret: 's',
      turnTtlSeconds: 600,
      names: ['parley.example.org', '[2001:db8::1]:8443'],
      trustProxy: true,
      logLevel: 'debug',
    },
  });
});

test('the secret may come from the environment, where process lists do not show it', () => {
  const read = readCommandLine(['--turn=turn:a.example'], { PARLEY_TURN_SECRET: 'quiet' });
  expect(read).toMatchObject({ kind: 'run', options: { turnSecret: 'quiet' } });
});

test('help is told and nothing runs', () => {
  const read = readCommandLine(['--help', '--port=1'], {});
  expect(read.kind).toBe('help');
  for (const option of ['--host', '--turn-ttl', '--trust-proxy', 'PARLEY_TURN_SECRET']) {
    expect(read).toMatchObject({ text: expect.stringContaining(option) as string });
  }
});

test.each([
  [['--port=65536'], '--port: expected a whole number from 0 to 65535'],
  [['--port=-1'], '--port: expected a whole number from 0 to 65535'],
  [['--port=80x'], '--port: expected a whole number from 0 to 65535'],
  [['--room-capacity=1'], '--room-capacity: expected a whole number from 2 to 64'],
  [['--room-capacity=65'], '--room-capacity: expected a whole number from 2 to 64'],
  [['--heartbeat-ms=0.5'], '--heartbeat-ms: expected a whole number from 100 to 30000'],
  [['--stun=http://a'], '--stun: expected a URL like stun:stun.example.org:3478'],
  [['--turn=turn:a'], '--turn: needs --turn-secret or PARLEY_TURN_SECRET'],
  [['--turn=stun:a', '--turn-secret=s'], '--turn: expected a URL like turn:turn.example.org:3478'],
  [
    ['--log-level=loud'],
    '--log-level: expected one of fatal, error, warn, info, debug, trace, silent',
  ],
  [['--name=a b'], '--name: expected a name like parley.example.org:443'],
  [['--name=wss://a.example'], '--name: expected a name like parley.example.org:443'],
  [['--prot=1'], "Unknown option '--prot'"],
  [['8787'], "Unexpected argument '8787'"],
])('%j is refused with words for people', (args, message) => {
  expect(readCommandLine(args, {})).toEqual({
    kind: 'invalid',
    message: expect.stringContaining(message) as string,
  });
});
