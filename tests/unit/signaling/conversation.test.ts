import { expect, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { newId, newMember } from '../../support/serverClient.ts';
import { Logic } from '../../support/serverLogic.ts';

const CLIENT = { name: 'test', version: '1' };

test('a client is greeted with a session of its own', () => {
  const logic = new Logic();
  const [one, other] = [logic.greet(), logic.greet()];
  expect(one.welcome).toMatchObject({ resumed: false, processed: 0 });
  expect(one.welcome.session).not.toBe(other.welcome.session);
  expect(one.welcome.token).not.toBe(other.welcome.token);
});

test('nothing else is heeded before hello', () => {
  const logic = new Logic();
  const wire = logic.connect();
  wire.request({ type: 'join', room: 'red', member: newMember('Ada') });
  wire.send({ type: 'ping', nonce: 1 });
  wire.send({ type: 'ack', seq: 1 });
  expect(wire.received.map((message) => 'code' in message && message.code)).toEqual([
    'hello_required',
    'hello_required',
    'hello_required',
  ]);
  wire.hello();
  expect(wire.received.at(-1)).toMatchObject({ type: 'welcome', processed: 0 });
  expect(logic.rooms.size).toBe(0);
});

test('a second hello is refused and changes nothing', () => {
  const wire = new Logic().greet();
  wire.hello();
  expect(wire.news()).toMatchObject([{ type: 'error', code: 'already_greeted' }]);
});

test.each([
  ['the same keys', { type: 'hello', protocol: 2, client: CLIENT }],
  ['keys of its own', { type: 'hello', protocol: 2, software: 'x', features: [] }],
])('a hello of another protocol version with %s is told so', (_, hello) => {
  const wire = new Logic().connect();
  wire.send(hello);
  expect(wire.received).toMatchObject([{ type: 'error', code: 'unsupported_protocol' }]);
  expect(wire.closedWith).toBe(CloseCode.unsupportedProtocol);
});

test('ping is answered at once and is not numbered', () => {
  const wire = new Logic().greet();
  wire.send({ type: 'ping', nonce: 42 });
  expect(wire.received.at(-1)).toEqual({ type: 'pong', nonce: 42 });
});

test('requests are carried out once and in order', () => {
  const logic = new Logic();
  const wire = logic.greet();
  const room = 'red';
  wire.request({ type: 'peek', room });
  wire.send({ type: 'peek', id: 1, room });
  wire.send({ type: 'peek', id: 3, room });
  wire.send({ type: 'peek', id: 2, room });
  expect(wire.news()).toMatchObject([
    { type: 'peeked', id: 1 },
    { type: 'error', id: 3, code: 'bad_message' },
    { type: 'peeked', id: 2 },
  ]);
});

test('a malformed request counts as carried out by its refusal, so that the next one fits', () => {
  const wire = new Logic().greet();
  wire.request({ type: 'join', room: '', member: newMember('Ada') });
  wire.request({ type: 'fly' });
  wire.request({ type: 'peek', room: 'red', extra: 1 });
  wire.request({ type: 'peek', room: 'red' });
  expect(wire.received.slice(1)).toMatchObject([
    { seq: 1, id: 1, code: 'bad_message', message: expect.stringContaining('room') as string },
    { seq: 2, id: 2, code: 'bad_message' },
    { seq: 3, id: 3, code: 'bad_message' },
    { seq: 4, id: 4, type: 'peeked' },
  ]);
});

test('sixteen malformed messages in a row end the socket, fifteen do not', () => {
  const wire = new Logic().greet();
  for (let round = 0; round < 3; round++) {
    for (let bad = 0; bad < 15; bad++) wire.send('{');
    if (round === 0) wire.send({ type: 'ping', nonce: 1 });
    if (round === 1) wire.request({ type: 'peek', room: 'red' });
    if (round === 2) wire.send({ type: 'ack', seq: 1 });
  }
  expect(wire.closedWith).toBeNull();
  for (let bad = 0; bad < 16; bad++) wire.send('{');
  expect(wire.closedWith).toBe(CloseCode.protocolError);
});

test('a binary message ends the socket', () => {
  const wire = new Logic().greet();
  wire.sendBinary();
  expect(wire.closedWith).toBe(CloseCode.unsupportedData);
});

test('a payload above the limit is refused by its name, and so is one that would not fit when relayed', () => {
  const logic = new Logic();
  const member = newMember('Ada');
  const ada = logic.join('red', member);
  const bob = logic.join('red', newMember('Bob'));
  const signal = { type: 'signal', to: member.id };
  ada.news();
  bob.news();
  bob.request({ ...signal, payload: 'x'.repeat(65_537) });
  // Six bytes for each character of two: 128 KiB less than the envelope.
  const escaped = String.raw`\u00e4`.repeat(21_820);
  bob.send(`{"type":"signal","id":3,"to":"${member.id}","payload":"${escaped}"}`);
  expect(bob.news()).toMatchObject([
    { type: 'error', id: 2, code: 'payload_too_large' },
    { type: 'done', id: 3 },
  ]);
  const more = escaped + String.raw`\u00e4`.repeat(12);
  const text = `{"type":"signal","id":4,"to":"${member.id}","payload":"${more}"}`;
  expect(text.length).toBeLessThan(131_072);
  bob.send(text);
  expect(bob.news()).toMatchObject([{ type: 'error', id: 4, code: 'payload_too_large' }]);
  expect(ada.news()).toEqual([
    { type: 'signal', from: expect.any(String) as string, payload: 'ä'.repeat(21_820) },
  ]);
});

test('a signal that is wrong elsewhere is not blamed on its payload', () => {
  const wire = new Logic().greet();
  wire.request({ type: 'signal', to: 'nobody', payload: 'x' });
  wire.request({ type: 'signal', to: newId(), payload: 7 });
  expect(wire.news()).toMatchObject([{ code: 'bad_message' }, { code: 'bad_message' }]);
});

test('above its rate a client is told how long to wait, and gets on after that', () => {
  const logic = new Logic({ messageRate: { perSecond: 10, burst: 3 } });
  const wire = logic.greet();
  for (let round = 0; round < 4; round++) wire.request({ type: 'peek', room: 'red' });
  expect(wire.news()).toMatchObject([
    { type: 'peeked', id: 1 },
    { type: 'peeked', id: 2 },
    { type: 'error', id: 3, code: 'rate_limited', retryAfterMs: 100 },
    { type: 'error', id: 4, code: 'rate_limited', retryAfterMs: 100 },
  ]);
  logic.clock.advance(100);
  wire.request({ type: 'peek', room: 'red' });
  expect(wire.news()).toMatchObject([{ type: 'peeked', id: 5 }]);
});

test('above its rate a repeated request is ignored like any other', () => {
  const logic = new Logic({ messageRate: { perSecond: 1, burst: 2 } });
  const wire = logic.greet();
  wire.request({ type: 'peek', room: 'red' });
  wire.send({ type: 'peek', id: 1, room: 'red' });
  expect(wire.news()).toMatchObject([{ type: 'peeked', id: 1 }]);
});

test('noise is not answered line by line', () => {
  const logic = new Logic({ messageRate: { perSecond: 1, burst: 1 } });
  const wire = logic.greet();
  for (let round = 0; round < 900; round++) wire.send('noise');
  expect(wire.closedWith).toBeNull();
  expect(wire.news()).toHaveLength(16);
  logic.clock.advance(1_000);
  wire.send({ type: 'ping', nonce: 1 });
  for (let round = 0; round < 50; round++) wire.send('noise');
  expect(wire.news().filter((message) => 'code' in message)).toHaveLength(4);
});

test.each([
  ['messages', (wire: ReturnType<Logic['connect']>) => wire.send({ type: 'ping', nonce: 1 })],
  ['control frames', (wire: ReturnType<Logic['connect']>) => wire.sendControlFrame()],
])('a flood of %s ends the socket after a thousand too many', (_, send) => {
  const logic = new Logic({ messageRate: { perSecond: 1, burst: 100 } });
  const wire = logic.greet();
  for (let round = 0; round < 99 + 1_000; round++) send(wire);
  expect(wire.closedWith).toBeNull();
  send(wire);
  expect(wire.closedWith).toBe(CloseCode.rateLimited);
});

test('acknowledging what was never sent is an error', () => {
  const wire = new Logic().greet();
  wire.request({ type: 'peek', room: 'red' });
  wire.send({ type: 'ack', seq: 1 });
  wire.send({ type: 'ack', seq: 2 });
  expect(wire.news()).toMatchObject([{ type: 'peeked' }, { code: 'bad_message' }]);
});

test('a defect in the server is an answer to one client, not the end of all', () => {
  const logic = new Logic();
  const wire = logic.greet();
  logic.rooms.peek = () => {
    throw new Error('defect');
  };
  wire.request({ type: 'peek', room: 'red' });
  wire.request({ type: 'leave' });
  expect(wire.news()).toMatchObject([
    { type: 'error', id: 1, code: 'internal' },
    { type: 'error', id: 2, code: 'not_in_room' },
  ]);
  expect(logic.defects).toMatchObject([{ message: 'defect' }]);
});

test('a session that nobody knows leads to a fresh one', () => {
  const logic = new Logic();
  const wire = logic.greet({ session: newId(), token: newId(), received: 7 });
  expect(wire.welcome).toMatchObject({ resumed: false, processed: 0 });
});
