import { expect, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { newId, newMember } from '../../support/serverClient.ts';
import { Logic } from '../../support/serverLogic.ts';
import { seededRandom } from '../../support/serverRandom.ts';

test('a lost member is shown as reconnecting and keeps its place for 30 seconds', () => {
  const logic = new Logic();
  const ada = logic.join('red', newMember('Ada'));
  const member = newMember('Bob');
  const bob = logic.join('red', member);
  ada.news();
  bob.drop();
  expect(ada.news()).toEqual([
    { type: 'member-presence', member: member.id, presence: 'reconnecting' },
  ]);
  logic.clock.advance(29_999);
  expect(ada.news()).toEqual([]);
  logic.clock.advance(1);
  expect(ada.news()).toEqual([{ type: 'member-left', member: member.id, reason: 'timeout' }]);
  expect(logic.greet(bob.resume).welcome.resumed).toBe(false);
});

test('whoever comes back within the window gets everything that it missed, once and in order', () => {
  const logic = new Logic();
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = logic.join('red', adaMember);
  const bob = logic.join('red', bobMember);
  ada.news();
  bob.drop();
  for (const payload of ['1', '2', '3']) ada.request({ type: 'signal', to: bobMember.id, payload });
  logic.clock.advance(29_000);
  const again = logic.greet(bob.resume);
  expect(again.welcome).toMatchObject({
    resumed: true,
    processed: 1,
    session: bob.welcome.session,
  });
  expect(again.received.slice(1)).toMatchObject([
    { seq: 2, payload: '1' },
    { seq: 3, payload: '2' },
    { seq: 4, payload: '3' },
  ]);
  expect(ada.news().at(-1)).toEqual({
    type: 'member-presence',
    member: bobMember.id,
    presence: 'present',
  });
  logic.clock.advance(60_000);
  expect(logic.rooms.memberCount).toBe(2);
});

test('what was confirmed is not sent again, what was only received is not either', () => {
  const logic = new Logic();
  const wire = logic.greet();
  for (let round = 0; round < 6; round++) wire.request({ type: 'peek', room: 'red' });
  wire.send({ type: 'ack', seq: 2 });
  wire.drop();
  const again = logic.greet({ ...wire.resume, received: 4 });
  expect(again.received.slice(1)).toMatchObject([{ seq: 5 }, { seq: 6 }]);
});

test.each([
  ['a wrong token', (resume: object) => ({ ...resume, token: newId() })],
  ['more received than was sent', (resume: object) => ({ ...resume, received: 100 })],
  ['less received than was confirmed', (resume: object) => ({ ...resume, received: 0 })],
])('with %s one starts afresh, and the session stays with its owner', (_, change) => {
  const logic = new Logic();
  const wire = logic.greet();
  for (let round = 0; round < 3; round++) wire.request({ type: 'peek', room: 'red' });
  wire.send({ type: 'ack', seq: 2 });
  const { resume } = wire;
  const stranger = logic.greet(change(resume));
  expect(stranger.welcome.resumed).toBe(false);
  expect(wire.closedWith).toBeNull();
  wire.drop();
  expect(logic.greet(resume).welcome.resumed).toBe(true);
});

test('of two sockets for one session the newer wins, and the end of the older changes nothing', () => {
  const logic = new Logic();
  const ada = logic.join('red', newMember('Ada'));
  const bob = logic.join('red', newMember('Bob'));
  ada.news();
  const again = logic.greet(bob.resume);
  expect(bob.closedWith).toBe(CloseCode.replaced);
  bob.drop();
  expect(ada.news()).toEqual([]);
  again.send({ type: 'ping', nonce: 1 });
  expect(again.received.at(-1)).toMatchObject({ type: 'pong' });
});

test('a request that the server has carried out is not carried out again after a resume', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const bob = logic.join('red', newMember('Bob'));
  ada.news();
  bob.request({ type: 'signal', to: member.id, payload: 'once' });
  bob.drop();
  const again = logic.greet(bob.resume);
  again.send({ type: 'signal', id: 2, to: member.id, payload: 'once' });
  again.send({ type: 'signal', id: 3, to: member.id, payload: 'twice' });
  const payloads = ada.news().flatMap((news) => ('payload' in news ? [news.payload] : []));
  expect(payloads).toEqual(['once', 'twice']);
});

test('a session whose queue runs over is ended, and its member leaves', () => {
  const logic = new Logic({ maxQueuedMessages: 10 });
  const [adaMember, bobMember] = [newMember('Ada'), newMember('Bob')];
  const ada = logic.join('red', adaMember);
  const bob = logic.join('red', bobMember);
  bob.drop();
  for (let round = 0; round < 12; round++) {
    ada.request({ type: 'signal', to: bobMember.id, payload: 'x' });
    ada.send({ type: 'ack', seq: ada.resume.received });
  }
  const answers = ada.news().slice(3);
  const done = Array.from({ length: 9 }, () => ({ type: 'done' }));
  const refused = { type: 'error', code: 'unknown_member' };
  expect(answers).toMatchObject([
    ...done,
    // The note that ran it over did not arrive, and its sender is told so.
    { type: 'member-left', member: bobMember.id, reason: 'timeout' },
    refused,
    refused,
    refused,
  ]);
  expect(logic.sessions.size).toBe(1);
});

test('one that is connected but never confirms is cut off with a code of its own', () => {
  const logic = new Logic({ maxQueuedMessages: 10 });
  const wire = logic.greet();
  for (let round = 0; round < 11; round++) wire.request({ type: 'peek', room: 'red' });
  expect(wire.closedWith).toBe(CloseCode.queueOverflow);
  expect(logic.greet(wire.resume).welcome.resumed).toBe(false);
});

