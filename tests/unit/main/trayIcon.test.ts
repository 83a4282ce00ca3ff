import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  trayIcon,
  trayTooltip,
  type TrayIcon,
  type TrayIconKind,
} from '../../../main/tray/trayIcon.ts';
import { trayAppearance, trayImageFiles } from '../../../main/tray/trayImages.ts';
import type { TraySnapshot } from '../../../main/tray/traySnapshot.ts';
import { callSummary, name, ringId } from '../../support/quickCallPeople.ts';

vi.mock('electron', () => ({}));

const IDLE: TraySnapshot = {
  status: 'available',
  shownStatus: 'available',
  online: [],
  lastCalled: [],
  call: null,
  incoming: null,
  missedUnseen: 0,
  hasLastRoom: false,
  shortcuts: { palette: null, mute: null },
};
const incoming = { ring: ringId('r'), name: name('Yana') };
const muted = callSummary({ microphone: false });

const CASES: readonly (readonly [Partial<TraySnapshot>, TrayIconKind, boolean, string])[] = [
  [{}, 'idle', false, 'Available'],
  [{ shownStatus: 'away' }, 'idle', false, 'Away'],
  [{ incoming }, 'ringing', false, 'Yana is calling, Available'],
  [{ incoming, call: callSummary() }, 'ringing', false, 'Yana is calling, In a call'],
  [{ call: callSummary() }, 'in-call', false, 'In a call'],
  [{ call: muted }, 'muted', false, 'In a call, Muted'],
  [
    { call: callSummary({ microphone: false, sharing: true }) },
    'sharing',
    false,
    'In a call, Sharing your screen, Muted',
  ],
  [{ missedUnseen: 1 }, 'missed', false, 'Available, 1 missed call'],
  [{ missedUnseen: 2, call: muted }, 'muted', true, 'In a call, Muted, 2 missed calls'],
  [{ missedUnseen: 2, incoming }, 'ringing', false, 'Yana is calling, Available, 2 missed calls'],
];

test.each(CASES)('of %j the icon tells %s (missed beside it: %s)', (facts, kind, badge, words) => {
  const snapshot = { ...IDLE, ...facts };
  expect(trayIcon(snapshot)).toEqual({ kind, badge });
  expect(trayTooltip(snapshot, 'en')).toBe(`Parley: ${words}`);
});

test.each([
  ['ru', 1, '1 пропущенный звонок'],
  ['ru', 3, '3 пропущенных звонка'],
  ['ru', 11, '11 пропущенных звонков'],
  ['uk', 21, '21 пропущений дзвінок'],
  ['uk', 4, '4 пропущені дзвінки'],
  ['uk', 7, '7 пропущених дзвінків'],
] as const)('counts missed calls as %s counts %d', (language, missedUnseen, words) => {
  expect(trayTooltip({ ...IDLE, missedUnseen }, language)).toContain(words);
});

test('the longest tooltip fits into what Windows shows', () => {
  const snapshot = {
    ...IDLE,
    call: callSummary({ microphone: false, sharing: true }),
    incoming: { ...incoming, name: name('Ы'.repeat(64)) },
    missedUnseen: 50,
  };
  for (const language of ['en', 'ru', 'uk'] as const) {
    expect(trayTooltip(snapshot, language).length).toBeLessThan(128);
  }
});

const ICONS: readonly TrayIcon[] = CASES.map(([facts]) => trayIcon({ ...IDLE, ...facts })).concat(
  (['in-call', 'muted', 'sharing'] as const).map((kind) => ({ kind, badge: true })),
);

test('every icon has its picture, for each panel, system and scale', () => {
  const dir = path.resolve(import.meta.dirname, '../../../build/tray');
  const files = ICONS.flatMap((icon) =>
    [true, false].flatMap((isResting) =>
      (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
        (platform === 'darwin'
          ? (['template'] as const)
          : (['on-dark', 'on-light'] as const)
        ).flatMap((appearance) => trayImageFiles(icon, isResting, appearance, platform)),
      ),
    ),
  );
  const missing = files.map(([, file]) => file).filter((file) => !existsSync(path.join(dir, file)));
  expect(missing).toEqual([]);
});

test.each([
  ['darwin', '', true, 'template'],
  ['win32', '', true, 'on-dark'],
  ['win32', '', false, 'on-light'],
  ['linux', 'KDE', false, 'on-light'],
  ['linux', 'KDE', true, 'on-dark'],
  ['linux', 'ubuntu:GNOME', false, 'on-dark'],
] as const)('on %s %s (dark: %s) the pictures are %s', (platform, desktop, isDark, appearance) => {
  expect(trayAppearance({ platform, desktop, isDark })).toBe(appearance);
});
