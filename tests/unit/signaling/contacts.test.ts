import { expect, test } from 'vitest';
import { RING_GRACE_MS } from '../../../signaling/protocol/limits.ts';
import { newId } from '../../support/serverClient.ts';
import { identifyOnPaper, listOnPaper, watchOf } from '../../support/serverContacts.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { Logic } from '../../support/serverLogic.ts';

const [ADA, BOB, CLEO] = [new TestIdentity(), new TestIdentity(), new TestIdentity()];

const ringOf = (to: TestIdentity, ring = newId(), note = 'note') => ({
  type: 'ring',
  ring,
  to: to.address,
  note,
});

/** After which every rate is as fresh. */
const RESTED_MS = 120_000;

test('before it has identified a session has no contacts and no rings', () => {
  const wire = new Logic().greet();
  wire.request(watchOf(ADA));
  wire.request({ type: 'set-status', status: 'busy' });
  wire.request(ringOf(ADA));
  wire.request({ type: 'answer-ring', ring: newId(), reply: 'accept' });
  wire.request({ type: 'cancel-ring', ring: newId() });
  expect(wire.news()).toMatchObject([1, 2, 3, 4, 5].map((id) => ({ id, code: 'not_identified' })));
});

test('a session identifies once', () => {
  const logic = new Logic();
  const wire = identifyOnPaper(logic, ADA);
  expect(wire.news()).toEqual([{ type: 'identified', id: 1, address: ADA.address }]);
  wire.request(BOB.identify(wire.welcome.session, '127.0.0.1:8787'));
  expect(wire.news()).toMatchObject([{ id: 2, code: 'already_identified' }]);
  expect(logic.contacts.identityCount).toBe(1);
});

test.each([
  ['the proof of another session', 'bad_proof', { session: newId() }],
  ['the proof for another server', 'bad_proof', { signed: '192.0.2.9:8787' }],
  ['the key of somebody else', 'bad_proof', { key: BOB.key }],
  ['a server that this is not', 'wrong_server', { server: '192.0.2.9:8787' }],
])('with %s it is %s, and the session can try again', (_, code, change) => {
  const logic = new Logic();
  const wire = logic.greet();
  const { session } = wire.welcome;
  const { session: other = session, signed, ...rest } = { ...change } as Record<string, string>;
  const good = ADA.identify(session, '127.0.0.1:8787');
  wire.request({
    ...ADA.identify(other, signed ?? '127.0.0.1:8787'),
    server: good['server'],
    ...rest,
  });
  expect(wire.news()).toMatchObject([{ code }]);
  expect(logic.contacts.identityCount).toBe(0);
  wire.request(good);
  expect(wire.news()).toMatchObject([{ type: 'identified' }]);
});

test('an identity survives the loss of its socket, and is there until the session ends', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  ada.news();
  bob.drop();
  logic.clock.advance(29_000);
  expect(ada.news()).toEqual([]);
  const again = logic.greet(bob.resume);
  again.countRequestsFrom(3);
  again.request({ type: 'set-status', status: 'busy' });
  expect(ada.news()).toEqual([{ type: 'presence', address: BOB.address, presence: 'busy' }]);
  again.drop();
  logic.clock.advance(30_000);
  expect(ada.news()).toEqual([{ type: 'presence', address: BOB.address, presence: 'unavailable' }]);
});

test('a caller without a socket rings on for five seconds, and is told when it is back', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  const ring = newId();
  ada.request(ringOf(BOB, ring));
  ada.news();
  bob.news();
  ada.drop();
  logic.clock.advance(RING_GRACE_MS - 1);
  expect(bob.news()).toEqual([]);
  logic.clock.advance(1);
  expect(bob.news()).toEqual([{ type: 'ring-state', ring, state: 'cancelled' }]);
  const again = logic.greet(ada.resume);
  expect(again.news().at(-1)).toEqual({ type: 'ring-state', ring, state: 'unavailable' });
});

