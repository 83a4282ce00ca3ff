import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeEach, expect, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { TestClient, newId, newMember } from '../../support/serverClient.ts';
import type { TestMember } from '../../support/serverClient.ts';
import { openServer } from '../../support/serverInstance.ts';

let url: string;
let quietMember: TestMember;
let quiet: TestClient;
let neighbour: TestClient;

beforeEach(async () => {
  ({ url } = await openServer());
  quietMember = newMember('Quiet');
  quiet = await TestClient.join(url, 'quiet', quietMember);
  neighbour = await TestClient.join(url, 'quiet', newMember('Neighbour'));
});

/** The other room has noticed nothing. */
async function expectUndisturbed(): Promise<void> {
  neighbour.request({ type: 'signal', to: quietMember.id, payload: 'still here' });
  expect((await quiet.next('signal')).payload).toBe('still here');
  expect(quiet.received.map(({ type }) => type)).toEqual([
    'welcome',
    'joined',
    'member-joined',
    'signal',
  ]);
}

const member = newMember('Ada');
const join = { type: 'join', id: 1, room: 'red', member };
test.each([
  ['nothing', ''],
  ['no JSON', 'hello'],
  ['truncated JSON', JSON.stringify(join).slice(0, 40)],
  ['two messages in one', JSON.stringify({ type: 'leave', id: 1 }).repeat(2)],
  ['a number', '42'],
  ['null', 'null'],
  ['a list of messages', JSON.stringify([join])],
  ['no type', JSON.stringify({ id: 1 })],
  ['an unknown type', JSON.stringify({ type: 'broadcast', id: 1 })],
  ['a type that every object has', JSON.stringify({ type: 'constructor', id: 1 })],
  ['an unknown key', JSON.stringify({ ...join, admin: true })],
  ['__proto__', `{"type":"leave","id":1,"__proto__":{"admin":true}}`],
  ['__proto__ in the member', `{"type":"join","id":1,"room":"red","member":{"__proto__":{}}}`],
  ['no id', JSON.stringify({ type: 'leave' })],
  ['a negative id', JSON.stringify({ type: 'leave', id: -1 })],
  ['an id that skips', JSON.stringify({ type: 'leave', id: 5 })],
  ['an id as text', JSON.stringify({ type: 'leave', id: '1' })],
  ['an empty room', JSON.stringify({ ...join, room: ' ' })],
  ['a room of control characters', JSON.stringify({ ...join, room: 'a\u0000b' })],
  ['a short member id', JSON.stringify({ ...join, member: { ...member, id: 'short' } })],
  ['no secret', JSON.stringify({ ...join, member: { ...member, secret: undefined } })],
  [
    'a payload that is no text',
    JSON.stringify({ type: 'signal', id: 1, to: newId(), payload: {} }),
  ],
  ['deep nesting', `{"type":"leave","id":1,"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['a wrong ack', JSON.stringify({ type: 'ack', seq: 9 })],
  ['an enormous number', '{"type":"ack","seq":1e400}'],
])('%s is answered with bad_message, and the client goes on', async (_, text) => {
  const client = await TestClient.greet(url);
  client.send(text);
  expect(await client.next('error')).toMatchObject({ code: 'bad_message' });
  client.send({ type: 'ping', nonce: 1 });
  await client.next('pong');
  await expectUndisturbed();
});

test('a message above the size limit ends the socket', async () => {
  const client = await TestClient.greet(url);
  client.send('x'.repeat(131_073));
  expect(await client.closed).toBe(CloseCode.messageTooBig);
  await expectUndisturbed();
});

test('a message of exactly the size limit is still read', async () => {
  const client = await TestClient.greet(url);
  client.send(JSON.stringify({ type: 'leave', x: 'y'.repeat(131_072 - 25) }));
  expect(await client.next('error')).toMatchObject({ code: 'bad_message' });
});

test('a message in very many pieces ends the socket', async () => {
  const client = await TestClient.greet(url);
  for (let piece = 0; piece < 300; piece++) client.ws.send('x', { fin: false });
  expect(await client.closed).toBe(1008);
  await expectUndisturbed();
});

test('binary ends the socket', async () => {
  const client = await TestClient.greet(url);
  client.ws.send(Buffer.from(JSON.stringify({ type: 'leave', id: 1 })), { binary: true });
  expect(await client.closed).toBe(CloseCode.unsupportedData);
  await expectUndisturbed();
});

test('text that is no UTF-8 ends the socket', async () => {
  const client = await TestClient.greet(url);
  client.ws.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
  expect(await client.closed).toBe(1007);
  await expectUndisturbed();
});

test('sixteen malformed messages in a row end the socket', async () => {
  const client = await TestClient.greet(url);
  for (let round = 0; round < 16; round++) client.send('{');
  expect(await client.closed).toBe(CloseCode.protocolError);
  expect(client.ofType('error')).toHaveLength(16);
  await expectUndisturbed();
});

test('another version is refused by its name', async () => {
  const client = await TestClient.open(url);
  client.send({ type: 'hello', protocol: 2, client: { name: 'future', version: '9' } });
  expect(await client.next('error')).toMatchObject({ code: 'unsupported_protocol' });
  expect(await client.closed).toBe(CloseCode.unsupportedProtocol);
});

test.each([
  [
    'another path',
    'GET /other HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    '404',
  ],
  [
    'another upgrade',
    'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
    '400',
  ],
  [
    'no key',
    'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n',
    '400',
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}`, '431'],
  ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', '400'],
])('a handshake with %s is refused with its status', async (_, request, status) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(request);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  socket.destroy();
  await expectUndisturbed();
});
