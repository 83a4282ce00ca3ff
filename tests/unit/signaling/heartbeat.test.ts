import { expect, test } from 'vitest';
import { Heartbeat } from '../../../signaling/server/heartbeat.ts';
import type { Pulse } from '../../../signaling/server/heartbeat.ts';
import { ManualClock } from '../../support/serverClock.ts';

const TIMES = { heartbeatMs: 5_000, helloTimeoutMs: 10_000 };

class PaperPulse implements Pulse {
  readonly openedAtMs = 0;
  heardAtMs = 0;
  isGreeted = true;
  pings = 0;
  ended: string | null = null;
  ping(): void {
    this.pings++;
  }
  endAs(why: 'silent' | 'never_greeted'): void {
    this.ended = why;
  }
}

function beating(pulse: PaperPulse) {
  const clock = new ManualClock();
  const heartbeat = new Heartbeat(clock, TIMES);
  heartbeat.add(pulse);
  return { clock, heartbeat };
}

test('a connection that answers is pinged every heartbeat and kept', () => {
  const pulse = new PaperPulse();
  const { clock } = beating(pulse);
  for (let second = 0; second < 60; second++) {
    pulse.heardAtMs = clock.now();
    clock.advance(1_000);
  }
  expect(pulse.pings).toBe(12);
  expect(pulse.ended).toBeNull();
});

test('a silent one is given up after two heartbeats', () => {
  const pulse = new PaperPulse();
  const { clock } = beating(pulse);
  clock.advance(9_999);
  expect(pulse.ended).toBeNull();
  clock.advance(1);
  expect(pulse.ended).toBe('silent');
});

test('one that talks but never says hello is given up too', () => {
  const pulse = new PaperPulse();
  pulse.isGreeted = false;
  const { clock } = beating(pulse);
  for (let second = 0; second < 10; second++) {
    pulse.heardAtMs = clock.now();
    clock.advance(1_000);
  }
  expect(pulse.ended).toBe('never_greeted');
});

test('without connections no timer runs', () => {
  const pulse = new PaperPulse();
  const { clock, heartbeat } = beating(pulse);
  heartbeat.remove(pulse);
  clock.advance(2_000);
  expect(clock.pending).toBe(0);
  heartbeat.add(pulse);
  expect(clock.pending).toBe(1);
  heartbeat.stop();
  expect(clock.pending).toBe(0);
});
