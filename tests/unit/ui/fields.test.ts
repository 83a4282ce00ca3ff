import { describe, expect, it } from 'vitest';
import { moveInGrid } from '../../../renderer/views/picker/moveInGrid.ts';
import { hostOf, typedServer } from '../../../renderer/views/dialogs/serverField.ts';
import { completion } from '../../../renderer/views/home/completion.ts';

describe('the server field', () => {
  it('takes a WebSocket address, tidied', () => {
    expect(typedServer('  WSS://Calls.Example.org/ ')).toEqual({
      ok: true,
      server: 'wss://calls.example.org',
    });
    expect(typedServer('ws://192.168.1.5:8787')).toMatchObject({ ok: true });
  });

  it.each([
    ['192.0.2.2:35405', 'ws://192.0.2.2:35405'],
    ['192.0.2.2', 'ws://192.0.2.2'],
    ['[fe80::1]:8787', 'ws://[fe80::1]:8787'],
    ['localhost:8787', 'ws://localhost:8787'],
    ['Attic.local:8787', 'ws://attic.local:8787'],
    ['calls.example.org', 'wss://calls.example.org'],
    ['calls.example.org:444/', 'wss://calls.example.org:444'],
    ['meet:8787', 'wss://meet:8787'],
  ])('takes %s without a scheme', (text, server) => {
    expect(typedServer(text)).toEqual({ ok: true, server });
  });

  it('takes nothing for this computer', () => {
    expect(typedServer('   ')).toEqual({ ok: true, server: null });
  });

  it('refuses what is no WebSocket address', () => {
    for (const text of [
      'calls',
      'calls example.org',
      'example.org/path',
      '192.168.1.5:',
      'https://example.org',
      'ws://user@example.org',
      'ws://',
    ]) {
      expect(typedServer(text)).toEqual({ ok: false });
    }
  });

  it('is said without its scheme', () => {
    expect(hostOf('wss://calls.example.org:444')).toBe('calls.example.org:444');
  });
});

describe('the completion of a room name', () => {
  const rooms = ['Design review', 'release planning', 'design-office'];

  it('is the rest of the latest room that starts so, whatever the case', () => {
    expect(completion('des', rooms)).toBe('ign review');
    expect(completion('DESIGN-', rooms)).toBe('office');
  });

  it('is nothing for nothing, for a whole name and for a new one', () => {
    for (const typed of ['', '  ', 'release planning', 'warehouse']) {
      expect(completion(typed, rooms)).toBe('');
    }
  });
});

describe('arrow keys in a grid', () => {
  it('lead to the neighbours and to both ends', () => {
    const from = (key: string): number | null => moveInGrid(key, 4, 7, 3);
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map(from)).toEqual([
      3,
      5,
      1,
      null,
      0,
      6,
    ]);
  });

  it('lead nowhere beyond the edges, and other keys nowhere at all', () => {
    expect(moveInGrid('ArrowUp', 1, 7, 3)).toBeNull();
    expect(moveInGrid('ArrowLeft', 0, 7, 3)).toBeNull();
    expect(moveInGrid('Tab', 4, 7, 3)).toBeNull();
  });
});
