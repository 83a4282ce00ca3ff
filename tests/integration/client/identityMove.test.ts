import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { Person, befriend } from '../../support/clientContacts.ts';
import { openServer } from '../../support/serverInstance.ts';
import { killAllServers } from '../../support/serverProcess.ts';

afterEach(() => killAllServers());

const jsonOf = (person: Person, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(person.dir, name), 'utf8')) as Record<string, unknown>;
const replacedOf = (person: Person, name: string): string[] =>
  readdirSync(person.dir).filter((file) => file.startsWith(`${name}.replaced-`));

/** Saves who somebody is. @returns the passphrase. */
async function save(person: Person): Promise<string> {
  person.chosenFile = path.join(person.dir, 'parley-identity.age');
  const saved = await person.services.move.save();
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.passphrase;
}

/** Has `there` become who `from` has saved. */
async function adopt(there: Person, from: Person, passphrase: string): Promise<void> {
  const { move } = there.services;
  there.chosenFile = from.chosenFile;
  expect(await move.choose()).toEqual({ ok: true, value: null });
  expect(await move.open(passphrase)).toMatchObject({ ok: true });
  expect(move.adopt()).toEqual({ ok: true, value: null });
}

describe('an identity on a second computer', () => {
  test('is the same to its contacts, at once, and rings there too; the first to answer stops the other', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    await befriend(ada, bob);
    const passphrase = await save(bob);
    const laptop = new Person({ name: 'Laptop' });
    await adopt(laptop, bob, passphrase.toUpperCase().replaceAll('-', ' '));

    expect(laptop.address).toBe(bob.address);
    expect(laptop.settings.current).toMatchObject({ displayName: 'Bob', server: url });
    expect(jsonOf(laptop, 'identity.json')['device']).not.toBe(
      jsonOf(bob, 'identity.json')['device'],
    );
    await laptop.until('sees Ada', () => laptop.sees(ada) === 'available');

    ada.rings(bob);
    await laptop.until('rings', () => laptop.ringing.incoming !== null);
    await bob.until('rings', () => bob.ringing.incoming !== null);
    expect(laptop.ringing.incoming?.name).toBe('Ada');
    laptop.answers('accept');
    await bob.until('is quiet', () => bob.ringing.incoming === null);
    await ada.until('is in', () => ada.entered.length === 1);
    await laptop.until('is in', () => laptop.entered.length === 1);
    expect([bob.entered.length, laptop.entered.length]).toEqual([0, 1]);
    expect(bob.ringing.missed).toEqual([]);

    // With one of the two gone, the other is still there for Ada.
    bob.close();
    laptop.rings(ada);
    await ada.until('rings', () => ada.ringing.incoming !== null);
  });

  test('is the same after a restart', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    await befriend(ada, bob);
    const laptop = new Person({ name: 'Laptop', url });
    await adopt(laptop, bob, await save(bob));
    const { device } = jsonOf(laptop, 'identity.json');
    laptop.close();
    bob.close();
    await ada.until('sees nobody', () => ada.sees(bob) === 'unavailable');
    const again = new Person({ name: 'Bob', url, dir: laptop.dir });
    expect(again.address).toBe(bob.address);
    expect(jsonOf(again, 'identity.json')['device']).toBe(device);
    await ada.until('sees them', () => ada.sees(bob) === 'available');
  });

  test('takes the place of another one, of which nothing is lost and nobody hears any more', async () => {
    const { url } = await openServer();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => new Person({ name, url }));
    await befriend(ada!, bob!);
    await befriend(cleo!, ada!);
    const former = cleo!.address;
    const before = ['identity.json', 'contacts.json'].map((name) =>
      readFileSync(path.join(cleo!.dir, name), 'utf8'),
    );
    const passphrase = await save(bob!);
    const { move } = cleo!.services;
    cleo!.chosenFile = bob!.chosenFile;
    await move.choose();
    expect(await move.open(passphrase)).toEqual({
      ok: true,
      value: {
        name: 'Bob',
        contacts: 1,
        server: null,
        replaces: { name: 'Cleo', contacts: 1 },
      },
    });
    expect(cleo!.address).toBe(former);
    expect(move.adopt()).toEqual({ ok: true, value: null });

    const after = ['identity', 'contacts'].map((name) => {
      const [kept = '', ...others] = replacedOf(cleo!, name);
      expect(others).toEqual([]);
      const file = path.join(cleo!.dir, kept);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      return readFileSync(file, 'utf8');
    });
    expect(after).toEqual(before);
    await ada!.until(
      'sees the former go',
      () =>
        ada!.contacts.contacts.find(({ address }) => address === former)?.presence ===
        'unavailable',
    );
    expect(ada!.sees(bob!)).toBe('available');
  });

  test('brings along who was blocked and asked, and the link that was given away', async () => {
    const { url } = await openServer();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => new Person({ name, url }));
    await befriend(ada!, bob!);
    bob!.services.contacts.block(ada!.address, true);
    const link = await bob!.link();
    const laptop = new Person({ name: 'Laptop', url });
    await adopt(laptop, bob!, await save(bob!));
    bob!.close();
    expect(laptop.contact(ada!)).toMatchObject({ name: 'Ada', standing: 'blocked' });
    cleo!.services.contacts.add(link);
    await laptop.until('is asked', () => laptop.contacts.requests.length === 1);
  });

  test('finds those who are at home on the server inside the first', async () => {
    const ada = new Person({ name: 'Ada' });
    await ada.until('its server is known', () => ada.home.url !== null);
    const bob = new Person({ name: 'Bob', url: ada.home.url! });
    await befriend(bob, ada);
    const laptop = new Person({ name: 'Laptop' });
    await adopt(laptop, ada, await save(ada));
    await laptop.until('sees Bob', () => laptop.sees(bob) === 'available');
    bob.rings(ada);
    await laptop.until('rings', () => laptop.ringing.incoming !== null);
    await ada.until('rings', () => ada.ringing.incoming !== null);
    expect([laptop, ada].map(({ ringing }) => ringing.incoming?.name)).toEqual(['Bob', 'Bob']);
  });
});

