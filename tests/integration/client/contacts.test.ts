import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { Person, befriend } from '../../support/clientContacts.ts';
import { openBehindProxy } from '../../support/clientProxiedServer.ts';
import { openServer } from '../../support/serverInstance.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

afterEach(() => killAllServers());

describe('on one server', () => {
  test('two who add each other by link see each other, under the names they give', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    expect(ada.contacts.address).toBeNull();

    expect(ada.services.contacts.check(await bob.link())).toEqual({ ok: true, value: null });
    expect(ada.contacts.contacts).toEqual([]);
    const added = ada.services.contacts.add(` <${await bob.link()}>\n`);
    expect(added).toEqual({ ok: true, value: { address: bob.address, name: 'Bob' } });
    expect(ada.contact(bob)).toMatchObject({ standing: 'asked', presence: 'unavailable' });
    await bob.until('is asked', () => bob.contacts.requests.length === 1);
    expect(bob.contacts.requests).toMatchObject([
      { address: ada.address, name: 'Ada', server: url, resembles: null },
    ]);
    bob.services.contacts.answer(ada.address, 'accept');
    await ada.until('sees Bob', () => ada.sees(bob) === 'available');
    await bob.until('sees Ada', () => bob.sees(ada) === 'available');
    expect(ada.contact(bob)).toMatchObject({ name: 'Bob', server: null, standing: 'contact' });
    expect(bob.contacts.requests).toEqual([]);

    ada.services.contacts.rename(bob.address, DisplayName.parse('Robert'));
    expect(ada.contact(bob)?.name).toBe('Robert');
    expect(ada.log.lines.join('\n')).not.toMatch(new RegExp(`${bob.address}|${ada.address}|Bob`));
  });

  test('statuses are told: by hand, in a call, away, and gone', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    await befriend(ada, bob);

    bob.settings.change({ status: 'do-not-disturb' });
    await ada.until('sees it', () => ada.sees(bob) === 'do-not-disturb');
    bob.settings.change({ status: 'available' });
    bob.services.setAway(true);
    await ada.until('sees it', () => ada.sees(bob) === 'away');
    bob.services.setAway(false);
    await ada.until('sees it', () => ada.sees(bob) === 'available');
    const room = RoomName.parse('Standup');
    await bob.calls.join({ room, server: null, name: DisplayName.parse('Bob'), contact: null });
    await ada.until('sees it', () => ada.sees(bob) === 'busy');
    expect(bob.contacts.shownStatus).toBe('busy');
    await bob.calls.leave();
    await ada.until('sees it', () => ada.sees(bob) === 'available');
    await bob.services.leave();
    await ada.until('sees it', () => ada.sees(bob) === 'unavailable', 2_000);
  });

  test('who moves to another server is gone from the old one at once', async () => {
    const [{ url }, other] = [await openServer(), await openServer()];
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    await befriend(ada, bob);
    bob.home.use(ServerUrl.parse(other.url));
    await ada.until('sees it', () => ada.sees(bob) === 'unavailable', 2_000);
    expect(ada.contact(bob)?.standing).toBe('contact');
  });

  test('a question that is declined does not come again, and says nothing to who asked', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    ada.services.contacts.add(await bob.link());
    await bob.until('is asked', () => bob.contacts.requests.length === 1);
    bob.services.contacts.answer(ada.address, 'decline');
    ada.services.contacts.remove(bob.address);
    ada.settings.change({ displayName: DisplayName.parse('Ada again') });
    ada.services.contacts.add(await bob.link());
    await bob.until('drops it', () =>
      bob.log.lines.some((line) => line === 'info question dropped why=declined'),
    );
    expect(bob.contacts.requests).toEqual([]);
    expect(ada.contact(bob)).toMatchObject({ standing: 'asked', presence: 'unavailable' });
  });

  test('a question that was declined waits again when that is taken back', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    bob.services.contacts.add(await ada.link());
    await ada.until('is asked', () => ada.contacts.requests.length === 1);
    ada.services.contacts.answer(bob.address, 'decline');
    expect(ada.contacts).toMatchObject({ requests: [], declined: { name: 'Bob' } });
    ada.services.contacts.restore(bob.address);
    expect(ada.contacts).toMatchObject({ requests: [{ name: 'Bob' }], declined: null });
    ada.services.contacts.answer(bob.address, 'accept');
    await bob.until('sees Ada', () => bob.sees(ada) === 'available');
  });

  test('nobody can ask with a link that was renewed', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    const old = await bob.link();
    const renewed = await bob.services.contacts.renewLink();
    expect(renewed.ok && renewed.value.link).not.toBe(old);
    ada.services.contacts.add(old);
    await bob.until('drops it', () =>
      bob.log.lines.some((line) => line === 'info question dropped why=ticket'),
    );
    expect(bob.contacts.requests).toEqual([]);
  });

  test('two who ask each other are contacts at once', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    const [toAda, toBob] = [await ada.link(), await bob.link()];
    ada.services.contacts.add(toBob);
    bob.services.contacts.add(toAda);
    await ada.until('sees Bob', () => ada.sees(bob) === 'available');
    await bob.until('sees Ada', () => bob.sees(ada) === 'available');
    expect([...ada.contacts.requests, ...bob.contacts.requests]).toEqual([]);
  });

  test('whoever is blocked or removed sees nobody, until that is taken back', async () => {
    const { url } = await openServer();
    const ada = new Person({ name: 'Ada', url });
    const bob = new Person({ name: 'Bob', url });
    await befriend(ada, bob);
    bob.services.contacts.block(ada.address, true);
    await ada.until('sees nobody', () => ada.sees(bob) === 'unavailable');
    expect(bob.contact(ada)).toMatchObject({ standing: 'blocked', presence: 'unavailable' });
    bob.services.contacts.block(ada.address, false);
    await ada.until('sees Bob again', () => ada.sees(bob) === 'available');
    bob.services.contacts.remove(ada.address);
    await ada.until('sees nobody', () => ada.sees(bob) === 'unavailable');
    expect(bob.contacts.removed).toEqual({ address: ada.address, name: 'Ada' });
    bob.services.contacts.restore(ada.address);
    await ada.until('sees Bob again', () => ada.sees(bob) === 'available');
    expect(bob.contacts.removed).toBeNull();
  });

  test('a contact is unavailable while the server is away, and there again after its restart', async () => {
    const server = await startServer();
    const ada = new Person({ name: 'Ada', url: server.url });
    const bob = new Person({ name: 'Bob', url: server.url });
    await befriend(ada, bob);
    await server.kill();
    await ada.until('sees nobody', () => ada.sees(bob) === 'unavailable');
    await server.restart();
    await ada.until('sees Bob', () => ada.sees(bob) === 'available');
    await bob.until('sees Ada', () => bob.sees(ada) === 'available');
    expect([...ada.contacts.requests, ...bob.contacts.requests]).toEqual([]);
  });

  test('a restarted app is the same person with the same contacts', async () => {
    const server = await openServer();
    const ada = new Person({ name: 'Ada', url: server.url });
    const bob = new Person({ name: 'Bob', url: server.url });
    await befriend(ada, bob);
    ada.close();
    const again = new Person({ name: 'Ada', url: server.url, dir: ada.dir });
    expect(again.address).toBe(ada.address);
    await again.until('sees Bob', () => again.sees(bob) === 'available');
    expect(bob.contacts.requests).toEqual([]);
  });

  test('another server that is set takes the contacts along', async () => {
    const [one, other] = [await openServer(), await openServer()];
    const ada = new Person({ name: 'Ada', url: one.url });
    const bob = new Person({ name: 'Bob', url: one.url });
    await befriend(ada, bob);
    expect(ada.contact(bob)?.server).toBeNull();
    ada.home.use(ServerUrl.parse(other.url));
    expect(ada.contact(bob)?.server).toBe(one.url);
    await ada.until('sees Bob at his server', () => ada.sees(bob) === 'available');
    await bob.until('sees Ada there', () => bob.sees(ada) === 'available');
  });
});

