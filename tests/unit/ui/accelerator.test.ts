import { describe, expect, test } from 'vitest';
import { DEFAULT_GLOBAL_SHORTCUTS, Settings } from '../../../preload/contract/settings.ts';
import { acceleratorOf, capsOf } from '../../../renderer/views/dialogs/accelerator.ts';

const held = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const press = (code: string, more: Partial<typeof held> = {}) =>
  acceleratorOf({ code, ...held, ...more });

describe('pressed keys', () => {
  test.each([
    ['KeyM', { ctrlKey: true, altKey: true }, 'Control+Alt+M'],
    ['Digit5', { ctrlKey: true, shiftKey: true }, 'Control+Shift+5'],
    ['F9', { metaKey: true }, 'Super+F9'],
    ['Space', { altKey: true }, 'Alt+Space'],
    ['ArrowUp', { ctrlKey: true }, 'Control+Up'],
  ])('%s with modifiers is a shortcut that the settings take', (code, modifiers, accelerator) => {
    expect(press(code, modifiers)).toEqual({ ok: true, accelerator });
    const shape = Settings.shape.globalShortcuts;
    const shortcuts = { palette: accelerator, mute: null };
    expect(shape.parse(shortcuts)).toEqual(shortcuts);
  });

  test('that are only modifiers so far are no shortcut yet', () => {
    expect(press('ControlLeft', { ctrlKey: true })).toEqual({ ok: false, reason: 'incomplete' });
    expect(press('MetaRight', { metaKey: true })).toEqual({ ok: false, reason: 'incomplete' });
  });

  test('would take a letter away from all apps without Ctrl, Alt or the system key', () => {
    expect(press('KeyM')).toEqual({ ok: false, reason: 'needs-modifier' });
    expect(press('KeyM', { shiftKey: true })).toEqual({ ok: false, reason: 'needs-modifier' });
  });

  test('that have no name in a shortcut are refused', () => {
    expect(press('Comma', { ctrlKey: true })).toEqual({ ok: false, reason: 'key-refused' });
    expect(press('', { ctrlKey: true })).toEqual({ ok: false, reason: 'key-refused' });
  });
});

test('a shortcut is shown with the caps of the platform', () => {
  const { palette } = DEFAULT_GLOBAL_SHORTCUTS;
  expect(capsOf(palette ?? '', 'linux')).toEqual(['Ctrl', 'Alt', 'P']);
  expect(capsOf('Super+Shift+K', 'win32')).toEqual(['Win', 'Shift', 'K']);
  expect(capsOf('Super+Shift+K', 'darwin')).toEqual(['⌘', '⇧', 'K']);
});
