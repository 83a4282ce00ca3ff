import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  autostartDir,
  autostartFile,
  loginItemAutostart,
  xdgAutostart,
  type Autostart,
} from '../../../main/system/autostart.ts';
import { KeptLog } from '../../support/clientLog.ts';

let home: string;
let dir: string;
let file: string;
let log: KeptLog;
let autostart: Autostart;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-autostart-'));
  dir = path.join(home, '.config/autostart');
  file = path.join(dir, 'org.parley.Parley.desktop');
  log = new KeptLog();
  autostart = xdgAutostart({ dir, command: ['/opt/Parley/parley'], log });
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

test('the file is there while it is wanted, and says whether to start hidden', () => {
  autostart.apply({ startAtLogin: true, startHidden: true });
  expect(readFileSync(file, 'utf8')).toContain('\nExec=/opt/Parley/parley --hidden\n');
  autostart.apply({ startAtLogin: true, startHidden: false });
  expect(readFileSync(file, 'utf8')).toContain('\nExec=/opt/Parley/parley\n');
  autostart.apply({ startAtLogin: false, startHidden: false });
  expect(existsSync(file)).toBe(false);
  autostart.apply({ startAtLogin: false, startHidden: false });
  expect(log.lines).toEqual([]);
});

test('a start brings the file up to date, and leaves one alone that the person took away', () => {
  autostart.refresh({ startAtLogin: true, startHidden: true });
  expect(existsSync(file)).toBe(false);
  autostart.apply({ startAtLogin: true, startHidden: true });
  const moved = xdgAutostart({ dir, command: ['/home/ada/Parley.AppImage'], log });
  moved.refresh({ startAtLogin: true, startHidden: true });
  expect(readFileSync(file, 'utf8')).toContain('TryExec=/home/ada/Parley.AppImage\n');
});

test('a folder that cannot be made is told to the log alone', () => {
  writeFileSync(path.join(home, '.config'), 'no folder');
  autostart.apply({ startAtLogin: true, startHidden: true });
  expect(log.lines).toEqual(['error autostart not changed']);
});

test('the file is one of the desktop entry specification', () => {
  expect(autostartFile(['/opt/Parley/parley'], true).split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    'Comment=Audio and video calls',
    'Icon=parley',
    'Exec=/opt/Parley/parley --hidden',
    'TryExec=/opt/Parley/parley',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ]);
});

test.each([
  ['/home/ada b/Parley', 'Exec="/home/ada b/Parley"'],
  ['/home/100%/parley', 'Exec=/home/100%%/parley'],
  ['/home/$x"y/parley', String.raw`Exec="/home/\\$x\\"y/parley"`],
  [String.raw`/a\b c`, String.raw`Exec="/a\\\\b c"`],
  ['/a\nExec=evil', String.raw`Exec="/a\nExec=evil"`],
])('the place %j is written so that it is read as it is', (executable, line) => {
  expect(autostartFile([executable], false).split('\n')[5]).toBe(line);
});

test.each([
  [{}, '/home/ada/.config/autostart'],
  [{ XDG_CONFIG_HOME: '/etc/ada' }, '/etc/ada/autostart'],
  [{ XDG_CONFIG_HOME: 'relative' }, '/home/ada/.config/autostart'],
])('with %j the folder is %s', (env, expected) => {
  expect(autostartDir(env, '/home/ada')).toBe(expected);
});

test('elsewhere the system keeps the list', () => {
  const told: object[] = [];
  const items = loginItemAutostart({ setLoginItemSettings: (settings) => told.push(settings) });
  items.refresh({ startAtLogin: true, startHidden: true });
  items.apply({ startAtLogin: true, startHidden: true });
  items.apply({ startAtLogin: false, startHidden: false });
  expect(told).toEqual([
    { openAtLogin: true, args: ['--hidden'] },
    { openAtLogin: false, args: [] },
  ]);
});
