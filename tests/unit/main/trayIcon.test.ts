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
import { readPng } from '../../support/pngPixels.ts';
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
  requests: 0,
  hasLastRoom: false,
  shortcuts: { palette: null, mute: null },
};
const incoming = { ring: ringId('r'), name: name('Yana') };
const muted = callSummary({ microphone: false });

const CASES: readonly (readonly [Partial<TraySnapshot>, TrayIconKind, boolean, string])[] = [
  [{}, 'idle', false, 'Available'],
  [{ shownStatus: 'away' }, 'idle', false, 'Away'],
  [{ incoming }, 'ringing', false, 'Yana is calling, Available'],
  [{ incoming, call: callSummary() }, 'ringing', false, 'Yana is calling, In a call (standup)'],
  [{ call: callSummary() }, 'in-call', false, 'In a call (standup)'],
  [{ call: muted }, 'muted', false, 'In a call (standup), Muted'],
  [
    { call: callSummary({ microphone: false, sharing: true }) },
    'sharing',
    false,
    'In a call (standup), Sharing your screen, Muted',
  ],
  [{ missedUnseen: 1 }, 'missed', false, 'Available, 1 missed call'],
  [{ requests: 1 }, 'missed', false, 'Available, 1 contact request'],
  [{ requests: 2, call: muted }, 'muted', true, 'In a call (standup), Muted, 2 contact requests'],
  [{ missedUnseen: 2, call: muted }, 'muted', true, 'In a call (standup), Muted, 2 missed calls'],
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

test('a call is told by its people', () => {
  const call = callSummary({ title: 'Bob and Cleo' });
  expect(trayTooltip({ ...IDLE, call }, 'en')).toBe('Parley: In a call (Bob and Cleo)');
});

test('the longest tooltip fits into what Windows shows', () => {
  const snapshot = {
    ...IDLE,
    call: callSummary({ microphone: false, sharing: true, title: 'Ы'.repeat(64) }),
    incoming: { ...incoming, name: name('Ы'.repeat(64)) },
    missedUnseen: 50,
    requests: 64,
  };
  for (const language of ['en', 'ru', 'uk'] as const) {
    expect(trayTooltip(snapshot, language).length).toBeLessThan(128);
  }
});

const ICONS: readonly TrayIcon[] = CASES.map(([facts]) => trayIcon({ ...IDLE, ...facts })).concat(
  (['in-call', 'muted', 'sharing'] as const).map((kind) => ({ kind, badge: true })),
);

const IMAGES = path.resolve(import.meta.dirname, '../../../build/tray');

test('every icon has its picture, for each panel, system and scale', () => {
  const files = ICONS.flatMap((icon) =>
    [true, false].flatMap((isResting) =>
      (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
        (platform === 'darwin'
          ? (['template'] as const)
          : platform === 'win32'
            ? (['on-dark', 'on-light'] as const)
            : (['on-any'] as const)
        ).flatMap((appearance) => trayImageFiles(icon, isResting, appearance, platform)),
      ),
    ),
  );
  const missing = files
    .map(([, file]) => file)
    .filter((file) => !existsSync(path.join(IMAGES, file)));
  expect(missing).toEqual([]);
});

test.each([
  ['darwin', true, 'template'],
  ['win32', true, 'on-dark'],
  ['win32', false, 'on-light'],
  // Whatever the apps look like: the panel has a colour of its own.
  ['linux', false, 'on-any'],
  ['linux', true, 'on-any'],
] as const)('on %s (dark: %s) the pictures are %s', (platform, isDark, appearance) => {
  expect(trayAppearance(platform, isDark)).toBe(appearance);
});

const linuxFiles = new Set(
  ICONS.flatMap((icon) =>
    [true, false].flatMap((isResting) =>
      trayImageFiles(icon, isResting, 'on-any', 'linux').map(([, file]) => file),
    ),
  ),
);

test.each([...linuxFiles])('%s is seen on a white panel and on a dark grey one', (file) => {
  const pixels = readPng(path.join(IMAGES, file));
  const solid = pixels.filter(([, , , alpha]) => alpha === 255);
  // Of a bell in outline a tenth of the square; less would be a dot.
  expect(solid.length).toBeGreaterThan(pixels.length / 12);
  for (const panel of ['#ffffff', '#2b2b2b'] as const) {
    const seen = solid.filter(
      ([red, green, blue]) => contrast([red, green, blue], rgb(panel)) >= 3,
    );
    // Only the bar across the mark of a muted microphone is white.
    const share = seen.length / solid.length;
    expect(share).toBeGreaterThan(file.startsWith('muted') ? 0.75 : 0.99);
  }
});

type Rgb = readonly [red: number, green: number, blue: number];

function rgb(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  );
  return [red, green, blue];
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). */
function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
