import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { SettingsLook } from '../../../renderer/adapters/settingsLook.ts';
import { FakeMain } from './fakeApi.ts';

const ADDRESS = 'ws://192.0.2.2:35405';

let main: FakeMain;
let shown: Partial<AppSnapshot>;
let look: SettingsLook;

beforeEach(() => {
  vi.useFakeTimers();
  main = new FakeMain();
  main.answer('tray:state', () => Promise.resolve({ isThere: false }));
  shown = {};
  look = new SettingsLook({
    api: main.api,
    listSpeakers: () => Promise.resolve([]),
    show: (found) => (shown = { ...shown, ...found }),
    problem: () => undefined,
  });
});

afterEach(() => void vi.useRealTimers());

test('looking at the settings opens nothing to anybody', async () => {
  main.answer('server:address', () => Promise.resolve(null));
  look.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.ownAddress).toEqual({ address: null, copied: false, failed: false });
  expect(main.on('server:copy-address')).toEqual([]);
});

test('a tray that is not there, and one that comes, are told', async () => {
  look.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.hasTray).toBe(false);
  main.push('tray:changed', { isThere: true });
  expect(shown.hasTray).toBe(true);
});

test('an address that was copied says so for a moment', async () => {
  main.answer('server:copy-address', () =>
    Promise.resolve({ ok: true, value: { address: ADDRESS } }),
  );
  void look.copyAddress();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.ownAddress).toEqual({ address: ADDRESS, copied: true, failed: false });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown.ownAddress).toEqual({ address: ADDRESS, copied: false, failed: false });
});

test('without a network it says that there is none', async () => {
  main.answer('server:copy-address', () => Promise.resolve({ ok: false, reason: 'no_address' }));
  void look.copyAddress();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.ownAddress).toEqual({ address: null, copied: false, failed: true });
});
