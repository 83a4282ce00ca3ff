import { describe, expect, test } from 'vitest';
import {
  healingDelayMs,
  healingStep,
  resendDelayMs,
} from '../../../../renderer/engine/peer/restartPolicy.ts';

const ill = { attempt: 0, reachable: true, offerPending: false, closed: false };

describe('what is done for an ill link', () => {
  test('a restart, three times, then a new connection', () => {
    const steps = [0, 1, 2, 3, 4].map((attempt) => healingStep({ ...ill, attempt }));
    expect(steps).toEqual(['restart', 'restart', 'restart', 'rebuild', 'rebuild']);
  });

  test('an offer that waits for its answer is sent again instead of a new one', () => {
    expect(healingStep({ ...ill, attempt: 1, offerPending: true })).toBe('resend');
  });

  test('while nothing gets through, one restart waits on its way and nothing is given up', () => {
    const cut = { ...ill, reachable: false };
    expect(healingStep(cut)).toBe('restart');
    expect(healingStep({ ...cut, offerPending: true })).toBe('wait');
    expect(healingStep({ ...cut, attempt: 1 })).toBe('wait');
    expect(healingStep({ ...cut, attempt: 9 })).toBe('wait');
  });

  test('an end that the other closed is given up as soon as a new one can be asked for', () => {
    expect(healingStep({ ...ill, closed: true })).toBe('rebuild');
    expect(healingStep({ ...ill, closed: true, reachable: false })).toBe('wait');
  });
});

describe('when it is done', () => {
  const delays = (polite: boolean, random: number): number[] =>
    [0, 1, 2, 3, 4, 5].map((attempt) =>
      healingDelayMs({ attempt, polite, closed: false }, () => random),
    );

  test('at once by the impolite end, then ever later', () => {
    expect(delays(false, 0)).toEqual([0, 1_500, 3_000, 6_000, 8_000, 8_000]);
  });

  test('half a second later by the polite end, which leaves it to the other', () => {
    expect(delays(true, 0)[0]).toBe(500);
  });

  test('up to a quarter sooner at random', () => {
    expect(delays(false, 0.999).slice(1)).toEqual([1_125, 2_251, 4_502, 6_002, 6_002]);
  });

  test('a closed end has three seconds to come back by itself', () => {
    expect(healingDelayMs({ attempt: 0, polite: false, closed: true }, () => 0)).toBe(3_000);
  });

  test('an unanswered offer is sent again after 2, 4, 8, 8 seconds', () => {
    expect([0, 1, 2, 3].map(resendDelayMs)).toEqual([2_000, 4_000, 8_000, 8_000]);
  });
});
