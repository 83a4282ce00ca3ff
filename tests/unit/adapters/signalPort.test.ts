import { beforeEach, expect, test } from 'vitest';
import type { WindowApi } from '../../../preload/contract/channels.ts';
import type { SessionEvent } from '../../../preload/contract/session.ts';
import { createSignalPort, type SessionSignalPort } from '../../../renderer/adapters/signalPort.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';

const BOB = MemberId.parse('b'.repeat(22));
const offer: SessionEvent = { type: 'signal', from: BOB, payload: 'offer' };
const lost: SessionEvent = { type: 'connection', connection: 'reconnecting' };

let push: (event: SessionEvent) => void;
let port: SessionSignalPort;

beforeEach(() => {
  const api = {
    on: (_channel: string, listener: typeof push) => {
      push = listener;
      return () => undefined;
    },
  };
  port = createSignalPort(api as unknown as WindowApi, () => undefined);
});

test('what comes before anybody listens is told to all who begin to, in order', async () => {
  port.begin();
  push(offer);
  const heard: string[] = [];
  port.subscribe(({ type }) => heard.push(`one ${type}`));
  port.subscribe(({ type }) => heard.push(`two ${type}`));
  push(lost);
  await Promise.resolve();
  push(lost);
  expect(heard).toEqual([
    'one signal',
    'two signal',
    'one connection',
    'two connection',
    'one connection',
    'two connection',
  ]);
});

test('what is left of an earlier session is told to nobody', async () => {
  push(offer);
  port.begin();
  const heard: SessionEvent[] = [];
  port.subscribe((event) => heard.push(event));
  await Promise.resolve();
  expect(heard).toEqual([]);
});