describe('nothing changes', () => {
  /** Bob has saved; Cleo is somebody else. */
  async function two(): Promise<{ bob: Person; cleo: Person; passphrase: string }> {
    const { url } = await openServer();
    const bob = new Person({ name: 'Bob', url });
    const passphrase = await save(bob);
    const cleo = new Person({ name: 'Cleo', url });
    await cleo.link();
    cleo.chosenFile = bob.chosenFile;
    return { bob, cleo, passphrase };
  }

  test('with a wrong passphrase, after which the right one opens', async () => {
    const { cleo, passphrase } = await two();
    const { address } = cleo;
    const { move } = cleo.services;
    await move.choose();
    const wrong = passphrase.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    expect(await move.open(wrong)).toEqual({ ok: false, reason: 'wrong_passphrase' });
    expect(await move.open('not it')).toEqual({ ok: false, reason: 'no_passphrase' });
    expect(move.adopt()).toEqual({ ok: false, reason: 'failed' });
    expect(await move.open(passphrase)).toMatchObject({ ok: true });
    expect(cleo.address).toBe(address);
    expect(replacedOf(cleo, 'identity')).toEqual([]);
  });

  test('when the person leaves off', async () => {
    const { cleo, passphrase } = await two();
    const { move } = cleo.services;
    await move.choose();
    const opening = move.open(passphrase);
    move.forget();
    expect(await opening).toEqual({ ok: false, reason: 'failed' });
    await move.choose();
    await move.open(passphrase);
    move.forget();
    expect(move.adopt()).toEqual({ ok: false, reason: 'failed' });
    expect(cleo.settings.current.displayName).toBe('Cleo');
  });

  test('during a call, or while a call rings', async () => {
    const { bob, cleo, passphrase } = await two();
    const { move } = cleo.services;
    await move.choose();
    await move.open(passphrase);
    await befriend(cleo, bob);
    bob.rings(cleo);
    await cleo.until('rings', () => cleo.ringing.incoming !== null);
    expect(move.adopt()).toEqual({ ok: false, reason: 'ringing' });
    cleo.answers('decline');
    const room = RoomName.parse('Standup');
    await cleo.calls.join({ room, server: null, name: DisplayName.parse('Cleo'), contact: null });
    expect(move.adopt()).toEqual({ ok: false, reason: 'in_call' });
    expect(await cleo.services.move.choose()).toEqual({ ok: false, reason: 'in_call' });
    expect(cleo.settings.current.displayName).toBe('Cleo');
  });

  test('when it is the same identity', async () => {
    const { bob, passphrase } = await two();
    await bob.services.move.choose();
    expect(await bob.services.move.open(passphrase)).toEqual({ ok: false, reason: 'same' });
  });

  test.each([
    ['is something else', Buffer.from('{"format":"parley-contacts"}')],
    ['is huge', Buffer.alloc(3_000_000, 'age-encryption.org/v1\n')],
    ['is empty', Buffer.alloc(0)],
  ])('with a file that %s', async (_what, content) => {
    const { cleo } = await two();
    cleo.chosenFile = path.join(cleo.dir, 'hostile.age');
    writeFileSync(cleo.chosenFile, content);
    expect(await cleo.services.move.choose()).toEqual({ ok: false, reason: 'not_valid' });
    cleo.chosenFile = cleo.dir;
    expect(await cleo.services.move.choose()).toEqual({ ok: false, reason: 'failed' });
    cleo.chosenFile = null;
    expect(await cleo.services.move.choose()).toEqual({ ok: false, reason: 'cancelled' });
  });
});

describe('what is saved', () => {
  test('is for its owner alone, and neither it nor the log shows a secret', async () => {
    const { url } = await openServer();
    const bob = new Person({ name: 'Bob', url });
    await bob.link();
    bob.chosenFile = path.join(bob.dir, 'parley-identity.age');
    // Something that others could read is written over.
    writeFileSync(bob.chosenFile, 'x'.repeat(10_000), { mode: 0o644 });
    const passphrase = await save(bob);
    expect(statSync(bob.chosenFile).mode & 0o777).toBe(0o600);
    const { secret } = jsonOf(bob, 'identity.json');
    const file = readFileSync(bob.chosenFile, 'latin1');
    expect(file.length).toBeLessThan(2_000);
    expect(file).not.toContain(secret);
    const log = bob.log.lines.join('\n');
    expect(log).toContain('identity saved for another computer');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(passphrase.slice(0, 9));
  });

  test('is nothing when the person closes the dialog, or there is nowhere to write', async () => {
    const { url } = await openServer();
    const bob = new Person({ name: 'Bob', url });
    bob.chosenFile = null;
    expect(await bob.services.move.save()).toEqual({ ok: false, reason: 'cancelled' });
    bob.chosenFile = path.join(bob.dir, 'no', 'such', 'folder.age');
    expect(await bob.services.move.save()).toEqual({ ok: false, reason: 'failed' });
  });
});