test('a caller that is back in time has lost nothing', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  ada.request(ringOf(BOB));
  bob.news();
  ada.drop();
  logic.clock.advance(RING_GRACE_MS - 1);
  logic.greet(ada.resume);
  logic.clock.advance(RING_GRACE_MS);
  expect(bob.news()).toEqual([]);
  expect(logic.contacts.pendingRingCount).toBe(1);
});

test('a contact whose devices have been without a socket for five seconds cannot be rung', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  ada.news();
  bob.drop();
  logic.clock.advance(RING_GRACE_MS);
  ada.request(ringOf(BOB));
  expect(ada.news()).toMatchObject([{ type: 'error', code: 'unavailable' }]);
  const again = logic.greet(bob.resume);
  again.news();
  ada.request(ringOf(BOB));
  expect(again.news()).toMatchObject([{ type: 'rung', from: ADA.address }]);
});

test('a device that comes back with another session replaces its old one', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const device = newId();
  const old = identifyOnPaper(logic, BOB, device);
  old.request(watchOf(ADA));
  old.request(ringOf(ADA));
  ada.news();
  old.news();
  identifyOnPaper(logic, BOB, device).request(watchOf(ADA));
  expect(ada.news()).toMatchObject([
    { type: 'presence', presence: 'unavailable' },
    { type: 'ring-state', state: 'cancelled' },
    { type: 'presence', presence: 'available' },
  ]);
  expect(old.news()).toMatchObject([{ type: 'ring-state', state: 'unavailable' }]);
  old.request({ type: 'set-status', status: 'busy' });
  expect(old.news()).toMatchObject([{ code: 'not_identified' }]);
});

test('the ninth device of an identity is asked to wait', () => {
  const logic = new Logic();
  const devices = Array.from({ length: 8 }, () => identifyOnPaper(logic, ADA));
  const ninth = identifyOnPaper(logic, ADA);
  expect(ninth.news()).toMatchObject([{ code: 'rate_limited', retryAfterMs: 30_000 }]);
  devices[0]?.drop();
  logic.clock.advance(30_000);
  ninth.request(ADA.identify(ninth.welcome.session, '127.0.0.1:8787'));
  expect(ninth.news()).toMatchObject([{ type: 'identified' }]);
});

test('what is asked is put to whoever does not list the asker, once, when both are there', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, [BOB, 'will you?'], CLEO);
  const bob = identifyOnPaper(logic, BOB);
  bob.news();
  bob.request(watchOf(CLEO));
  expect(bob.news()).toEqual([
    { type: 'watching', id: 2, present: [] },
    { type: 'asked', from: ADA.address, key: ADA.key, payload: 'will you?' },
  ]);
  ada.request(watchOf([BOB, 'will you?']));
  bob.request(watchOf());
  expect(bob.news()).toMatchObject([{ type: 'watching' }]);
  ada.request(watchOf([BOB, 'will you now?']));
  expect(bob.news()).toMatchObject([{ type: 'asked', payload: 'will you now?' }]);
  bob.request(watchOf(ADA));
  expect(bob.news()).toMatchObject([{ present: [{ address: ADA.address }] }]);
  expect(ada.news().at(-1)).toMatchObject({ type: 'presence', presence: 'available' });
});

test('it is put again when the other identifies anew, and not when the asker has gone', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, [BOB, 'will you?']);
  const wires = [0, 1].map(() => {
    const wire = identifyOnPaper(logic, BOB);
    wire.request(watchOf());
    return wire;
  });
  for (const wire of wires) expect(wire.news().at(-1)).toMatchObject({ type: 'asked' });
  ada.drop();
  logic.clock.advance(30_000);
  const third = identifyOnPaper(logic, BOB);
  third.request(watchOf());
  expect(third.news().at(-1)).toMatchObject({ type: 'watching' });
});

