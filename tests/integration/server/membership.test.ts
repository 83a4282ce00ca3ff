import { expect, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { TestClient, newId, newMember } from '../../support/serverClient.ts';
import { openServer } from '../../support/serverInstance.ts';

test('two members find each other, exchange notes and part', async () => {
  const { url } = await openServer();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = await TestClient.join(url, 'Red Room', adaMember);
  const bob = await TestClient.join(url, 'red room', bobMember);
  expect(bob.ofType('joined')[0]).toMatchObject({
    room: 'Red Room',
    capacity: 8,
    members: [{ id: adaMember.id, name: 'Ada', presence: 'present' }],
  });
  expect((await ada.next('member-joined')).member).toMatchObject({ id: bobMember.id });
  const payload = '🦜 "quoted" \\ \r\n'.repeat(100);
  bob.request({ type: 'signal', to: adaMember.id, payload });
  expect(await ada.next('signal')).toMatchObject({ from: bobMember.id, payload });
  await bob.next('done');
  const askedAtMs = performance.now();
  bob.request({ type: 'leave' });
  expect(await ada.next('member-left')).toMatchObject({ member: bobMember.id, reason: 'left' });
  expect(performance.now() - askedAtMs).toBeLessThan(1_000);
});

test('welcome tells the limits that hold', async () => {
  const { url } = await openServer({
    roomCapacity: 3,
    messagesPerSecond: 7,
    messageBurst: 9,
    heartbeatMs: 4_000,
    resumeWindowMs: 2_000,
  });
  const { welcome } = await TestClient.greet(url);
  expect(welcome.limits).toEqual({
    maxMessageBytes: 131_072,
    maxPayloadBytes: 65_536,
    messagesPerSecond: 7,
    messageBurst: 9,
    heartbeatMs: 4_000,
    resumeWindowMs: 2_000,
    maxQueuedMessages: 1_024,
    roomCapacity: 3,
  });
  expect(welcome.iceServers).toEqual([]);
});

test('a lost socket makes a member reconnecting, its return makes it present, and nothing is missing', async () => {
  const { url } = await openServer();
  const bobMember = newMember('Bob');
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', bobMember);
  bob.drop();
  expect(await ada.next('member-presence')).toMatchObject({
    member: bobMember.id,
    presence: 'reconnecting',
  });
  for (const payload of ['1', '2', '3']) ada.request({ type: 'signal', to: bobMember.id, payload });
  await ada.count('done', 3);
  const again = await TestClient.greet(url, bob.resume);
  expect(again.welcome.resumed).toBe(true);
  await again.count('signal', 3);
  expect(again.ofType('signal').map(({ payload }) => payload)).toEqual(['1', '2', '3']);
  expect(await ada.next('member-presence')).toMatchObject({ presence: 'present' });
});

test('whoever does not come back within the window has left by timeout', async () => {
  const { url } = await openServer({ resumeWindowMs: 200 });
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  bob.drop();
  expect(await ada.next('member-left')).toMatchObject({ reason: 'timeout' });
  expect((await TestClient.greet(url, bob.resume)).welcome.resumed).toBe(false);
});

test('closing politely without leaving is a lost socket too', async () => {
  const { url } = await openServer();
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  await bob.close();
  expect(await ada.next('member-presence')).toMatchObject({ presence: 'reconnecting' });
  expect((await TestClient.greet(url, bob.resume)).welcome.resumed).toBe(true);
});

test('a resume while the old socket seems open closes the old one', async () => {
  const { url } = await openServer();
  const ada = await TestClient.join(url, 'red', newMember('Ada'));
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  const again = await TestClient.greet(url, bob.resume);
  expect(again.welcome.resumed).toBe(true);
  expect(await bob.closed).toBe(CloseCode.replaced);
  await again.settle();
  await ada.settle();
  expect(ada.ofType('member-presence')).toEqual([]);
});

test('a member is taken over with its secret only', async () => {
  const { url } = await openServer();
  const member = newMember('Ada');
  const old = await TestClient.join(url, 'red', member);
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  const thief = await TestClient.greet(url);
  thief.request({ type: 'join', room: 'red', member: { ...member, secret: newId() } });
  expect(await thief.next('error')).toMatchObject({ code: 'member_taken' });
  const again = await TestClient.join(url, 'red', member);
  expect(await old.closed).toBe(CloseCode.replaced);
  bob.request({ type: 'signal', to: member.id, payload: 'to the new one' });
  expect((await again.next('signal')).payload).toBe('to the new one');
  await bob.settle();
  expect(bob.ofType('member-left')).toEqual([]);
  expect(bob.ofType('member-joined')).toEqual([]);
});

test('a restarted app replaces its ghost in a full room', async () => {
  const { url } = await openServer({ roomCapacity: 2 });
  const ghost = newMember('Ada');
  const old = await TestClient.join(url, 'red', ghost);
  const bob = await TestClient.join(url, 'red', newMember('Bob'));
  const cleo = await TestClient.greet(url);
  cleo.request({ type: 'join', room: 'red', member: newMember('Cleo') });
  expect(await cleo.next('error')).toMatchObject({ code: 'room_full' });
  const member = { ...newMember('Ada'), installation: ghost.installation };
  await TestClient.join(url, 'red', member);
  expect(await old.closed).toBe(CloseCode.replaced);
  expect(await bob.next('member-left')).toMatchObject({ member: ghost.id, reason: 'replaced' });
  expect((await bob.next('member-joined')).member.id).toBe(member.id);
});
