import { beforeEach, describe, expect, test } from 'vitest';
import { Quitting } from '../../../main/quitting.ts';
import { closeOutcome } from '../../../main/windows/closing.ts';
import { KeepReachable } from '../../../main/windows/keepReachable.ts';
import { ManualClock } from '../../support/clientClock.ts';

describe('closing the window', () => {
  test.each([
    // platform, in a call, a tray, the setting
    ['linux', false, true, true, 'close'],
    ['linux', true, true, true, 'hide'],
    ['linux', false, false, true, 'quit'],
    ['linux', true, false, true, 'minimise'],
    ['linux', false, true, false, 'quit'],
    ['linux', true, true, false, 'ask-to-quit'],
    ['linux', false, false, false, 'quit'],
    ['linux', true, false, false, 'ask-to-quit'],
    ['win32', true, true, true, 'hide'],
    ['win32', false, true, false, 'quit'],
    ['darwin', false, true, false, 'close'],
    ['darwin', true, true, false, 'hide'],
  ] as const)(
    'on %s (in a call: %s, tray: %s, kept there: %s) means: %s',
    (platform, isInCall, hasTray, keepInTray, outcome) => {
      expect(closeOutcome({ platform, isInCall, hasTray, keepInTray })).toBe(outcome);
    },
  );
});

describe('quitting', () => {
  let clock: ManualClock;
  let beforeQuit: (event: { preventDefault(): void }) => void;
  /** What became of the app: each attempt to quit, and how it ended. */
  let did: string[];
  let isInCall: boolean;
  let answers: ((isConfirmed: boolean) => void)[];
  let goodbyes: (() => void)[];
  let quitting: Quitting;

  beforeEach(() => {
    clock = new ManualClock();
    did = [];
    isInCall = false;
    answers = [];
    goodbyes = [];
    quitting = new Quitting({
      app: {
        on: (_event, listener) => (beforeQuit = listener),
        quit() {
          let isHeld = false;
          beforeQuit({ preventDefault: () => (isHeld = true) });
          did.push(isHeld ? 'held' : 'quit');
        },
        exit: (code) => did.push(`exit ${code}`),
      },
      isInCall: () => isInCall,
      confirm: () => new Promise((resolve) => answers.push(resolve)),
      goodbye: () => new Promise((resolve) => goodbyes.push(resolve)),
      clock,
    });
  });

  test('outside of a call is not questioned, and waits for the goodbye', async () => {
    await quitting.ask();
    expect(answers).toEqual([]);
    expect(did).toEqual(['held']);
    expect(quitting.isUnderWay).toBe(true);
    goodbyes[0]!();
    await expect.poll(() => did).toEqual(['held', 'quit']);
  });

  test('by menu in a call asks, once at a time, and a no is a no', async () => {
    isInCall = true;
    const asked = quitting.ask();
    await quitting.ask();
    expect(answers).toHaveLength(1);
    answers[0]!(false);
    await asked;
    expect(did).toEqual([]);
    expect(quitting.isUnderWay).toBe(false);
    const again = quitting.ask();
    answers[1]!(true);
    await again;
    expect(did).toEqual(['held']);
  });

  test('by a signal or the end of the session in a call never asks', () => {
    isInCall = true;
    beforeQuit({ preventDefault: () => did.push('held') });
    expect(answers).toEqual([]);
    expect(goodbyes).toHaveLength(1);
  });

  test('by a signal while the question is open does not wait for the answer', async () => {
    isInCall = true;
    const asked = quitting.ask();
    beforeQuit({ preventDefault: () => undefined });
    goodbyes[0]!();
    await expect.poll(() => did).toEqual(['quit']);
    answers[0]!(true);
    await asked;
    expect(did).toEqual(['quit']);
  });

  test('ends what hangs', async () => {
    await quitting.ask();
    clock.advance(3_000);
    expect(did).toEqual(['held', 'exit 0']);
  });
});

describe('an app without a window', () => {
  test('opens it when the tray stays away, and not when it comes in time', () => {
    const clock = new ManualClock();
    let isReachable = false;
    let opened = 0;
    const reachable = new KeepReachable({
      isReachable: () => isReachable,
      putWithinReach: () => (opened += 1),
      clock,
    });
    reachable.look();
    clock.advance(5_000);
    isReachable = true;
    reachable.look();
    clock.advance(20_000);
    expect(opened).toBe(0);
    isReachable = false;
    reachable.look();
    clock.advance(6_000);
    // A second look does not begin the wait anew.
    reachable.look();
    clock.advance(4_000);
    expect(opened).toBe(1);
  });
});
