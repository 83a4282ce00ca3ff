import { expect, test } from 'vitest';
import { TestClient, newId } from '../../support/serverClient.ts';
import { identify, list, nameOf, watchOf } from '../../support/serverContacts.ts';
import { ManualClock } from '../../support/serverClock.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { openServer } from '../../support/serverInstance.ts';

const ADA = new TestIdentity();
const BOB = new TestIdentity();
const EVE = new TestIdentity();

async function refusal(client: TestClient, request: object): Promise<string> {
  client.request(request);
  return (await client.next('error')).code;
}

const ringOf = (to: TestIdentity) => ({ type: 'ring', ring: newId(), to: to.address, note: 'x' });

/** Ada and Bob, who talk undisturbed whatever Eve does. */
async function openPair() {
  const clock = new ManualClock();
  const { url } = await openServer({}, clock);
  const ada = await list(url, ADA, BOB);
  const bob = await list(url, BOB, ADA);
  await ada.next('presence');
  return {
    url,
    clock,
    ada,
    bob,
    async expectUndisturbed() {
      const ring = newId();
      ada.request({ type: 'ring', ring, to: BOB.address, note: 'come' });
      expect(await bob.next('rung')).toMatchObject({ ring });
      bob.request({ type: 'answer-ring', ring, reply: 'accept' });
      expect(await ada.next('ring-state')).toMatchObject({ ring, state: 'accepted' });
      for (const client of [ada, bob]) {
        await client.settle();
        expect(client.ofType('error')).toEqual([]);
        const news = client.received.filter(({ type }) => type !== 'asked');
        expect(JSON.stringify(news)).not.toContain(EVE.address);
      }
    },
  };
}

test('another’s address cannot be claimed with one’s own signature', async () => {
  const { url, expectUndisturbed } = await openPair();
  const eve = await TestClient.greet(url);
  const forged = { ...EVE.identify(eve.welcome.session, nameOf(url)), key: BOB.key };
  expect(await refusal(eve, forged)).toBe('bad_proof');
  expect(await refusal(eve, watchOf(ADA))).toBe('not_identified');
  await expectUndisturbed();
});

test('a proof that was overheard is worth nothing in another session', async () => {
  const { url, bob, expectUndisturbed } = await openPair();
  const overheard = BOB.identify(bob.welcome.session, nameOf(url));
  const eve = await TestClient.greet(url);
  expect(await refusal(eve, overheard)).toBe('bad_proof');
  await expectUndisturbed();
});

test('a server that passes a proof on to another server gets nowhere', async () => {
  const home = await openPair();
  const evil = await openServer();
  // It gives Bob the challenge that it got, and Bob signs where he is.
  const eve = await TestClient.open(home.url, { Host: nameOf(evil.url) });
  eve.hello();
  const { session } = await eve.next('welcome');
  const relayed = BOB.identify(session, nameOf(evil.url));
  expect(await refusal(eve, relayed)).toBe('wrong_server');
  expect(await refusal(eve, { ...relayed, server: nameOf(home.url) })).toBe('bad_proof');
  await home.expectUndisturbed();
});

test('a session has one identity', async () => {
  const { url } = await openServer();
  const eve = await identify(url, EVE);
  const more = BOB.identify(eve.welcome.session, nameOf(url));
  expect(await refusal(eve, more)).toBe('already_identified');
});

test('a stranger is watched in vain, and rung in vain', async () => {
  const { url, ada, expectUndisturbed } = await openPair();
  const eve = await list(url, EVE, ADA, BOB);
  ada.request({ type: 'set-status', status: 'away' });
  await ada.next('done');
  expect(await refusal(eve, ringOf(ADA))).toBe('unavailable');
  expect(eve.ofType('presence')).toEqual([]);
  expect(eve.ofType('watching')).toMatchObject([{ present: [] }]);
  await expectUndisturbed();
});

