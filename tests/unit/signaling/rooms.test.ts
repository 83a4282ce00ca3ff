import { expect, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { newId, newMember } from '../../support/serverClient.ts';
import { Logic } from '../../support/serverLogic.ts';

function seen(member: { readonly id: string; readonly name: string }, presence = 'present') {
  return { id: member.id, name: member.name, presence };
}

test('whoever joins sees who is there in the order they came, and they see it', () => {
  const logic = new Logic();
  const [ada, bob, cleo] = [newMember('Ada'), newMember('Bob'), newMember('Cleo')];
  const first = logic.join('Red Room', ada);
  logic.join('red room', bob);
  const third = logic.join('RED  ROOM', cleo);
  expect(first.news()).toEqual([
    { type: 'joined', id: 1, room: 'Red Room', capacity: 4, members: [] },
    { type: 'member-joined', member: seen(bob) },
    { type: 'member-joined', member: seen(cleo) },
  ]);
  expect(third.news()).toEqual([
    { type: 'joined', id: 1, room: 'Red Room', capacity: 4, members: [seen(ada), seen(bob)] },
  ]);
});

test('nobody is ever told a secret or an installation', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const bob = logic.join('red', newMember('Bob'));
  ada.drop();
  logic.join('red', member);
  const texts = JSON.stringify([...ada.received, ...bob.received]);
  expect(texts).not.toContain(member.secret);
  expect(texts).not.toContain(member.installation);
});

test('leaving is told to the others at once, and an empty room is gone', () => {
  const logic = new Logic();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = logic.join('red', adaMember);
  const bob = logic.join('red', bobMember);
  ada.news();
  bob.news();
  bob.request({ type: 'leave' });
  expect(bob.news()).toEqual([{ type: 'done', id: 2 }]);
  expect(ada.news()).toEqual([{ type: 'member-left', member: bobMember.id, reason: 'left' }]);
  bob.request({ type: 'leave' });
  expect(bob.news()).toMatchObject([{ id: 3, code: 'not_in_room' }]);
  ada.request({ type: 'leave' });
  expect(logic.rooms.size).toBe(0);
  bob.request({ type: 'join', room: 'RED', member: bobMember });
  expect(bob.news()).toMatchObject([{ type: 'joined', room: 'RED', members: [] }]);
});

test('a session is in one room at a time', () => {
  const logic = new Logic();
  const ada = logic.join('red', newMember('Ada'));
  ada.news();
  ada.request({ type: 'join', room: 'blue', member: newMember('Ada') });
  expect(ada.news()).toMatchObject([{ id: 2, code: 'already_in_room' }]);
  expect(logic.rooms.size).toBe(1);
});

test('a full room takes nobody, until somebody leaves', () => {
  const logic = new Logic({ capacity: 2 });
  const ada = logic.join('red', newMember('Ada'));
  logic.join('red', newMember('Bob'));
  const cleo = logic.join('red', newMember('Cleo'));
  expect(cleo.news()).toMatchObject([{ id: 1, code: 'room_full' }]);
  ada.request({ type: 'leave' });
  cleo.request({ type: 'join', room: 'red', member: newMember('Cleo') });
  expect(cleo.news()).toMatchObject([{ type: 'joined', id: 2 }]);
});

test('a note reaches one member of the room, word for word', () => {
  const logic = new Logic();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = logic.join('red', adaMember);
  const bob = logic.join('red', bobMember);
  const cleo = logic.join('red', newMember('Cleo'));
  for (const wire of [ada, bob, cleo]) wire.news();
  const payload = '{"__proto__":{"a":1}}\n"\\🦜\u0000\ud800';
  ada.request({ type: 'signal', to: bobMember.id, payload });
  expect(bob.news()).toEqual([{ type: 'signal', from: adaMember.id, payload }]);
  expect(ada.news()).toEqual([{ type: 'done', id: 2 }]);
  expect(cleo.news()).toEqual([]);
});

test('a note to nobody, to oneself, to another room or from outside is refused', () => {
  const logic = new Logic();
  const [adaMember, cleoMember] = [newMember('Ada'), newMember('Cleo')];
  const ada = logic.join('red', adaMember);
  const cleo = logic.join('blue', cleoMember);
  const outside = logic.greet();
  for (const wire of [ada, cleo]) wire.news();
  for (const to of [newId(), adaMember.id, cleoMember.id]) {
    ada.request({ type: 'signal', to, payload: 'x' });
  }
  outside.request({ type: 'signal', to: adaMember.id, payload: 'x' });
  expect(ada.news()).toMatchObject([2, 3, 4].map((id) => ({ id, code: 'unknown_member' })));
  expect(outside.news()).toMatchObject([{ id: 1, code: 'not_in_room' }]);
  expect(cleo.news()).toEqual([]);
});

