import { beforeEach, describe, expect, test } from 'vitest';
import { incomingBounds, paletteBounds } from '../../../main/windows/cornerBounds.ts';
import { IncomingCalls, type IncomingWindow } from '../../../main/windows/incomingCalls.ts';
import { ringSpeaker } from '../../../main/system/ringSpeaker.ts';
import type { IncomingState } from '../../../preload/contract/ringing.ts';
import { incomingRing } from '../../support/quickCallPeople.ts';

function calling(text: string, letter: string, theme: 'light' | 'dark' = 'light'): IncomingState {
  return {
    language: 'en',
    theme,
    call: incomingRing(text, letter),
    speaker: '',
    secondSpeaker: null,
  };
}

describe('the window of an incoming call', () => {
  let did: string[];
  let closed: (() => void)[];
  let calls: IncomingCalls;

  beforeEach(() => {
    did = [];
    closed = [];
    calls = new IncomingCalls({
      open(state, whenClosed): IncomingWindow {
        const { name } = state.call;
        did.push(`open ${name}`);
        closed.push(whenClosed);
        return {
          tell: ({ theme }) => did.push(`tell ${name} ${theme}`),
          bringToFront: () => did.push(`front ${name}`),
          close: () => did.push(`close ${name}`),
        };
      },
    });
  });

  test('is there as long as it rings, and told what changes', () => {
    calls.show(calling('Yana', 'y'));
    calls.show(calling('Yana', 'y', 'dark'));
    calls.show(null);
    calls.show(null);
    expect(did).toEqual(['open Yana', 'tell Yana dark', 'close Yana']);
  });

  test('is one at a time', () => {
    calls.show(calling('Yana', 'y'));
    calls.show(calling('Bo', 'b'));
    expect(did).toEqual(['open Yana', 'close Yana', 'open Bo']);
  });

  test('closed by the person stays closed for that ring, and is there for the next', () => {
    calls.show(calling('Yana', 'y'));
    closed[0]!();
    calls.show(calling('Yana', 'y', 'dark'));
    expect(did).toEqual(['open Yana']);
    calls.show(null);
    calls.show(calling('Yana', 'z'));
    expect(did).toEqual(['open Yana', 'open Yana']);
  });

  test('closed by the person comes back when it is asked for', () => {
    calls.show(calling('Yana', 'y'));
    closed[0]!();
    calls.bringToFront();
    expect(did).toEqual(['open Yana', 'open Yana', 'front Yana']);
    calls.show(null);
    calls.bringToFront();
    expect(did.slice(3)).toEqual(['close Yana']);
  });
});

describe('small windows lie', () => {
  const second = { x: -1920, y: 40, width: 1920, height: 1000 };

  test.each([
    ['linux', 1, { x: -396, y: 844, width: 380, height: 180 }],
    ['win32', 1, { x: -396, y: 844, width: 380, height: 180 }],
    ['darwin', 1, { x: -396, y: 56, width: 380, height: 180 }],
    ['linux', 1.5, { x: -586, y: 754, width: 570, height: 270 }],
    ['linux', 9, { x: -1904, y: 56, width: 1888, height: 968 }],
  ] as const)('in the corner of the display on %s at a zoom of %d', (platform, zoom, bounds) => {
    expect(incomingBounds(second, zoom, platform)).toEqual(bounds);
  });

  test('the palette in the middle, a little above', () => {
    expect(paletteBounds(second)).toEqual({ x: -1240, y: 232, width: 560, height: 360 });
    expect(paletteBounds({ x: 0, y: 0, width: 400, height: 300 })).toEqual({
      x: 16,
      y: 10,
      width: 368,
      height: 268,
    });
  });
});

test('it rings on the speaker that was chosen last', () => {
  expect(ringSpeaker({})).toBe('');
  const devices = {
    dock: { speaker: 'dock', usedAtMs: 1 },
    road: { speaker: 'laptop', usedAtMs: 3 },
    mute: { microphone: 'usb', usedAtMs: 5 },
  };
  expect(ringSpeaker(devices)).toBe('laptop');
});