test('an overflow in the midst of a broadcast loses nobody else anything', () => {
  const logic = new Logic({ maxQueuedMessages: 10, capacity: 8 });
  const members = ['Ada', 'Bob', 'Cleo'].map((name) => newMember(name));
  const [ada, bob, cleo] = members.map((member) => logic.join('red', member));
  bob?.drop();
  for (let round = 0; round < 6; round++) {
    for (const wire of [ada, cleo]) wire?.send({ type: 'ack', seq: wire.resume.received });
    const guest = logic.join('red', newMember(`Guest ${round}`));
    guest.request({ type: 'leave' });
  }
  const heard = (wire: typeof ada) => wire?.news().filter((news) => !('members' in news)) ?? [];
  const left = { type: 'member-left', member: members[1]?.id, reason: 'timeout' };
  expect(heard(ada)).toContainEqual(left);
  expect(heard(cleo)).toContainEqual(left);
  expect(logic.rooms.memberCount).toBe(2);
});

test('a member that the news of a ghost runs over is new to the others when it comes back', () => {
  const logic = new Logic({ maxQueuedMessages: 4 });
  const [adaMember, bobMember, ghost] = [newMember('Ada'), newMember('Bob'), newMember('Ghost')];
  const ada = logic.join('red', adaMember);
  const confirm = () => ada.send({ type: 'ack', seq: ada.resume.received });
  const bob = logic.join('red', bobMember);
  logic.join('red', ghost);
  confirm();
  bob.drop();
  for (const payload of ['1', '2']) ada.request({ type: 'signal', to: bobMember.id, payload });
  confirm();
  ada.news();
  logic.join('red', { ...bobMember, installation: ghost.installation });
  expect(ada.news()).toMatchObject([
    { type: 'member-left', member: ghost.id, reason: 'replaced' },
    { type: 'member-left', member: bobMember.id, reason: 'timeout' },
    { type: 'member-joined', member: { id: bobMember.id } },
  ]);
});

test('replay waits for room in the socket, and what comes meanwhile keeps its place', () => {
  const logic = new Logic();
  const member = newMember('Bob');
  const ada = logic.join('red', newMember('Ada'));
  const bob = logic.join('red', member);
  bob.drop();
  for (const payload of ['1', '2']) ada.request({ type: 'signal', to: member.id, payload });
  const again = logic.connect();
  again.hasRoom = false;
  again.hello(bob.resume);
  expect(again.received).toHaveLength(1);
  ada.request({ type: 'signal', to: member.id, payload: '3' });
  expect(again.received).toHaveLength(1);
  again.send({ type: 'ack', seq: 3 });
  expect(again.received.at(-1)).toMatchObject({ code: 'bad_message' });
  again.drain();
  ada.request({ type: 'signal', to: member.id, payload: '4' });
  const payloads = again.received.flatMap((news) => ('payload' in news ? [news.payload] : []));
  expect(payloads).toEqual(['1', '2', '3', '4']);
});

test('sessions without a socket are bounded, those outside a room first and the oldest first', () => {
  const logic = new Logic({ maxDetached: { placed: 2, idle: 3 }, capacity: 8 });
  const members = [1, 2, 3].map((number) => logic.join('red', newMember(`M${number}`)));
  for (const wire of members) wire.drop();
  const idle = Array.from({ length: 10 }, () => logic.greet());
  for (const wire of idle) wire.drop();
  expect(logic.sessions.size).toBe(5);
  expect(logic.greet(members[0]?.resume).welcome.resumed).toBe(false);
  expect(logic.greet(members[2]?.resume).welcome.resumed).toBe(true);
  expect(logic.greet(idle[6]?.resume).welcome.resumed).toBe(false);
  expect(logic.greet(idle[9]?.resume).welcome.resumed).toBe(true);
});

test('over random cuts, resumes and confirmations every note arrives once and in order', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const logic = new Logic({ messageRate: { perSecond: 1e6, burst: 1e6 } });
    const member = newMember('Bob');
    const ada = logic.join('red', newMember('Ada'));
    let bob = logic.join('red', member);
    let received = 0;
    const notes: string[] = [];
    const seqs: number[] = [];
    let isResumed = true;
    const read = () => {
      for (const message of bob.received.splice(1)) {
        if (!('seq' in message) || message.seq === undefined) continue;
        seqs.push(message.seq);
        received = message.seq;
        if (message.type === 'signal') notes.push(message.payload);
      }
    };
    let sent = 0;
    for (let step = 0; step < 120; step++) {
      const dice = random();
      if (dice < 0.6) ada.request({ type: 'signal', to: member.id, payload: String(sent++) });
      else if (dice < 0.7) {
        read();
        bob.send({ type: 'ack', seq: Math.max(1, received) });
      } else if (dice < 0.85) {
        // What was written but not read is lost with the socket.
        if (random() < 0.5) read();
        bob.drop();
      } else if (dice < 0.95) {
        const { session, token } = bob.welcome;
        const again = logic.greet({ session, token, received });
        isResumed &&= again.welcome.resumed;
        bob = again;
      } else ada.send({ type: 'ack', seq: ada.resume.received });
    }
    const { session, token } = bob.welcome;
    bob = logic.greet({ session, token, received });
    read();
    expect({ seed, isResumed, notes, seqs }).toEqual({
      seed,
      isResumed: true,
      notes: Array.from({ length: sent }, (_, index) => String(index)),
      seqs: Array.from({ length: received }, (_, index) => index + 1),
    });
  }
});
