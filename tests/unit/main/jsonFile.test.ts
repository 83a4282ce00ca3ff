import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JsonFile } from '../../../main/system/jsonFile.ts';
import {
  SettingsStore,
  defaultDisplayName,
  defaultSettings,
} from '../../../main/system/settingsStore.ts';
import { ServerUrl, Settings } from '../../../preload/contract/settings.ts';
import { KeptLog } from '../../support/clientLog.ts';

let dir: string;
let log: KeptLog;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'parley-settings-'));
  log = new KeptLog();
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): JsonFile<typeof Settings> {
  return new JsonFile({
    dir,
    name: 'settings',
    schema: Settings,
    fallback: () => defaultSettings('ada'),
    now: () => Date.UTC(2026, 10, 24, 6, 30),
    log,
  });
}

const file = (): string => path.join(dir, 'settings.json');
const damaged = (): string[] => readdirSync(dir).filter((name) => name.includes('damaged'));

describe('a settings file', () => {
  test('comes back as it was written, and only its owner can read it', () => {
    const settings = { ...defaultSettings('ada'), theme: 'dark' } as const;
    open().write(settings);
    expect(open().value).toEqual(settings);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(log.lines).toEqual([]);
  });

  test('that is to be replaced stays beside the new one, once for each time', () => {
    const json = open();
    expect(json.keepCopy()).toBe(true);
    expect(readdirSync(dir)).toEqual([]);
    json.write(defaultSettings('ada'));
    const before = readFileSync(file(), 'utf8');
    expect(json.keepCopy()).toBe(true);
    json.write(defaultSettings('bob'));
    const copy = path.join(dir, 'settings.replaced-2026-11-24T06-30-00-000Z.json');
    expect(readFileSync(copy, 'utf8')).toBe(before);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    // Nothing is written over, not even a copy.
    expect(json.keepCopy()).toBe(false);
    expect(readFileSync(copy, 'utf8')).toBe(before);
  });

  test('that is missing gives the defaults and is not missed', () => {
    expect(open().value).toEqual(defaultSettings('ada'));
    expect(log.lines).toEqual([]);
  });

  test.each([
    ['is cut off', '{"displayName":"Ada","th'],
    ['is empty', ''],
    ['holds another kind of value', '[]'],
    ['has a value that is not allowed', JSON.stringify({ ...defaultSettings('a'), theme: 'pink' })],
    ['has a key that is not known', JSON.stringify({ ...defaultSettings('a'), volume: 3 })],
    ['lacks a key', '{"displayName":"Ada"}'],
    ['has a server that is none', JSON.stringify({ ...defaultSettings('a'), server: 'http://x' })],
  ])('that %s is set aside whole and the defaults are used', (_what, text) => {
    writeFileSync(file(), text);
    expect(open().value).toEqual(defaultSettings('ada'));
    expect(damaged()).toEqual(['settings.damaged-2026-11-24T06-30-00-000Z.json']);
    expect(readFileSync(path.join(dir, damaged()[0]!), 'utf8')).toBe(text);
    expect(log.lines).toEqual(['warn damaged file set aside name=settings']);
    expect(open().value).toEqual(defaultSettings('ada'));
    expect(damaged()).toHaveLength(1);
  });

  test('tells how it was found', () => {
    expect(open().condition).toBe('absent');
    open().write(defaultSettings('ada'));
    expect(open().condition).toBe('good');
    writeFileSync(file(), '{');
    expect(open().condition).toBe('damaged');
  });

  test('that cannot be read is never written over', () => {
    mkdirSync(file());
    const settings = open();
    expect(settings.condition).toBe('unreadable');
    settings.write({ ...defaultSettings('ada'), theme: 'dark' });
    expect(settings.value.theme).toBe('dark');
    expect(statSync(file()).isDirectory()).toBe(true);
    expect(log.lines.at(-1)).toBe('error unreadable file not replaced name=settings');
  });

  test('that cannot be written keeps the value for this run, and says so', () => {
    const settings = open();
    rmSync(dir, { recursive: true });
    writeFileSync(dir, 'a file where the folder was');
    settings.write({ ...defaultSettings('ada'), theme: 'dark' });
    expect(settings.value.theme).toBe('dark');
    expect(log.lines[0]).toMatch(/^error file not written name=settings code=E/);
  });
});

describe('SettingsStore', () => {
  const one = ServerUrl.parse('ws://one:1');
  const two = ServerUrl.parse('ws://two:2');

  test('changes what is given, tells it and keeps it', () => {
    const told: Settings[] = [];
    const store = new SettingsStore(open(), (settings) => told.push(settings));
    expect(store.change({ theme: 'dark' })).toMatchObject({ theme: 'dark', language: 'system' });
    expect(told).toEqual([store.current]);
    expect(open().value).toEqual(store.current);
  });

  test('a window can take trusted servers away but not add any', () => {
    const store = new SettingsStore(open(), () => {});
    store.trust(one);
    store.trust(two);
    store.trust(two);
    expect(store.current.trustedServers).toEqual([one, two]);
    store.change({ trustedServers: [two, ServerUrl.parse('ws://evil:6')] });
    expect(store.current.trustedServers).toEqual([two]);
  });

  test('the oldest of too many trusted servers is forgotten', () => {
    const store = new SettingsStore(open(), () => {});
    for (let port = 1; port <= 65; port++) store.trust(ServerUrl.parse(`ws://host:${port}`));
    expect(store.current.trustedServers).toHaveLength(64);
    expect(store.current.trustedServers[0]).toBe('ws://host:2');
    expect(open().value).toEqual(store.current);
  });
});

test.each([
  ['ada', 'Ada'],
  ['ada.lovelace', 'Ada.lovelace'],
  ['ольга', 'Ольга'],
  ['  bob ', 'Bob'],
  ['', 'Guest'],
  ['a\u202eb', 'Guest'],
  ['x'.repeat(65), 'Guest'],
])('the system user %j is first called %s', (user, name) => {
  expect(defaultDisplayName(user)).toBe(name);
});
