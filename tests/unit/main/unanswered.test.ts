import { expect, test } from 'vitest';
import { unanswered } from '../../../main/ringing/unanswered.ts';
import type {
  IncomingCall,
  OutgoingCall,
  Standing,
  Step,
} from '../../../main/ringing/ringMachine.ts';
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

function failedBy(failure: NonNullable<Standing['failed']>['failure'], about = {}): Step {
  const failed = { call: { ...call, ...about }, failure };
  return { next: { active: { type: 'idle' }, failed }, effects: [] };
}

const over: Step = { next: { active: { type: 'idle' }, failed: null }, effects: [] };

test('a call that was declined, or that nobody answered, is listed as that', () => {
  const outcomes = (['declined', 'no-answer', 'busy', 'do-not-disturb'] as const).map(
    (failure) => unanswered(calling(), failedBy(failure), false)?.outcome,
  );
  expect(outcomes).toEqual(['declined', 'no-answer', 'busy', 'busy']);
});

test('one that the person gave up is listed once it rang there, and not before', () => {
  expect(unanswered(calling(), over, true)).toEqual({
    call,
    outcome: 'no-answer',
    direction: 'outgoing',
  });
  expect(unanswered(calling({}, 'calling'), over, true)).toBeNull();
});

test('whoever could not be reached at all, was called into a call, or said yes is not listed', () => {
  expect(unanswered(calling(), failedBy('unavailable'), false)).toBeNull();
  expect(unanswered(calling(), failedBy('unreachable'), false)).toBeNull();
  expect(unanswered(calling({ intoCall: true }), failedBy('declined'), false)).toBeNull();
  expect(unanswered(calling(), over, false)).toBeNull();
  const before = failedBy('declined');
  expect(unanswered(before.next, before, false)).toBeNull();
});

test('one that the person declined is listed, and one that is missed or answered is not', () => {
  const theirs: IncomingCall = { ...call, sinceMs: 1 };
  const rung: Standing = { active: { type: 'rung', call: theirs }, failed: null };
  const reply = (what: 'decline' | 'busy' | 'accept'): Step => ({
    ...over,
    effects: [{ type: 'reply', call: theirs, reply: what }],
  });
  expect(unanswered(rung, reply('decline'), false)).toEqual({
    call: theirs,
    outcome: 'declined',
    direction: 'incoming',
  });
  expect(unanswered(rung, reply('busy'), false)).toBeNull();
  expect(unanswered(rung, reply('accept'), false)).toBeNull();
});
