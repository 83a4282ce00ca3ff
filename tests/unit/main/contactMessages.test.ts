import { beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../../main/signaling/outbox.ts';
import { SignalingClient } from '../../../main/signaling/signalingClient.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { RingId } from '../../../signaling/protocol/ringMessages.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { playedSockets, TOKEN, type PlayedSocket } from '../../support/clientSocket.ts';

let clock: ManualClock;
let sockets: ReturnType<typeof playedSockets>;
let client: SignalingClient;

beforeEach(() => {
  clock = new ManualClock();
  sockets = playedSockets();
  client = new SignalingClient(ServerUrl.parse('ws://127.0.0.1:1'), {
    clock,
    random: () => 0,
    openSocket: sockets.open,
    version: '1.2.3',
    log: new KeptLog(),
  });
});

const last = (): PlayedSocket => sockets.all.at(-1)!;

test('a request whose kind is asked too fast is settled at once, and the rest goes on', () => {
  const outcomes: Outcome[] = [];
  last().greet();
  client.request({ type: 'watch', contacts: [] }, (outcome) => outcomes.push(outcome));
  const refusal = { code: 'rate_limited', message: '', retryAfterMs: 3_000 } as const;
  last().say({ type: 'error', seq: 1, id: 1, ...refusal });
  expect(outcomes).toEqual([{ ok: false, reason: 'rate_limited', retryAfterMs: 3_000 }]);
  const to = MemberId.parse(TOKEN);
  client.request({ type: 'signal', to, payload: 'a' }, () => undefined);
  expect(last().of('signal')).toHaveLength(1);
  clock.advance(4_000);
  expect(last().of('watch')).toHaveLength(1);
});

test('a list is answered, and what is told of contacts and rings reaches listeners once', () => {
  const outcomes: Outcome[] = [];
  const heard: string[] = [];
  client.subscribe({ contact: ({ type }) => heard.push(type) });
  last().greet();
  client.request({ type: 'watch', contacts: [] }, (outcome) => outcomes.push(outcome));
  last().say({ type: 'watching', seq: 1, id: 1, present: [] });
  const address = ContactAddress.parse('0'.repeat(32));
  last().say({ type: 'presence', seq: 2, address, presence: 'busy' });
  last().say({ type: 'presence', seq: 2, address, presence: 'busy' });
  const ring = RingId.parse(TOKEN);
  last().say({ type: 'rung', seq: 3, ring, from: address, note: '' });
  last().say({ type: 'ring-state', seq: 4, ring, state: 'cancelled' });
  expect(outcomes).toMatchObject([{ ok: true, answer: { type: 'watching' } }]);
  expect(heard).toEqual(['presence', 'rung', 'ring-state']);
});