test('who has been blocked hears what a stranger hears', async () => {
  const { url, ada } = await openPair();
  const eve = await list(url, EVE, ADA);
  ada.request(watchOf(BOB, EVE));
  expect(await eve.next('presence')).toMatchObject({ presence: 'available' });
  ada.request(watchOf(BOB));
  expect(await eve.next('presence')).toMatchObject({ presence: 'unavailable' });
  eve.request(ringOf(ADA));
  eve.request(ringOf(new TestIdentity()));
  await eve.count('error', 2);
  const [blocked, stranger] = eve.ofType('error');
  expect(blocked).toMatchObject({ code: 'unavailable', message: 'They cannot be reached.' });
  expect({ ...stranger, seq: blocked?.seq, id: blocked?.id }).toEqual(blocked);
});

test('a flood of rings is slowed down, also over many identities of one network', async () => {
  const { url, clock, bob, expectUndisturbed } = await openPair();
  const eve = await list(url, EVE, BOB);
  for (let round = 0; round < 200; round++) eve.request(ringOf(BOB));
  await eve.count('error', 200);
  const codes = eve.ofType('error').map(({ code }) => code);
  expect(codes.slice(0, 6)).toEqual(Array(6).fill('unavailable'));
  expect(codes.slice(6)).toEqual(Array(194).fill('rate_limited'));
  expect(eve.ofType('error').at(-1)?.retryAfterMs).toBe(10_000);
  const limited: number[] = [];
  for (let crowd = 0; crowd < 12; crowd++) {
    const client = await list(url, new TestIdentity(), BOB);
    for (let round = 0; round < 6; round++) client.request(ringOf(BOB));
    await client.count('error', 6);
    limited.push(client.ofType('error').filter(({ code }) => code === 'rate_limited').length);
  }
  // Sixty at once for all of one network, of which Eve has had six.
  expect(limited).toEqual([...Array(9).fill(0), 6, 6, 6]);
  expect(bob.ofType('rung')).toEqual([]);
  clock.advance(1_000);
  await expectUndisturbed();
});

test('a flood of questions reaches somebody slowly', async () => {
  const { url, bob, expectUndisturbed } = await openPair();
  const eve = await identify(url, EVE);
  for (let round = 0; round < 60; round++) eve.request(watchOf([BOB, `question ${round}`]));
  await eve.count('error', 44);
  await bob.count('asked', 16);
  await bob.settle();
  expect(bob.ofType('asked')).toHaveLength(16);
  expect(eve.ofType('error').map(({ code }) => code)).toEqual(Array(44).fill('rate_limited'));
  await expectUndisturbed();
});

test.each([
  ['a key that is none', (good: object) => ({ ...good, key: 'AAAA' })],
  ['a proof of the wrong length', (good: object) => ({ ...good, proof: 'AAAA' })],
  ['a server with a path', (good: object) => ({ ...good, server: '127.0.0.1:80/x' })],
  ['another key of JSON', (good: object) => ({ ...good, admin: true })],
  [
    'a list of thousands',
    () => ({ type: 'watch', contacts: [...Array(1_000)].map(() => ({ address: ADA.address })) }),
  ],
  ['a question of kilobytes', () => watchOf([ADA, 'x'.repeat(1_025)])],
  ['a status that is none', () => ({ type: 'set-status', status: 'unavailable' })],
  ['a note of kilobytes', () => ({ ...ringOf(ADA), note: 'é'.repeat(1_025) })],
  ['an address in upper case', () => ({ ...ringOf(ADA), to: ADA.address.toUpperCase() })],
  ['a ring id of another form', () => ({ ...ringOf(ADA), ring: '../../etc/passwd' })],
  ['a reply that is none', () => ({ type: 'answer-ring', ring: newId(), reply: 'merged' })],
  ['no ring', () => ({ type: 'cancel-ring' })],
])('%s is a bad message, and the session goes on', async (_, change) => {
  const { url } = await openServer();
  const eve = await TestClient.greet(url);
  const good = EVE.identify(eve.welcome.session, nameOf(url));
  expect(await refusal(eve, change(good))).toBe('bad_message');
  eve.request(good);
  await eve.next('identified');
});