describe('on two servers', () => {
  test('each is met at home, by the embedded server of each', async () => {
    const ada = new Person({ name: 'Ada' });
    const bob = new Person({ name: 'Bob' });
    await befriend(ada, bob);
    await ada.until('sees Bob', () => ada.sees(bob) === 'available');
    expect(ada.contact(bob)?.server).toBe(bob.home.url);
    expect(bob.contact(ada)?.server).toBe(ada.home.url);
    bob.settings.change({ status: 'busy' });
    await ada.until('sees it', () => ada.sees(bob) === 'busy');
  });

  test('an old link is good after a restart of the app, on the same port and open again', async () => {
    const ada = new Person({ name: 'Ada' });
    const link = await ada.link();
    const { url } = ada.home;
    ada.close();
    const again = new Person({ name: 'Ada', dir: ada.dir });
    await again.until('listens', () => again.home.url !== null);
    expect(again.home.url).toBe(url);
    expect(again.log.lines).toContain('info embedded server open to the local network');
    const bob = new Person({ name: 'Bob' });
    bob.services.contacts.add(link);
    await again.until('is asked', () => again.contacts.requests.length === 1);
    expect(again.contacts.requests[0]).toMatchObject({ name: 'Bob', server: bob.home.url });
  });

  test('somebody whose home is our own embedded server is at home with us', async () => {
    const ada = new Person({ name: 'Ada' });
    await ada.until('listens', () => ada.home.url !== null);
    const bob = new Person({ name: 'Bob', url: ada.home.url! });
    await befriend(ada, bob);
    expect(ada.contact(bob)?.server).toBeNull();
    expect(bob.contact(ada)?.server).toBeNull();
    expect(ada.files.contacts.value.contacts[0]?.server).toBeNull();
  });

  test('whom we cannot reach at home is met at ours', async () => {
    const [{ proxy }, other] = [await openBehindProxy(), await openServer()];
    const ada = new Person({ name: 'Ada', url: proxy.url });
    const bob = new Person({ name: 'Bob', url: other.url });
    await befriend(ada, bob);
    await bob.until('sees Ada', () => bob.sees(ada) === 'available');
    proxy.refuse();
    await ada.until('has lost its server', () => ada.home.status.state !== 'online');
    await bob.until('sees Ada still', () => bob.sees(ada) === 'available');
    ada.rings(bob);
    await bob.until('rings', () => bob.ringing.incoming !== null);
    expect(bob.ringing.incoming?.address).toBe(ada.address);
    ada.services.ringing.cancel();
    await bob.until('stops', () => bob.ringing.incoming === null);
    bob.rings(ada);
    await ada.until('rings', () => ada.ringing.incoming !== null);
    ada.answers('accept');
    await bob.until('enters', () => bob.entered.length === 1);
    expect(bob.entered[0]?.server).toBeNull();
    await proxy.close();
  });
});

