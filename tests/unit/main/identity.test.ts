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
import { Identity, privateKeyOf } from '../../../main/identity/identity.ts';
import { addressOf, isSignedBy } from '../../../main/identity/identityKey.ts';
import { IdentityFile, IdentityStore } from '../../../main/identity/identityStore.ts';
import { serverNameOf } from '../../../main/contacts/serverName.ts';
import type { Keyring } from '../../../main/system/installationSecret.ts';
import { JsonFile } from '../../../main/system/jsonFile.ts';
import { colourOf } from '../../../preload/contract/personColour.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { SessionId } from '../../../signaling/protocol/ids.ts';
import {
  DeviceId,
  IdentityKey,
  IdentitySignature,
  ServerName,
  identityStatement,
} from '../../../signaling/protocol/identity.ts';
import { hexKeyring, noKeyring } from '../../support/clientIdentities.ts';
import { KeptLog } from '../../support/clientLog.ts';

describe('an identity', () => {
  // The first key of RFC 8032, section 7.1, and the example of docs/protocol.md.
  const secret = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const identity = new Identity(
    privateKeyOf(Buffer.from(secret, 'hex').toString('base64url'))!,
    DeviceId.parse('Qm3f0Jr9yT1vUeW5nKx7Zw'),
  );
  const session = SessionId.parse('mR0YbZ1kQb2vYzDk0dV3gA');
  const statement = identityStatement(ServerName.parse('192.0.2.7:8787'), session);

  test('has the public key and the address of the protocol', () => {
    expect(identity.key).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo');
    expect(identity.address).toBe('47z33qx1ajh62rkbz1a08vyj4wdqqvab');
    expect(addressOf(identity.key)).toBe(identity.address);
  });

  test('signs as the protocol says', () => {
    expect(identity.sign(statement)).toBe(
      'witEDTR-_mMp7_-rfWR8zblOy33mDVnv55yEYCrbPcrcSBDVcQqd-UTbBbw5QxQGQXeyPsyiohIXb3Mkwnz4BQ',
    );
  });

  test('is recognised by its signature, and by no other', () => {
    const signature = identity.sign(statement);
    expect(isSignedBy(identity.key, statement, signature)).toBe(true);
    expect(isSignedBy(identity.key, `${statement} `, signature)).toBe(false);
    const other = IdentityKey.parse('PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw');
    expect(isSignedBy(other, statement, signature)).toBe(false);
    const empty = IdentitySignature.parse(Buffer.alloc(64).toString('base64url'));
    expect(isSignedBy(identity.key, statement, empty)).toBe(false);
  });

  test('shows its private half to nobody', () => {
    expect(JSON.stringify(identity)).not.toContain(
      Buffer.from(secret, 'hex').toString('base64url'),
    );
  });
});

test.each([
  ['ws://192.168.1.20:8787', '192.168.1.20:8787'],
  ['ws://Meet.Example.org', 'meet.example.org:80'],
  ['wss://meet.example.org', 'meet.example.org:443'],
  ['wss://meet.example.org:443', 'meet.example.org:443'],
  ['ws://[::1]:8787', '[::1]:8787'],
])('a server reached by %s goes by %s', (url, name) => {
  expect(serverNameOf(ServerUrl.parse(url))).toBe(name);
});

