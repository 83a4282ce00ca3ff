import { expect, test } from 'vitest';
import { RING_GRACE_MS, RING_TIMEOUT_MS } from '../../../signaling/protocol/limits.ts';
import { newId } from '../../support/serverClient.ts';
import { listOnPaper, watchOf } from '../../support/serverContacts.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';
import { Logic } from '../../support/serverLogic.ts';

const [ADA, BOB, CLEO] = [new TestIdentity(), new TestIdentity(), new TestIdentity()];

const ringOf = (to: TestIdentity, ring = newId(), note = 'note') => ({
  type: 'ring',
  ring,
  to: to.address,
  note,
});

test('a ring reaches all devices that list the caller, and the first answer stops the others', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const [desk, lap, deaf] = [
    listOnPaper(logic, BOB, ADA),
    listOnPaper(logic, BOB, ADA),
    listOnPaper(logic, BOB, CLEO),
  ];
  ada.news();
  const ring = newId();
  ada.request(ringOf(BOB, ring, 'come'));
  const rung = { type: 'rung', ring, from: ADA.address, note: 'come' };
  expect([desk, lap, deaf].map((wire) => wire.news())).toEqual([[rung], [rung], []]);
  for (const wire of [desk, lap]) wire.request({ type: 'answer-ring', ring, reply: 'ringing' });
  lap.request({ type: 'answer-ring', ring, reply: 'accept' });
  expect(ada.news()).toEqual([
    { type: 'done', id: 3 },
    { type: 'ring-state', ring, state: 'ringing' },
    { type: 'ring-state', ring, state: 'accepted' },
  ]);
  expect(desk.news().slice(1)).toEqual([{ type: 'ring-state', ring, state: 'answered-elsewhere' }]);
  expect(lap.news()).toMatchObject([{ type: 'done' }, { type: 'done' }]);
  desk.request({ type: 'answer-ring', ring, reply: 'accept' });
  expect(desk.news()).toMatchObject([{ code: 'unknown_ring' }]);
  expect(logic.contacts.pendingRingCount).toBe(0);
});

test('nobody answers for 45 seconds', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  ada.news();
  const ring = newId();
  ada.request(ringOf(BOB, ring));
  bob.news();
  ada.news();
  logic.clock.advance(RING_TIMEOUT_MS - 1);
  expect([ada.news(), bob.news()]).toEqual([[], []]);
  logic.clock.advance(1);
  const over = { type: 'ring-state', ring, state: 'no-answer' };
  expect([ada.news(), bob.news()]).toEqual([[over], [over]]);
  expect(logic.clock.pending).toBe(0);
});

test('to a caller offline, stranger, blocked and oneself are one answer', () => {
  const logic = new Logic();
  const [stranger, blocker] = [new TestIdentity(), new TestIdentity()];
  const offline = new TestIdentity();
  listOnPaper(logic, stranger);
  const blocking = listOnPaper(logic, blocker, ADA);
  const unlisted = listOnPaper(logic, CLEO, ADA);
  const ada = listOnPaper(logic, ADA, offline, stranger, blocker);
  blocking.request(watchOf());
  for (const wire of [blocking, unlisted, ada]) wire.news();
  for (const to of [offline, stranger, blocker, ADA, CLEO]) ada.request(ringOf(to));
  const answers = ada.news().map((answer) => JSON.stringify({ ...answer, id: 0 }));
  expect(answers).toHaveLength(5);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('"unavailable"');
  expect([blocking.news(), unlisted.news()]).toEqual([[], []]);
});

test('two who ring each other at once are in the ring that came first', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const [desk, lap] = [listOnPaper(logic, BOB, ADA), listOnPaper(logic, BOB, ADA)];
  const [older, newer] = [newId(), newId()];
  ada.request(ringOf(BOB, older));
  for (const wire of [ada, desk, lap]) wire.news();
  desk.request(ringOf(ADA, newer));
  expect(ada.news()).toEqual([{ type: 'ring-state', ring: older, state: 'accepted' }]);
  expect(desk.news()).toEqual([
    { type: 'done', id: 3 },
    { type: 'ring-state', ring: newer, state: 'merged', into: older },
  ]);
  expect(lap.news()).toEqual([{ type: 'ring-state', ring: older, state: 'answered-elsewhere' }]);
  expect(logic.contacts.pendingRingCount).toBe(0);
});

test('a device that came after the ring is told of it before the two become one', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const desk = listOnPaper(logic, BOB, ADA);
  const [older, newer] = [newId(), newId()];
  ada.request(ringOf(BOB, older, 'come'));
  const lap = listOnPaper(logic, BOB, ADA);
  desk.news();
  lap.request(ringOf(ADA, newer));
  expect(lap.news()).toMatchObject([
    { type: 'done' },
    { type: 'rung', ring: older, note: 'come' },
    { type: 'ring-state', ring: newer, state: 'merged', into: older },
  ]);
  expect(desk.news()).toMatchObject([{ ring: older, state: 'answered-elsewhere' }]);
});