test('contacts go to a file and come from it', async () => {
  const { url } = await openServer();
  const ada = new Person({ name: 'Ada', url });
  const bob = new Person({ name: 'Bob', url });
  await befriend(ada, bob);
  const { contacts } = ada.services;
  const cancelled = { ok: false, reason: 'cancelled' };
  expect([await contacts.export(), await contacts.import()]).toEqual([cancelled, cancelled]);
  ada.chosenFile = path.join(ada.dir, 'exported.json');
  expect(await contacts.import()).toEqual({ ok: false, reason: 'failed' });
  expect(await contacts.export()).toEqual({ ok: true, value: { contacts: 1 } });
  expect(statSync(ada.chosenFile).mode & 0o777).toBe(0o600);
  contacts.remove(bob.address);
  expect(await contacts.import()).toEqual({ ok: true, value: { added: 1, known: 0 } });
  expect(await contacts.import()).toEqual({ ok: true, value: { added: 0, known: 1 } });
  writeFileSync(ada.chosenFile, ' '.repeat(2 * 1024 * 1024));
  expect(await contacts.import()).toEqual({ ok: false, reason: 'not_valid' });
  ada.chosenFile = ada.dir;
  expect(await contacts.export()).toEqual({ ok: false, reason: 'failed' });
  await ada.until('sees Bob again', () => ada.sees(bob) === 'available');
});

test('a damaged list of contacts is set aside, and said', async () => {
  const { url } = await openServer();
  const ada = new Person({ name: 'Ada', url });
  await ada.link();
  ada.close();
  const file = path.join(ada.dir, 'contacts.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  const again = new Person({ name: 'Ada', url, dir: ada.dir });
  expect(again.contacts).toMatchObject({ trouble: 'file-damaged', contacts: [] });
  expect(again.address).toBe(ada.address);
});

test('a server that goes by two names is one place, whichever is met first', async () => {
  const { server, proxy } = await openBehindProxy();
  const ada = new Person({ name: 'Ada', url: server.url });
  const bob = new Person({ name: 'Bob', url: proxy.url });
  const cleo = new Person({ name: 'Cleo', url: server.url });
  await befriend(ada, bob);
  await befriend(cleo, bob);
  await befriend(ada, cleo);
  cleo.settings.change({ status: 'busy' });
  await bob.until('sees it', () => bob.sees(cleo) === 'busy');
  await ada.until('sees it', () => ada.sees(cleo) === 'busy');
  bob.settings.change({ status: 'do-not-disturb' });
  for (const one of [ada, cleo]) {
    await one.until('sees it', () => one.sees(bob) === 'do-not-disturb');
  }
  expect(bob.log.lines.filter((line) => line.includes('refused'))).toEqual([]);
});