test('peek tells the names in a room and is not seen there', () => {
  const logic = new Logic();
  const ada = logic.join('Red', newMember('Ada'));
  logic.join('red', newMember('Bob'));
  ada.news();
  const outside = logic.greet();
  outside.request({ type: 'peek', room: 'RED' });
  outside.request({ type: 'peek', room: 'nowhere' });
  expect(outside.news()).toEqual([
    { type: 'peeked', id: 1, capacity: 4, names: ['Ada', 'Bob'] },
    { type: 'peeked', id: 2, capacity: 4, names: [] },
  ]);
  expect(ada.news()).toEqual([]);
  expect(logic.rooms.size).toBe(1);
});

test('the owner of a member id takes its place over, and others see nothing of it', () => {
  const logic = new Logic({ capacity: 2 });
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const bobMember = newMember('Bob');
  const bob = logic.join('red', bobMember);
  bob.news();
  const again = logic.join('red', { ...member, name: 'Ada L.' });
  expect(ada.closedWith).toBe(CloseCode.replaced);
  expect(again.news()).toMatchObject([{ type: 'joined', members: [seen(bobMember)] }]);
  expect(bob.news()).toEqual([]);
  expect(logic.sessions.size).toBe(2);
  bob.request({ type: 'signal', to: member.id, payload: 'x' });
  expect(again.news()).toMatchObject([{ type: 'signal', payload: 'x' }]);
  const outside = logic.greet();
  outside.request({ type: 'peek', room: 'red' });
  expect(outside.news()).toMatchObject([{ names: ['Ada L.', 'Bob'] }]);
});

test('taking over a lost member shows it as present again', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const bob = logic.join('red', newMember('Bob'));
  ada.drop();
  bob.news();
  logic.join('red', member);
  expect(bob.news()).toEqual([{ type: 'member-presence', member: member.id, presence: 'present' }]);
  logic.clock.advance(60_000);
  expect(bob.news()).toEqual([]);
});

test('without the secret a member id cannot be taken', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const thief = logic.join('red', { ...member, secret: newId() });
  expect(thief.news()).toMatchObject([{ id: 1, code: 'member_taken' }]);
  expect(ada.closedWith).toBeNull();
  ada.drop();
  const again = logic.join('red', { ...member, secret: newId() });
  expect(again.news()).toMatchObject([{ id: 1, code: 'member_taken' }]);
});

test('the same member id in another room is somebody else', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  logic.join('red', member);
  const other = logic.join('blue', { ...member, secret: newId() });
  expect(other.news()).toMatchObject([{ type: 'joined' }]);
});

test('a restarted app replaces its own ghost at once, even in a full room', () => {
  const logic = new Logic({ capacity: 2 });
  const ghost = newMember('Ada');
  const old = logic.join('red', ghost);
  const bobMember = newMember('Bob');
  const bob = logic.join('red', bobMember);
  old.drop();
  bob.news();
  const member = { ...newMember('Ada'), installation: ghost.installation };
  const again = logic.join('red', member);
  expect(again.news()).toMatchObject([{ type: 'joined', members: [seen(bobMember)] }]);
  expect(bob.news()).toEqual([
    { type: 'member-left', member: ghost.id, reason: 'replaced' },
    { type: 'member-joined', member: seen(member) },
  ]);
  logic.clock.advance(60_000);
  expect(bob.news()).toEqual([]);
  expect(logic.greet(old.resume).welcome.resumed).toBe(false);
});

test('a ghost that is still connected is closed and told why', () => {
  const logic = new Logic();
  const ghost = newMember('Ada');
  const old = logic.join('red', ghost);
  const again = logic.join('red', { ...newMember('Ada'), installation: ghost.installation });
  expect(old.closedWith).toBe(CloseCode.replaced);
  expect(again.news()).toMatchObject([{ type: 'joined', members: [] }]);
  expect(logic.rooms.memberCount).toBe(1);
});

test('a failed join replaces nobody', () => {
  const logic = new Logic();
  const [ghost, bobMember] = [newMember('Ada'), newMember('Bob')];
  const old = logic.join('red', ghost);
  logic.join('red', bobMember);
  const thief = { ...bobMember, secret: newId(), installation: ghost.installation };
  expect(logic.join('red', thief).news()).toMatchObject([{ code: 'member_taken' }]);
  expect(old.closedWith).toBeNull();
  expect(logic.rooms.memberCount).toBe(2);
});

test('the one alone in a room can be replaced by itself', () => {
  const logic = new Logic();
  const ghost = newMember('Ada');
  logic.join('Red', ghost).drop();
  const again = logic.join('RED', { ...newMember('Ada'), installation: ghost.installation });
  expect(again.news()).toMatchObject([{ type: 'joined', room: 'Red', members: [] }]);
  expect(logic.rooms.size).toBe(1);
});