test('whoever takes the other off the list in the middle ends the ring for both', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  ada.request(ringOf(BOB));
  ada.news();
  bob.news();
  bob.request(watchOf());
  expect(bob.news()).toMatchObject([{ type: 'watching' }, { state: 'cancelled' }]);
  expect(ada.news()).toMatchObject([{ presence: 'unavailable' }, { state: 'unavailable' }]);
  bob.request(watchOf(ADA));
  ada.request(ringOf(BOB));
  ada.news();
  bob.news();
  ada.request(watchOf());
  expect(bob.news()).toMatchObject([{ presence: 'unavailable' }, { state: 'cancelled' }]);
  expect(ada.news()).toMatchObject([{ type: 'watching' }, { state: 'unavailable' }]);
});

test('a caller that is gone stops ringing, and a device that is gone is not waited for', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA);
  bob.news();
  ada.request(ringOf(BOB));
  ada.drop();
  logic.clock.advance(RING_GRACE_MS);
  expect(bob.news()).toMatchObject([{ type: 'rung' }, { state: 'cancelled' }]);
  logic.clock.advance(25_000);
  expect(bob.news()).toMatchObject([{ presence: 'unavailable' }]);
  const again = listOnPaper(logic, ADA, BOB);
  again.request(ringOf(BOB));
  again.news();
  bob.drop();
  logic.clock.advance(RING_GRACE_MS);
  expect(again.news()).toMatchObject([{ state: 'unavailable' }]);
  logic.clock.advance(25_000);
  expect(again.news()).toMatchObject([{ presence: 'unavailable' }]);
});

test('ring ids are the caller’s own, and used once', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const bob = listOnPaper(logic, BOB, ADA, CLEO);
  const cleo = listOnPaper(logic, CLEO, BOB);
  const ring = newId();
  ada.request(ringOf(BOB, ring));
  for (const wire of [ada, bob, cleo]) wire.news();
  cleo.request(ringOf(BOB, ring));
  cleo.request({ type: 'cancel-ring', ring });
  cleo.request({ type: 'answer-ring', ring, reply: 'accept' });
  ada.request({ type: 'answer-ring', ring, reply: 'accept' });
  bob.request({ type: 'cancel-ring', ring });
  expect(cleo.news()).toMatchObject([
    { code: 'ring_taken' },
    { code: 'unknown_ring' },
    { code: 'unknown_ring' },
  ]);
  expect(ada.news()).toMatchObject([{ code: 'unknown_ring' }]);
  expect(bob.news()).toMatchObject([{ code: 'unknown_ring' }]);
  ada.request({ type: 'cancel-ring', ring });
  expect(ada.news()).toMatchObject([{ type: 'done' }]);
  expect(bob.news()).toMatchObject([{ ring, state: 'cancelled' }]);
});

test('one device has at most four rings that nobody has answered', () => {
  const logic = new Logic();
  const others = Array.from({ length: 5 }, () => new TestIdentity());
  for (const other of others) listOnPaper(logic, other, ADA);
  const ada = listOnPaper(logic, ADA, ...others);
  for (const other of others) {
    ada.request(ringOf(other));
    logic.clock.advance(100);
  }
  const retryAfterMs = RING_TIMEOUT_MS - 400;
  expect(ada.news().at(-1)).toMatchObject({ code: 'rate_limited', retryAfterMs });
  expect(logic.contacts.pendingRingCount).toBe(4);
});

test('who rings too fast is told how long to wait, and others are not slowed down', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA, BOB);
  const cleo = listOnPaper(logic, CLEO, BOB);
  const bob = listOnPaper(logic, BOB, ADA, CLEO);
  ada.news();
  cleo.news();
  for (let round = 0; round < 7; round++) {
    const ring = newId();
    ada.request(ringOf(BOB, ring));
    bob.request({ type: 'answer-ring', ring, reply: 'decline' });
  }
  expect(ada.news().at(-1)).toMatchObject({ code: 'rate_limited', retryAfterMs: 10_000 });
  cleo.request(ringOf(BOB));
  expect(cleo.news()).toMatchObject([{ type: 'done' }]);
  logic.clock.advance(10_000);
  ada.request(ringOf(BOB));
  expect(ada.news()).toMatchObject([{ type: 'done' }]);
});

test('rings that reach nobody count as well, so that addresses cannot be tried through', () => {
  const logic = new Logic();
  const ada = listOnPaper(logic, ADA);
  for (let round = 0; round < 7; round++) ada.request(ringOf(new TestIdentity()));
  expect(ada.news().at(-1)).toMatchObject({ code: 'rate_limited' });
});
