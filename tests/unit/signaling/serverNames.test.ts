import { expect, test } from 'vitest';
import { ServerName } from '../../../signaling/protocol/identity.ts';
import { ServerNames } from '../../../signaling/server/serverNames.ts';

const goesBy = (
  name: string,
  address: string,
  { names = [], trustProxy = false }: { names?: readonly string[]; trustProxy?: boolean } = {},
) =>
  new ServerNames({ names, trustProxy }).includes(ServerName.parse(name), { address, port: 8787 });

test.each([
  // Name, the socket's own address.
  ['192.0.2.7:8787', '192.0.2.7'],
  ['192.0.2.7:8787', '::ffff:192.0.2.7'],
  ['[::ffff:c000:207]:8787', '192.0.2.7'],
  ['127.0.0.1:8787', '127.0.0.1'],
  ['localhost:8787', '127.0.0.1'],
  ['localhost:8787', '::ffff:127.0.0.1'],
  ['localhost:8787', '::1'],
  ['[::1]:8787', '::1'],
  ['[2001:db8::7]:8787', '2001:db8::7'],
  ['[2001:db8:0:0:0:0:0:7]:8787', '2001:db8::7'],
  ['[fe80::7]:8787', 'fe80::7%eth0'],
])('without names it goes by %s at %s', (name, address) => {
  expect(goesBy(name, address)).toBe(true);
});

test.each([
  ['192.0.2.8:8787', '192.0.2.7'],
  ['192.0.2.7:8788', '192.0.2.7'],
  ['localhost:8787', '192.0.2.7'],
  ['localhost:8787', '2001:db8::1'],
  ['localhost:80', '127.0.0.1'],
  ['parley.example.org:8787', '192.0.2.7'],
  ['[2001:db8::8]:8787', '2001:db8::7'],
  ['127.0.0.1:8787', ''],
])('without names it does not go by %s at %s', (name, address) => {
  expect(goesBy(name, address)).toBe(false);
});

test('behind a proxy its own address is not its name', () => {
  expect(goesBy('127.0.0.1:8787', '127.0.0.1', { trustProxy: true })).toBe(false);
  expect(goesBy('localhost:8787', '127.0.0.1', { trustProxy: true })).toBe(false);
});

test('with names it goes by these alone', () => {
  const names = ['parley.example.org:443', '[2001:db8::1]:8443', 'lan.example'];
  expect(goesBy('parley.example.org:443', '192.0.2.7', { names })).toBe(true);
  expect(goesBy('[2001:db8:0::1]:8443', '192.0.2.7', { names })).toBe(true);
  expect(goesBy('parley.example.org:8787', '192.0.2.7', { names })).toBe(false);
  expect(goesBy('example.org:443', '192.0.2.7', { names })).toBe(false);
  expect(goesBy('192.0.2.7:8787', '192.0.2.7', { names })).toBe(false);
});

test('a name without a port has that of the socket, and of wss behind a proxy', () => {
  const names = ['parley.example.org'];
  expect(goesBy('parley.example.org:8787', '192.0.2.7', { names })).toBe(true);
  expect(goesBy('parley.example.org:443', '192.0.2.7', { names })).toBe(false);
  expect(goesBy('parley.example.org:443', '127.0.0.1', { names, trustProxy: true })).toBe(true);
  expect(goesBy('parley.example.org:8787', '127.0.0.1', { names, trustProxy: true })).toBe(false);
  expect(goesBy('[2001:db8::1]:8787', '192.0.2.7', { names: ['[2001:db8::1]'] })).toBe(true);
});
