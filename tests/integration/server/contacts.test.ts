import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { TestClient, newId } from '../../support/serverClient.ts';
import { identify, list, nameOf, watchOf } from '../../support/serverContacts.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { openServer } from '../../support/serverInstance.ts';
import { startServer } from '../../support/serverProcess.ts';

test('three who list each other are told of each other, and a stranger is not', async () => {
  const { url } = await openServer();
  const [ada, bob, cleo, eve] = people(4);
  const adas = await list(url, ada, bob, cleo);
  const eves = await list(url, eve, ada, bob, cleo);
  const bobs = await list(url, bob, ada, cleo);
  expect(await adas.next('presence')).toMatchObject({
    address: bob.address,
    presence: 'available',
  });
  const cleos = await identify(url, cleo);
  cleos.request({ type: 'set-status', status: 'do-not-disturb' });
  cleos.request(watchOf(ada, bob));
  const { present } = await cleos.next('watching');
  expect(present).toEqual([
    { address: ada.address, status: 'available' },
    { address: bob.address, status: 'available' },
  ]);
  for (const client of [adas, bobs]) {
    expect(await client.next('presence')).toMatchObject({
      address: cleo.address,
      presence: 'do-not-disturb',
    });
  }
  bobs.request({ type: 'set-status', status: 'busy' });
  for (const client of [adas, cleos]) {
    expect(await client.next('presence')).toMatchObject({ address: bob.address, presence: 'busy' });
  }
  await eves.settle();
  expect(eves.ofType('presence')).toEqual([]);
  expect(eves.ofType('watching')).toMatchObject([{ present: [] }]);
});

test('from a question to a contact: asked, listed back, told', async () => {
  const { url } = await openServer();
  const [ada, bob] = people(2);
  const adas = await list(url, ada, [bob, 'will you?']);
  const bobs = await list(url, bob);
  expect(await bobs.next('asked')).toMatchObject({
    from: ada.address,
    key: ada.key,
    payload: 'will you?',
  });
  bobs.request(watchOf(ada));
  expect(await adas.next('presence')).toMatchObject({
    address: bob.address,
    presence: 'available',
  });
  bobs.request(watchOf());
  expect(await adas.next('presence')).toMatchObject({ presence: 'unavailable' });
});

test('an identity is kept over the loss of a socket, with all that came meanwhile', async () => {
  const { url } = await openServer();
  const [ada, bob] = people(2);
  const adas = await list(url, ada, bob);
  const bobs = await list(url, bob, ada);
  await adas.next('presence');
  bobs.drop();
  await bobs.closed;
  adas.request({ type: 'set-status', status: 'away' });
  await adas.next('done');
  const again = await TestClient.greet(url, bobs.resume);
  expect(again.welcome.resumed).toBe(true);
  expect(await again.next('presence')).toMatchObject({ address: ada.address, presence: 'away' });
  again.countRequestsFrom(again.welcome.processed + 1);
  again.request({ type: 'set-status', status: 'busy' });
  expect(await adas.next('presence')).toMatchObject({ address: bob.address, presence: 'busy' });
  expect(adas.ofType('presence')).toHaveLength(2);
});

test('a client whose session is not resumed identifies anew, and its old device is gone', async () => {
  const { url, port } = await openServer();
  const [ada, bob] = people(2);
  const device = newId();
  const adas = await list(url, ada, bob);
  const old = await identify(url, bob, device);
  old.request(watchOf(ada));
  await adas.next('presence');
  old.drop();
  const fresh = await identify(url, bob, device);
  expect(await adas.next('presence')).toMatchObject({ presence: 'unavailable' });
  fresh.request(watchOf(ada));
  expect(await adas.next('presence')).toMatchObject({ presence: 'available' });
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toContain('parley_identities 2');
});

test('it goes by each of its own addresses, and by no other name', async () => {
  const { server, url, port } = await openServer();
  expect(await server.openToLan()).toMatchObject({ ok: true });
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  const ways = [url, `ws://localhost:${port}`, ...(outside ? [`ws://${outside}:${port}`] : [])];
  for (const way of ways) await identify(way, new TestIdentity());
  const client = await TestClient.open(url, { Host: `parley.example.org:${port}` });
  client.hello();
  const { session } = await client.next('welcome');
  client.request(new TestIdentity().identify(session, `parley.example.org:${port}`));
  expect(await client.next('error')).toMatchObject({ code: 'wrong_server' });
});

test('behind a proxy it goes by the names that it is given', async () => {
  const { url } = await openServer({ trustProxy: true, names: ['parley.example.org'] });
  const client = await TestClient.greet(url);
  const { session } = client.welcome;
  client.request(new TestIdentity().identify(session, nameOf(url)));
  expect(await client.next('error')).toMatchObject({ code: 'wrong_server' });
  client.request(new TestIdentity().identify(session, 'parley.example.org:443'));
  await client.next('identified');
});

test('the server as a program takes its name, counts identities and rings, and logs none', async () => {
  const server = await startServer({ args: ['--name=Parley.example.org:443'] });
  try {
    const [ada, bob] = people(2);
    const [adas, bobs] = [await TestClient.greet(server.url), await TestClient.greet(server.url)];
    adas.request(ada.identify(adas.welcome.session, 'parley.example.org:443'));
    bobs.request(bob.identify(bobs.welcome.session, 'parley.example.org:443'));
    adas.request(watchOf(bob));
    bobs.request(watchOf(ada));
    await bobs.next('watching');
    const ring = newId();
    adas.request({ type: 'ring', ring, to: bob.address, note: 'come' });
    await bobs.next('rung');
    expect(await server.metric('parley_identities')).toBe(2);
    expect(await server.metric('parley_pending_rings')).toBe(1);
    bobs.request({ type: 'answer-ring', ring, reply: 'decline' });
    expect(await adas.next('ring-state')).toMatchObject({ state: 'declined' });
    expect(await server.metric('parley_rings_total', '"declined"')).toBe(1);
    expect(await server.metric('parley_pending_rings')).toBe(0);
    expect(server.problems()).toEqual([]);
  } finally {
    await server.kill();
  }
});

function people(count: number): TestIdentity[] & Record<0 | 1 | 2 | 3, TestIdentity> {
  const all = Array.from({ length: count }, () => new TestIdentity());
  return all as TestIdentity[] & Record<0 | 1 | 2 | 3, TestIdentity>;
}