describe('IdentityStore', () => {
  let dir: string;
  let log: KeptLog;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'parley-identity-'));
    log = new KeptLog();
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const file = (): string => path.join(dir, 'identity.json');
  const text = (): string => readFileSync(file(), 'utf8');
  function open(keyring: Keyring, colourAhead?: () => number): IdentityStore {
    const schema = IdentityFile.nullable();
    const fallback = () => null;
    const json = new JsonFile({ dir, name: 'identity', schema, fallback, now: () => 0, log });
    return new IdentityStore(json, keyring, colourAhead);
  }

  test('has nobody until somebody is needed', () => {
    const store = open(noKeyring);
    expect(store.identity).toBeNull();
    expect(store.trouble).toBeNull();
    expect(readdirSync(dir)).toEqual([]);
    expect(store.need()).toBe(store.identity);
    expect(store.identity).not.toBeNull();
  });

  test('gives the person a colour that stays when somebody is needed', () => {
    for (const colour of [0, 3, 7]) {
      const store = open(noKeyring, () => colour);
      expect(store.colour).toBe(colour);
      const { address } = store.need()!;
      expect(store.colour).toBe(colour);
      expect(colourOf(address)).toBe(colour);
      // Known from the file, whatever the installation's would be.
      expect(open(noKeyring, () => 5).colour).toBe(colour);
      rmSync(file());
    }
  });

  test.each([
    ['sealed', hexKeyring],
    ['plain', noKeyring],
  ] as const)('keeps the same %s one over restarts, for its owner only', (storage, keyring) => {
    const { key, device, address } = open(keyring).need()!;
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const again = open(keyring);
    expect(again.storage).toBe(storage);
    expect(again.identity).toMatchObject({ key, device, address });
    expect(isSignedBy(key, 'x', again.identity!.sign('x'))).toBe(true);
    expect(again.trouble).toBeNull();
  });

  test('seals a key that lay open, as soon as there is a keyring', () => {
    const { key } = open(noKeyring).need()!;
    const { secret } = JSON.parse(text()) as { secret: string };
    expect(open(hexKeyring).identity?.key).toBe(key);
    expect(text()).not.toContain(secret);
    expect(open(hexKeyring).identity?.key).toBe(key);
    expect(log.lines).toEqual([]);
  });

  test('lays a key open that the keyring seals and does not open again', () => {
    const broken = { ...hexKeyring, open: () => 'something else' };
    const { key } = open(broken).need()!;
    expect(open(noKeyring).identity?.key).toBe(key);
  });

  test.each([
    ['is gone', noKeyring],
    ['opens it to something else', { ...hexKeyring, open: () => 'AAAA' }],
    [
      'opens it to another key',
      { ...hexKeyring, open: () => Buffer.alloc(32, 7).toString('base64url') },
    ],
  ])('makes nobody new when the keyring %s', (_what, keyring) => {
    open(hexKeyring).need();
    const before = text();
    const locked = open(keyring);
    expect(locked.identity).toBeNull();
    expect(locked.trouble).toBe('key-locked');
    expect(locked.need()).toBeNull();
    expect(text()).toBe(before);
    expect(open(hexKeyring).identity).not.toBeNull();
  });

  test('opens a locked key when it is needed and the keyring is open by then', () => {
    const { key } = open(hexKeyring).need()!;
    let isLocked = true;
    const store = open({
      ...hexKeyring,
      open(sealed) {
        if (isLocked) throw new Error('locked');
        return hexKeyring.open(sealed);
      },
    });
    expect(store.need()).toBeNull();
    isLocked = false;
    expect(store.need()?.key).toBe(key);
    expect(store.trouble).toBeNull();
  });

  test('sets a damaged file aside, and says so when somebody new takes the place', () => {
    const { key } = open(noKeyring).need()!;
    const other = Buffer.alloc(32, 7).toString('base64url');
    const damaged = text().replace(/"secret": "[^"]+"/, `"secret": "${other}"`);
    writeFileSync(file(), damaged);
    const store = open(noKeyring);
    expect(store.trouble).toBe('file-damaged');
    expect(store.need()?.key).not.toBe(key);
    expect(store.trouble).toBe('file-damaged');
    const aside = readdirSync(dir).find((name) => name.includes('damaged'))!;
    expect(readFileSync(path.join(dir, aside), 'utf8')).toBe(damaged);
  });

  test('leaves alone what it cannot read', () => {
    mkdirSync(file());
    const store = open(noKeyring);
    expect(store.trouble).toBe('file-damaged');
    expect(store.need()).toBeNull();
    expect(statSync(file()).isDirectory()).toBe(true);
  });

  test('becomes another device of whoever has a secret, sealed or not', () => {
    const { secret, key, device } = (open(noKeyring).need(), JSON.parse(text())) as {
      secret: string;
      key: string;
      device: string;
    };
    expect(open(noKeyring).secret()).toBe(secret);
    rmSync(file());
    const store = open(hexKeyring);
    expect(store.secret()).toBeNull();
    const { key: former } = store.need()!;
    expect(store.replace(secret)).toBe(true);
    expect(store.identity?.key).toBe(key);
    expect(store.identity?.key).not.toBe(former);
    expect(store.identity?.device).not.toBe(device);
    expect(text()).not.toContain(secret);
    const again = open(hexKeyring);
    expect(again.identity).toMatchObject({ key, device: store.identity!.device });
    expect(again.secret()).toBe(secret);
  });

  test('gives no secret away that is locked, and lets another take its place', () => {
    open(hexKeyring).need();
    const locked = open(noKeyring);
    expect(locked.secret()).toBeNull();
    expect(locked.trouble).toBe('key-locked');
    expect(locked.replace('not a secret')).toBe(false);
    expect(locked.trouble).toBe('key-locked');
    expect(locked.replace(Buffer.alloc(32, 7).toString('base64url'))).toBe(true);
    expect(locked.trouble).toBeNull();
  });

  test('stays who it is when another cannot be written', () => {
    const store = open(noKeyring);
    const before = store.need();
    rmSync(file());
    mkdirSync(file());
    expect(store.replace(Buffer.alloc(32, 7).toString('base64url'))).toBe(false);
    expect(store.identity).toBe(before);
    expect(store.secret()).not.toBe(Buffer.alloc(32, 7).toString('base64url'));
  });

  test('writes nothing of a key into the log', () => {
    const { secret } = (open(noKeyring).need(), JSON.parse(text())) as { secret: string };
    writeFileSync(file(), '{');
    open(noKeyring).need();
    expect(log.lines.join('\n')).not.toContain(secret);
    expect(log.lines).toEqual(['warn damaged file set aside name=identity']);
  });
});
