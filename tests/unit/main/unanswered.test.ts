import { expect, test } from 'vitest';
import { unanswered } from '../../../main/ringing/unanswered.ts';
import type { OutgoingCall, Standing } from '../../../main/ringing/ringMachine.ts';
import { contact, ringId, room } from '../../support/quickCallPeople.ts';

const { address, name } = contact('Bob');
const call: OutgoingCall = {
  ring: ringId('r'),
  address,
  name,
  place: 'home',
  room: room('bodo-dabo'),
  server: null,
  intoCall: false,
};

function calling(
  about: Partial<OutgoingCall> = {},
  phase: 'calling' | 'ringing' = 'ringing',
): Standing {
  return {
    active: { type: 'calling', call: { ...call, ...about }, phase, held: null },
    failed: null,
  };
}

function failedBy(failure: NonNullable<Standing['failed']>['failure'], about = {}): Standing {
  return { active: { type: 'idle' }, failed: { call: { ...call, ...about }, failure } };
}

const over: Standing = { active: { type: 'idle' }, failed: null };

test('a call that was declined, or that nobody answered, is listed as that', () => {
  const outcomes = (['declined', 'no-answer', 'busy', 'do-not-disturb'] as const).map(
    (failure) => unanswered(calling(), failedBy(failure), false)?.outcome,
  );
  expect(outcomes).toEqual(['declined', 'no-answer', 'busy', 'busy']);
});

test('one that the person gave up is listed once it rang there, and not before', () => {
  expect(unanswered(calling(), over, true)).toEqual({ call, outcome: 'no-answer' });
  expect(unanswered(calling({}, 'calling'), over, true)).toBeNull();
});

test('whoever could not be reached at all, was called into a call, or said yes is not listed', () => {
  expect(unanswered(calling(), failedBy('unavailable'), false)).toBeNull();
  expect(unanswered(calling(), failedBy('unreachable'), false)).toBeNull();
  expect(unanswered(calling({ intoCall: true }), failedBy('declined'), false)).toBeNull();
  expect(unanswered(calling(), over, false)).toBeNull();
  const before = failedBy('declined');
  expect(unanswered(before, before, false)).toBeNull();
});
