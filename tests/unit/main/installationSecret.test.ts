import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newCallIdentity } from '../../../main/signaling/identity.ts';
import {
  InstallationFile,
  installationSecret,
  type Keyring,
} from '../../../main/system/installationSecret.ts';
import { JsonFile } from '../../../main/system/jsonFile.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { KeptLog } from '../../support/clientLog.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'parley-secret-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const noKeyring: Keyring = {
  isAvailable: () => false,
  seal: () => {
    throw new Error('no keyring');
  },
  open: () => {
    throw new Error('no keyring');
  },
};

/** Seals by writing in another alphabet. */
const keyring: Keyring = {
  isAvailable: () => true,
  seal: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  open: (sealed) => Buffer.from(sealed.toString(), 'hex').toString(),
};

function read(by: Keyring): string {
  const file = new JsonFile({
    dir,
    name: 'installation',
    schema: InstallationFile.nullable(),
    fallback: () => null,
    now: () => 0,
    log: new KeptLog(),
  });
  return Buffer.from(installationSecret(file, by)).toString('hex');
}

test.each([
  ['without a keyring', noKeyring],
  ['with a keyring', keyring],
])('is 32 random bytes and stays the same %s', (_what, by) => {
  const secret = read(by);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(read(by)).toBe(secret);
});

test('does not lie open where there is a keyring', () => {
  const base64 = Buffer.from(read(keyring), 'hex').toString('base64');
  expect(readFileSync(path.join(dir, 'installation.json'), 'utf8')).not.toContain(base64);
});

test('is made anew when the keyring cannot open it any more', () => {
  const secret = read(keyring);
  const fresh = read(noKeyring);
  expect(fresh).not.toBe(secret);
  expect(read(noKeyring)).toBe(fresh);
});

test('an installation is the same in one room on one server, and nowhere else', () => {
  const secret = Buffer.alloc(32, 7);
  const id = (server: string, room: string, key: Uint8Array = secret): string =>
    newCallIdentity(key, ServerUrl.parse(server), RoomName.parse(room)).installation;
  expect(id('ws://a:1', 'Standup')).toBe(id('ws://a:1', 'STANDUP'));
  expect(id('ws://a:1', 'Standup')).not.toBe(id('ws://a:2', 'Standup'));
  expect(id('ws://a:1', 'Standup')).not.toBe(id('ws://a:1', 'Other'));
  expect(id('ws://a:1', 'Standup')).not.toBe(id('ws://a:1', 'Standup', Buffer.alloc(32, 8)));
});

test('member ids and secrets are new for each call', () => {
  const make = () =>
    newCallIdentity(Buffer.alloc(32), ServerUrl.parse('ws://a:1'), RoomName.parse('Standup'));
  const made = Array.from({ length: 20 }, make).flatMap(({ id, secret }) => [id, secret]);
  expect(new Set<string>(made).size).toBe(40);
});
