import { describe, expect, it } from 'vitest';
import { keyCommand, type PressedKey } from '../../../renderer/views/keyboard.ts';

function pressed(key: string, code: string, more: Partial<PressedKey> = {}): PressedKey {
  return { key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more };
}

describe('single keys', () => {
  it('mean what the list of shortcuts says', () => {
    expect(keyCommand(pressed('m', 'KeyM'))).toBe('microphone');
    expect(keyCommand(pressed('v', 'KeyV'))).toBe('camera');
    expect(keyCommand(pressed('s', 'KeyS'))).toBe('share');
    expect(keyCommand(pressed('c', 'KeyC'))).toBe('chat');
    expect(keyCommand(pressed('p', 'KeyP'))).toBe('people');
    expect(keyCommand(pressed('w', 'KeyW'))).toBe('small');
    expect(keyCommand(pressed(' ', 'Space'))).toBe('talk');
    expect(keyCommand(pressed('Escape', 'Escape'))).toBe('escape');
    expect(keyCommand(pressed('?', 'Slash', { shiftKey: true }))).toBe('list');
  });

  it('work with a Cyrillic layout by the place of the key', () => {
    expect(keyCommand(pressed('ь', 'KeyM'))).toBe('microphone');
    expect(keyCommand(pressed(',', 'Slash', { shiftKey: true }))).toBe('list');
  });

  it('work with another Latin layout by the letter', () => {
    // Dvorak: the key in the place of M writes m, the one in the place of S writes o.
    expect(keyCommand(pressed('s', 'Semicolon'))).toBe('share');
    expect(keyCommand(pressed('o', 'KeyS'))).toBeNull();
  });

  it('mean nothing together with Ctrl, Alt, Cmd or Shift, which belong to others', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey'] as const) {
      expect(keyCommand(pressed('m', 'KeyM', { [modifier]: true }))).toBeNull();
    }
  });

  it('mean nothing when nothing is listed for them', () => {
    expect(keyCommand(pressed('x', 'KeyX'))).toBeNull();
    expect(keyCommand(pressed('F5', 'F5'))).toBeNull();
  });
});