test('of one identity sixteen questions wait, and the next is passed on when one is answered', () => {
  const logic = new Logic();
  const others = Array.from({ length: 18 }, () => new TestIdentity());
  const wires = others.map((other) => listOnPaper(logic, other));
  const asks = others.map((other) => [other, 'will you?'] as const);
  const asked = () => wires.map((wire) => wire.news().length);
  const desk = listOnPaper(logic, ADA, ...asks.slice(0, 17));
  expect(asked()).toEqual([...Array(16).fill(1), 0, 0]);
  listOnPaper(logic, ADA, ...asks.slice(17));
  expect(asked()).toEqual(Array(18).fill(0));
  wires[0]?.request(watchOf(ADA));
  asked();
  desk.request(watchOf(...asks.slice(0, 17)));
  expect(asked()).toEqual([...Array(16).fill(0), 1, 0]);
});

test('somebody whom everybody asks hears of them slowly', () => {
  const logic = new Logic();
  const bob = listOnPaper(logic, BOB);
  const crowd = Array.from({ length: 40 }, (_, number) => {
    const wire = logic.greet();
    wire.ends = { ...wire.ends, remoteAddress: `192.0.2.${number}` };
    const who = new TestIdentity();
    wire.request(who.identify(wire.welcome.session, '127.0.0.1:8787'));
    wire.request(watchOf([BOB, 'will you?']));
    return wire;
  });
  expect(bob.news()).toHaveLength(32);
  logic.clock.advance(5_000);
  expect(bob.news()).toHaveLength(1);
  logic.clock.advance(60_000);
  expect(bob.news()).toHaveLength(7);
  for (const wire of crowd) wire.drop();
  logic.clock.advance(30_000);
  expect(logic.contacts.identityCount).toBe(1);
  bob.drop();
  logic.clock.advance(30_000);
  expect(logic.clock.pending).toBe(0);
});

test.each([
  ['watch', 16, watchOf(BOB)],
  ['set-status', 16, { type: 'set-status', status: 'busy' }],
])('%s has a rate for each identity', (_, burst, request) => {
  const logic = new Logic();
  const ada = identifyOnPaper(logic, ADA);
  ada.news();
  for (let round = 0; round <= burst; round++) ada.request(request);
  const codes = ada.news().map((answer) => ('code' in answer ? answer.code : 'fine'));
  expect(codes).toEqual([...Array(burst).fill('fine'), 'rate_limited']);
});

test('guesses at proofs are slowed down by network address, and others are not', () => {
  const logic = new Logic();
  const eve = logic.greet();
  for (let round = 0; round < 80; round++) {
    eve.request({ ...BOB.identify(eve.welcome.session, '127.0.0.1:8787'), key: ADA.key });
  }
  const codes = eve.news().map((answer) => ('code' in answer ? answer.code : 'fine'));
  expect(codes).toEqual([...Array(64).fill('bad_proof'), ...Array(16).fill('rate_limited')]);
  const ada = logic.greet();
  ada.ends = { ...ada.ends, remoteAddress: '192.0.2.9' };
  ada.request(ADA.identify(ada.welcome.session, '127.0.0.1:8787'));
  expect(ada.news()).toMatchObject([{ type: 'identified' }]);
  logic.clock.advance(RESTED_MS);
  eve.request(BOB.identify(eve.welcome.session, '127.0.0.1:8787'));
  expect(eve.news()).toMatchObject([{ type: 'identified' }]);
});

test('a queue that runs over in the middle of news ends its session and nothing else', () => {
  const logic = new Logic({ maxQueuedMessages: 6 });
  const bob = listOnPaper(logic, BOB, ADA, CLEO);
  const ada = listOnPaper(logic, ADA, BOB);
  const cleo = listOnPaper(logic, CLEO, BOB);
  for (const status of ['busy', 'away', 'available', 'busy', 'away']) {
    for (const wire of [bob, cleo]) wire.send({ type: 'ack', seq: wire.resume.received });
    bob.request({ type: 'set-status', status });
  }
  // The last was more than Ada's queue takes, who never confirms any.
  expect(ada.closedWith).toBe(4007);
  expect(bob.news().slice(-2)).toMatchObject([
    { type: 'done' },
    { type: 'presence', address: ADA.address, presence: 'unavailable' },
  ]);
  expect(cleo.news().at(-1)).toMatchObject({ address: BOB.address, presence: 'away' });
  expect(logic.contacts.identityCount).toBe(2);
  expect(logic.defects).toEqual([]);
});
