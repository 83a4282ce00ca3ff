import { expect, test } from 'vitest';
import { isInCall, type InCall } from '../../../main/ringing/inCall.ts';
import { isOutdated, refinedFailure } from '../../../main/ringing/ringFailures.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import type { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { address, name } from '../../support/quickCallPeople.ts';

test.each([
  ['busy', 'do-not-disturb', null, 'do-not-disturb'],
  ['busy', 'busy', null, 'busy'],
  ['declined', 'do-not-disturb', null, 'declined'],
  ['unreachable', 'unavailable', 'ws://192.168.1.5:38945', 'offline'],
  ['unreachable', 'unavailable', 'ws://[fd00::1]:38945', 'offline'],
  // A server that was set up: it may serve a whole office.
  ['unreachable', 'unavailable', 'ws://192.168.1.5:8787', 'unreachable'],
  ['unreachable', 'unavailable', 'ws://calls.example.org:9000', 'unreachable'],
  ['unreachable', 'unavailable', 'wss://192.168.1.5:38945', 'unreachable'],
  ['unreachable', 'unavailable', null, 'unreachable'],
  ['unavailable', 'unavailable', 'ws://192.168.1.5:38945', 'unavailable'],
] as const)('%s of somebody who is %s and at home at %s is %s', (failure, presence, home, told) => {
  const server = home === null ? null : ServerUrl.parse(home);
  expect(refinedFailure(failure, { presence, server })).toBe(told);
});

test.each([
  ['busy', 'busy', 'available', true],
  ['busy', 'busy', 'away', false],
  ['do-not-disturb', 'do-not-disturb', 'available', true],
  ['offline', 'unavailable', 'available', true],
  ['unreachable', 'unavailable', 'busy', true],
  ['unavailable', 'unavailable', 'unavailable', false],
  // They were there all the time, or the failure is true still.
  ['unavailable', 'available', 'available', false],
  ['declined', 'busy', 'available', false],
  ['no-answer', 'away', 'available', false],
  ['rate-limited', 'busy', 'available', false],
] as const)('%s is of the past when %s becomes %s: %s', (failure, then, now, isPast) => {
  expect(isOutdated(failure, then, now)).toBe(isPast);
});

const bob = address('b');
const others = (...names: readonly string[]) => names.map(name);

test.each<readonly [string, InCall | null, readonly ContactAddress[], boolean]>([
  ['has shown who they are', { others: others('Bob'), contacts: [bob] }, [], true],
  ['has been rung, and the call is about to begin', null, [bob], true],
  [
    'has been rung, and has not shown who they are yet',
    { others: others('Bob'), contacts: [] },
    [bob],
    true,
  ],
  ['has been rung and has left', { others: [], contacts: [] }, [bob], false],
  [
    'has been rung and has left, another is there',
    { others: others('Cleo'), contacts: [address('c')] },
    [bob],
    false,
  ],
  ['is nobody of them', { others: others('Cleo'), contacts: [] }, [], false],
])('whoever %s is in the call, or not', (_, inCall, partners, isHere) => {
  expect(isInCall(bob, inCall, new Set(partners))).toBe(isHere);
});
