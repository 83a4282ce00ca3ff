import { expect, test } from 'vitest';
import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { RingingSnapshot } from '../../../preload/contract/contactsSnapshot.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';
import { stayWhileRinging } from '../../../renderer/adapters/stayWhileRinging.ts';
import { named } from './fakeApi.ts';

type Shown = Pick<CallSnapshot, 'alone'>;
type Ringing = Pick<RingingSnapshot, 'outgoing'>;

const ending: Shown = {
  alone: { because: 'left', last: { name: named('Bob'), address: null }, endsAtMs: 5_000 },
};
const rings = (intoCall: boolean, phase: 'ringing' | 'failed' = 'ringing') =>
  ({ outgoing: { intoCall, phase } }) as Ringing;

function start() {
  const sent: string[] = [];
  const call = Object.assign(new SnapshotCell<Shown>({ alone: null }), {
    send: ({ type }: { readonly type: string }) => void sent.push(type),
  });
  const running = new SnapshotCell<typeof call | null>(null);
  const ringing = new SnapshotCell<Ringing>({ outgoing: null });
  stayWhileRinging({ running, ringing });
  running.set(call);
  return { sent, call, running, ringing };
}

test('a call that is about to end stays open once somebody is called into it', () => {
  const { sent, call, ringing } = start();
  call.set(ending);
  expect(sent).toEqual([]);
  ringing.set(rings(true));
  expect(sent).toEqual(['stay']);
});

test('it stays open too when the last one leaves while somebody is being called', () => {
  const { sent, call, ringing } = start();
  ringing.set(rings(true));
  expect(sent).toEqual([]);
  call.set(ending);
  expect(sent).toEqual(['stay']);
});

test('a ring that failed, or is not into the call, keeps nothing open', () => {
  const { sent, call, running, ringing } = start();
  call.set(ending);
  ringing.set(rings(true, 'failed'));
  ringing.set(rings(false));
  running.set(null);
  ringing.set(rings(true));
  expect(sent).toEqual([]);
});
