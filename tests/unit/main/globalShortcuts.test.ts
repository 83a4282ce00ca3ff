import { beforeEach, describe, expect, test } from 'vitest';
import type { ShortcutsState } from '../../../preload/contract/desktopState.ts';
import { isWayland, shortcutFeatures, ShortcutKeys } from '../../../main/system/globalShortcuts.ts';
import { ManualClock } from '../../support/clientClock.ts';

/** The keys of a system on which other apps have some, too. */
class Keys {
  readonly ours = new Map<string, () => void>();
  readonly others = new Set<string>();

  register(accelerator: string, pressed: () => void): boolean {
    if (!/^[A-Za-z0-9+]+$/.test(accelerator) || accelerator.endsWith('Nonsense')) {
      throw new TypeError('conversion failure');
    }
    if (this.others.has(accelerator)) return false;
    this.ours.set(accelerator, pressed);
    return true;
  }

  unregister(accelerator: string): void {
    this.ours.delete(accelerator);
  }
}

let keys: Keys;
let clock: ManualClock;
let pressed: string[];
let told: ShortcutsState[];
let isSupported: boolean;
let shortcuts: ShortcutKeys;

beforeEach(() => {
  keys = new Keys();
  clock = new ManualClock();
  pressed = [];
  told = [];
  isSupported = true;
  shortcuts = new ShortcutKeys({
    system: keys,
    isSupported: () => Promise.resolve(isSupported),
    pressed: { palette: () => pressed.push('palette'), mute: () => pressed.push('mute') },
    changed: (state) => told.push(state),
    clock,
  });
});

test('both are registered and told, and each does its own', async () => {
  await shortcuts.apply({ palette: 'Control+Alt+P', mute: 'Control+Alt+M' });
  expect(shortcuts.state).toEqual({ palette: 'on', mute: 'on' });
  expect(told).toEqual([shortcuts.state]);
  keys.ours.get('Control+Alt+M')?.();
  keys.ours.get('Control+Alt+P')?.();
  expect(pressed).toEqual(['mute', 'palette']);
});

test.each([
  ['one that another app has', { palette: 'Alt+P', mute: 'Alt+M' }, 'taken', 'on'],
  ['one that is no key', { palette: 'Alt+Nonsense', mute: 'Alt+M' }, 'unsupported', 'on'],
  ['none', { palette: null, mute: 'Alt+M' }, 'off', 'on'],
  ['the same for both', { palette: 'Ctrl+Alt+X', mute: 'alt+control+x' }, 'on', 'taken'],
] as const)('of %s it is told', async (_what, wanted, palette, mute) => {
  keys.others.add('Alt+P');
  await shortcuts.apply(wanted);
  expect(shortcuts.state).toEqual({ palette, mute });
});

test('on a desktop that lets apps have none, that is told', async () => {
  isSupported = false;
  await shortcuts.apply({ palette: 'Alt+P', mute: null });
  expect(shortcuts.state).toEqual({ palette: 'unsupported', mute: 'off' });
  expect(keys.ours.size).toBe(0);
});

test('others take the place of those before, and the same again changes nothing', async () => {
  await shortcuts.apply({ palette: 'Alt+P', mute: 'Alt+M' });
  await shortcuts.apply({ palette: 'Alt+P', mute: 'Alt+M' });
  await shortcuts.apply({ palette: 'Alt+Q', mute: null });
  expect([...keys.ours.keys()]).toEqual(['Alt+Q']);
  expect(told).toHaveLength(2);
});

test('two swapped at once do not clash with each other', async () => {
  await shortcuts.apply({ palette: 'Alt+P', mute: 'Alt+M' });
  await shortcuts.apply({ palette: 'Alt+M', mute: 'Alt+P' });
  expect(shortcuts.state).toEqual({ palette: 'on', mute: 'on' });
});

test('a choice that comes while the desktop is asked is the one that counts', async () => {
  await Promise.all([
    shortcuts.apply({ palette: 'Alt+P', mute: null }),
    shortcuts.apply({ palette: 'Alt+Q', mute: null }),
  ]);
  expect([...keys.ours.keys()]).toEqual(['Alt+Q']);
  expect(told).toEqual([{ palette: 'on', mute: 'off' }]);
});

test('a key that is held down is pressed once', async () => {
  await shortcuts.apply({ palette: null, mute: 'Alt+M' });
  const press = keys.ours.get('Alt+M')!;
  press();
  clock.advance(660);
  for (let times = 0; times < 50; times += 1) {
    press();
    clock.advance(40);
  }
  expect(pressed).toEqual(['mute']);
  clock.advance(700);
  press();
  expect(pressed).toEqual(['mute', 'mute']);
});

test('a press soon after other keys were used is another one', async () => {
  await shortcuts.apply({ palette: 'Alt+P', mute: null });
  const press = keys.ours.get('Alt+P')!;
  press();
  clock.advance(300);
  shortcuts.letGo('palette');
  press();
  clock.advance(40);
  press();
  expect(pressed).toEqual(['palette', 'palette']);
});

test('closed, it leaves no key taken, also not one that was about to be', async () => {
  await shortcuts.apply({ palette: 'Alt+P', mute: 'Alt+M' });
  const late = shortcuts.apply({ palette: 'Alt+Q', mute: null });
  shortcuts.close();
  await late;
  expect(keys.ours.size).toBe(0);
});

describe('the portal', () => {
  test.each([
    ['linux', { XDG_SESSION_TYPE: 'wayland' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { XDG_SESSION_TYPE: 'x11' }, false],
    ['linux', {}, false],
    ['darwin', { WAYLAND_DISPLAY: 'wayland-0' }, false],
  ] as const)('on %s with %j is used: %s', (platform, env, isUsed) => {
    expect(isWayland(platform, env)).toBe(isUsed);
    expect(shortcutFeatures(platform, env)).toEqual(isUsed ? ['GlobalShortcutsPortal'] : []);
  });
});
