import { expect, test } from 'vitest';
import { AddressGate, addressKey } from '../../../signaling/server/addressGate.ts';

const RATE = { perSecond: 10, burst: 3, maxDelayMs: 1_000 };

test('a burst comes in at once, what follows is spread out', () => {
  const gate = new AddressGate(RATE);
  const delays = [1, 2, 3, 4, 5, 6].map(() => gate.admit('192.0.2.1', 0));
  expect(delays).toEqual([0, 0, 0, 100, 200, 300]);
});

test('nobody waits longer than the limit, even behind a flood, and it is over when that has passed', () => {
  const gate = new AddressGate(RATE);
  let longest = 0;
  for (let attempt = 0; attempt < 10_000; attempt++) {
    longest = Math.max(longest, gate.admit('192.0.2.1', 0));
  }
  expect(longest).toBe(1_000);
  expect(gate.admit('192.0.2.1', 500)).toBeLessThanOrEqual(1_000);
  expect(gate.admit('192.0.2.1', 1_600)).toBe(0);
});

test('one address does not hold up another', () => {
  const gate = new AddressGate(RATE);
  for (let attempt = 0; attempt < 100; attempt++) gate.admit('192.0.2.1', 0);
  expect(gate.admit('192.0.2.2', 0)).toBe(0);
});

test('addresses are forgotten once their bucket is full again', () => {
  const gate = new AddressGate(RATE);
  for (let host = 0; host < 20_000; host++)
    gate.admit(`10.0.${host >> 8}.${host & 255}`, host / 20);
  expect(gate.size).toBeLessThan(2_100);
  gate.admit('192.0.2.1', 2_000);
  expect(gate.size).toBe(1);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['not an address', 'not an address'],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
