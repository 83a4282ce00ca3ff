import { beforeEach, expect, test } from 'vitest';
import { newCallIdentity } from '../../../main/signaling/identity.ts';
import { RoomMembership } from '../../../main/signaling/roomMembership.ts';
import { SignalingClient } from '../../../main/signaling/signalingClient.ts';
import type { SessionEvent } from '../../../preload/contract/session.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import type { Member, ServerMessage } from '../../../signaling/protocol/serverMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { playedSockets, TOKEN, type PlayedSocket } from '../../support/clientSocket.ts';

const server = ServerUrl.parse('ws://127.0.0.1:1');
const room = RoomName.parse('Standup');
const bob: Member = {
  id: MemberId.parse(TOKEN),
  name: DisplayName.parse('Bob'),
  presence: 'present',
};

let clock: ManualClock;
let sockets: ReturnType<typeof playedSockets>;
let membership: RoomMembership;
let events: SessionEvent[];
let seq: number;

beforeEach(() => {
  clock = new ManualClock();
  sockets = playedSockets();
  events = [];
  seq = 0;
  const log = new KeptLog();
  membership = new RoomMembership({
    client: new SignalingClient(server, {
      clock,
      random: () => 0,
      openSocket: sockets.open,
      version: '1.2.3',
      log,
    }),
    server,
    room,
    name: DisplayName.parse('Ada'),
    identity: newCallIdentity(Buffer.alloc(32), server, room),
    contact: null,
    clock,
    log,
    emit: (event) => events.push(event),
  });
});

function last(): PlayedSocket {
  return sockets.all.at(-1)!;
}

/** The server's next numbered message. */
function say(message: Record<string, unknown>): void {
  seq += 1;
  last().say({ ...message, seq } as unknown as ServerMessage);
}

function answerJoin(...members: Member[]): void {
  const id = last().of('join').at(-1)?.['id'];
  say({ type: 'joined', id, room, capacity: 4, members });
}

/** The server has forgotten everything. */
function restart(): void {
  last().close(1006);
  clock.advance(250);
  seq = 0;
  last().greet();
}

/** Time passes, and the server shows that it is alive. */
function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 1_000) {
    clock.advance(1_000);
    last().ping();
  }
}

async function joinWith(...members: Member[]): Promise<void> {
  const joining = membership.join();
  last().greet();
  answerJoin(...members);
  expect((await joining).ok).toBe(true);
}

test('the answer to the join is the room as it was then, whatever comes right behind it', async () => {
  const joining = membership.join();
  last().greet();
  answerJoin();
  say({ type: 'member-joined', member: bob });
  const result = await joining;
  expect(result.ok && result.value.members).toEqual([]);
  expect(events).toEqual([{ type: 'member-joined', member: bob }]);
});

test('a join refused for the rate is asked again in time', async () => {
  const joining = membership.join();
  last().greet();
  say({ type: 'error', id: 1, code: 'rate_limited', message: '', retryAfterMs: 2_000 });
  clock.advance(2_000);
  expect(last().of('join')).toHaveLength(2);
  answerJoin();
  expect((await joining).ok).toBe(true);
});

test('a join that is refused for the rate for too long fails with that reason', async () => {
  const joining = membership.join();
  last().greet();
  say({ type: 'error', id: 1, code: 'rate_limited', message: '', retryAfterMs: 60_000 });
  clock.advance(6_000);
  expect(await joining).toEqual({ ok: false, reason: 'rate_limited' });
});

test('a server of another version refuses a join at once', async () => {
  const joining = membership.join();
  last().open();
  last().say({ type: 'error', code: 'unsupported_protocol', message: '' });
  expect(await joining).toEqual({ ok: false, reason: 'unsupported_protocol' });
});

test('a wish to join that was never sent is taken back when it fails', async () => {
  const joining = membership.join();
  clock.advance(6_000);
  expect(await joining).toEqual({ ok: false, reason: 'unreachable' });
  last().greet();
  expect(last().sent.map(({ type }) => type)).toEqual(['hello']);
});

test('after a restart it asks for the same place, then sends what waited', async () => {
  await joinWith(bob);
  const before = last().of('join')[0];
  membership.signal(bob.id, 'note');
  restart();
  expect(last().of('join')).toEqual([before]);
  expect(last().of('signal')).toEqual([]);
  answerJoin(bob);
  expect(last().of('signal')).toMatchObject([{ payload: 'note' }]);
  expect(events.map(({ type }) => type)).toEqual(['connection', 'rejoined', 'connection']);
});

test('a note to somebody who comes back later waits for them', async () => {
  await joinWith(bob);
  restart();
  answerJoin();
  membership.signal(bob.id, 'note');
  expect(last().of('signal')).toEqual([]);
  pass(29_000);
  say({ type: 'member-joined', member: bob });
  expect(last().of('signal')).toMatchObject([{ payload: 'note' }]);
});

test('a note to somebody who does not come back is dropped', async () => {
  await joinWith(bob);
  restart();
  answerJoin();
  membership.signal(bob.id, 'note');
  pass(30_000);
  say({ type: 'member-joined', member: bob });
  expect(last().of('signal')).toEqual([]);
});

test('more notes than are kept are refused', async () => {
  await joinWith(bob);
  last().close(1006);
  let taken = 0;
  while (membership.signal(bob.id, 'note')) taken += 1;
  expect(taken).toBe(1_024);
});

test.each([
  ['room_full', 'room_full'],
  ['member_taken', 'refused'],
] as const)('a rejoin refused as %s ends the call as %s', async (code, reason) => {
  await joinWith(bob);
  restart();
  say({ type: 'error', id: 1, code, message: '' });
  expect(events.at(-1)).toEqual({ type: 'ended', reason });
  expect(membership.session()).toBeNull();
  expect(membership.signal(bob.id, 'note')).toBe(false);
});

test('new ICE servers are told, the same ones are not', async () => {
  await joinWith(bob);
  last().close(1006);
  clock.advance(250);
  const iceServers = [{ urls: ['stun:a'] }];
  last().greet({ resumed: true, processed: 1, iceServers });
  last().close(1006);
  clock.advance(500);
  last().greet({ resumed: true, processed: 1, iceServers });
  expect(events.filter(({ type }) => type === 'ice-servers')).toEqual([
    { type: 'ice-servers', iceServers },
  ]);
  expect(membership.session()?.iceServers).toEqual(iceServers);
});

test('leaving while the server is away is told to it when it is back', async () => {
  await joinWith(bob);
  last().close(1006);
  const leaving = membership.leave();
  clock.advance(250);
  last().greet({ resumed: true, processed: 1 });
  const [leave] = last().of('leave');
  say({ type: 'done', id: leave?.['id'] });
  await leaving;
  expect(membership.session()).toBeNull();
});
