import { expect, test } from 'vitest';
import { RING_TIMEOUT_MS } from '../../../signaling/protocol/limits.ts';
import { TestClient, newId } from '../../support/serverClient.ts';
import { list } from '../../support/serverContacts.ts';
import { ManualClock } from '../../support/serverClock.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { openServer } from '../../support/serverInstance.ts';

const ADA = new TestIdentity();
const BOB = new TestIdentity();

function ring(client: TestClient, to: TestIdentity): string {
  const id = newId();
  client.request({ type: 'ring', ring: id, to: to.address, note: 'come' });
  return id;
}

function answer(client: TestClient, id: string, reply: string): void {
  client.request({ type: 'answer-ring', ring: id, reply });
}

/** Ada with one device and Bob with two, all of which list the other. */
async function openPair(...server: Parameters<typeof openServer>) {
  const { url } = await openServer(...server);
  const ada = await list(url, ADA, BOB);
  const desk = await list(url, BOB, ADA);
  const lap = await list(url, BOB, ADA);
  await ada.next('presence');
  return { url, ada, desk, lap };
}

test.each([
  ['accept', 'accepted'],
  ['decline', 'declined'],
  ['busy', 'busy'],
])(
  'one device rings and says %s: the caller hears it, the other device stops',
  async (reply, state) => {
    const { ada, desk, lap } = await openPair();
    const id = ring(ada, BOB);
    for (const device of [desk, lap]) {
      expect(await device.next('rung')).toMatchObject({
        ring: id,
        from: ADA.address,
        note: 'come',
      });
    }
    answer(desk, id, 'ringing');
    expect(await ada.next('ring-state')).toMatchObject({ ring: id, state: 'ringing' });
    answer(desk, id, reply);
    expect(await ada.next('ring-state')).toMatchObject({ ring: id, state });
    expect(await lap.next('ring-state')).toMatchObject({ ring: id, state: 'answered-elsewhere' });
    answer(lap, id, 'accept');
    expect(await lap.next('error')).toMatchObject({ code: 'unknown_ring' });
    await desk.settle();
    expect(desk.ofType('ring-state')).toEqual([]);
  },
);

test('two devices that answer at the same moment: one is in the call, the other is told', async () => {
  const { ada, desk, lap } = await openPair();
  const id = ring(ada, BOB);
  await Promise.all([desk.next('rung'), lap.next('rung')]);
  for (const device of [desk, lap]) answer(device, id, 'accept');
  await Promise.all([desk.settle(), lap.settle()]);
  expect(ada.ofType('ring-state')).toMatchObject([{ state: 'accepted' }]);
  const last = [desk, lap].map(({ received }) => received.filter(({ type }) => type !== 'pong'));
  const types = last.map((messages) => messages.at(-1)?.type);
  expect(new Set(types)).toEqual(new Set(['done', 'error']));
  const loser = types[0] === 'error' ? desk : lap;
  expect(loser.ofType('ring-state')).toMatchObject([{ state: 'answered-elsewhere' }]);
});

test('the caller gives up', async () => {
  const { ada, desk, lap } = await openPair();
  const id = ring(ada, BOB);
  await Promise.all([desk.next('rung'), lap.next('rung')]);
  ada.request({ type: 'cancel-ring', ring: id });
  for (const device of [desk, lap]) {
    expect(await device.next('ring-state')).toMatchObject({ ring: id, state: 'cancelled' });
  }
  await ada.settle();
  expect(ada.ofType('ring-state')).toEqual([]);
});

test('nobody answers for 45 seconds of the server’s clock', async () => {
  const clock = new ManualClock();
  const { ada, desk, lap } = await openPair({ heartbeatMs: 60_000 }, clock);
  const id = ring(ada, BOB);
  await Promise.all([desk.next('rung'), lap.next('rung')]);
  clock.advance(RING_TIMEOUT_MS - 1);
  await ada.settle();
  expect(ada.ofType('ring-state')).toEqual([]);
  clock.advance(1);
  for (const client of [ada, desk, lap]) {
    expect(await client.next('ring-state')).toMatchObject({ ring: id, state: 'no-answer' });
  }
});

test('both ring each other at once and are in one call', async () => {
  const { ada, desk, lap } = await openPair();
  const older = ring(ada, BOB);
  await ada.next('done');
  // It has not read that it is rung.
  const newer = ring(desk, ADA);
  expect(await ada.next('ring-state')).toMatchObject({ ring: older, state: 'accepted' });
  expect(await desk.next('rung')).toMatchObject({ ring: older });
  expect(await desk.next('ring-state')).toMatchObject({
    ring: newer,
    state: 'merged',
    into: older,
  });
  expect(await lap.next('ring-state')).toMatchObject({ ring: older, state: 'answered-elsewhere' });
  await ada.settle();
  expect(ada.ofType('rung')).toEqual([]);
});

test('a device that loses its socket in the middle rings on and can answer', async () => {
  const { url, ada, desk } = await openPair();
  const id = ring(ada, BOB);
  await ada.next('done');
  desk.drop();
  await desk.closed;
  const again = await TestClient.greet(url, desk.resume);
  again.countRequestsFrom(again.welcome.processed + 1);
  if (desk.ofType('rung').length === 0) await again.next('rung');
  answer(again, id, 'accept');
  expect(await ada.next('ring-state')).toMatchObject({ ring: id, state: 'accepted' });
});

test('a caller that loses its socket in the middle hears how it went when it is back', async () => {
  const { url, ada, desk } = await openPair();
  const id = ring(ada, BOB);
  await desk.next('rung');
  ada.drop();
  answer(desk, id, 'accept');
  await desk.settle();
  await ada.closed;
  const again = await TestClient.greet(url, ada.resume);
  expect(await again.next('ring-state')).toMatchObject({ ring: id, state: 'accepted' });
});

test('a caller that is killed stops ringing when its session ends', async () => {
  const { ada, desk, lap } = await openPair({ resumeWindowMs: 200 });
  const id = ring(ada, BOB);
  await Promise.all([desk.next('rung'), lap.next('rung')]);
  ada.drop();
  for (const device of [desk, lap]) {
    expect(await device.next('ring-state')).toMatchObject({ ring: id, state: 'cancelled' });
  }
});

test('when all devices are gone the caller is told, and not before', async () => {
  const { ada, desk, lap } = await openPair({ resumeWindowMs: 200 });
  const id = ring(ada, BOB);
  await Promise.all([desk.next('rung'), lap.next('rung')]);
  desk.drop();
  lap.request({ type: 'set-status', status: 'busy' });
  expect(await ada.next('presence')).toMatchObject({ presence: 'busy' });
  expect(ada.ofType('ring-state')).toEqual([]);
  lap.drop();
  expect(await ada.next('ring-state')).toMatchObject({ ring: id, state: 'unavailable' });
});

test('a third person is rung while two others are being rung', async () => {
  const { url } = await openServer();
  const cleo = new TestIdentity();
  const ada = await list(url, ADA, BOB, cleo);
  const bob = await list(url, BOB, ADA);
  const cleos = await list(url, cleo, ADA);
  const [toBob, toCleo] = [ring(ada, BOB), ring(ada, cleo)];
  await bob.next('rung');
  expect(await cleos.next('rung')).toMatchObject({ ring: toCleo });
  answer(bob, toBob, 'accept');
  answer(cleos, toCleo, 'busy');
  await ada.count('ring-state', 2);
  expect(new Set(ada.ofType('ring-state').map(({ ring: id, state }) => `${id} ${state}`))).toEqual(
    new Set([`${toBob} accepted`, `${toCleo} busy`]),
  );
});
