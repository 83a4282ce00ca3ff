import { describe, expect, test } from 'vitest';
import { Control } from '../../../../renderer/engine/peer/control.ts';
import type { StateFrame } from '../../../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { createManualClock } from '../../../support/engineClock.ts';

class Channel extends EventTarget {
  readyState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }
  says(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

const state = (microphone: boolean): StateFrame => ({
  type: 'state',
  name: DisplayName.parse('Anna'),
  microphone,
  camera: true,
  screens: [],
});

function open() {
  const channel = new Channel();
  const clock = createManualClock();
  const lifetime = new AbortController();
  const heard: StateFrame[] = [];
  const told: string[] = [];
  const control = new Control(channel as never, {
    clock,
    signal: lifetime.signal,
    log: () => undefined,
    onState: (next) => heard.push(next),
    onLeave: () => told.push('leave'),
    onClosed: () => told.push('closed'),
  });
  return { channel, clock, lifetime, heard, told, control };
}

describe('saying', () => {
  test('the newest state goes out when the channel opens', () => {
    const { channel, control } = open();
    control.say(state(true));
    control.say(state(false));
    expect(channel.sent).toEqual([]);
    channel.open();
    expect(channel.sent).toEqual([JSON.stringify(state(false))]);
  });

  test('of many changes at once the last one goes out, a little later', () => {
    const { channel, clock, control } = open();
    channel.open();
    for (let index = 0; index < 101; index++) control.say(state(index % 2 === 0));
    clock.pass(1_000);
    expect(channel.sent).toEqual([JSON.stringify(state(true)), JSON.stringify(state(true))]);
  });

  test('a nudge says it again, unless the last word has not left yet', () => {
    const { channel, control } = open();
    control.say(state(true));
    channel.open();
    control.nudge();
    expect(channel.sent).toHaveLength(2);
    channel.bufferedAmount = 1;
    control.nudge();
    expect(channel.sent).toHaveLength(2);
  });
});

describe('hearing', () => {
  test('states and goodbyes get through', () => {
    const { channel, heard, told } = open();
    channel.says(JSON.stringify(state(true)));
    channel.says('{"type":"leave"}');
    expect(heard).toEqual([state(true)]);
    expect(told).toEqual(['leave']);
  });

  test.each([
    ['no text', new ArrayBuffer(3)],
    ['no JSON', '{'],
    ['an unknown type', '{"type":"dance"}'],
    ['an unknown key', JSON.stringify({ ...state(true), more: 1 })],
    ['a key that is none', `{"__proto__":{},${JSON.stringify(state(true)).slice(1)}`],
    ['too much', JSON.stringify({ ...state(true), name: 'x'.repeat(10_000) })],
  ])('%s is dropped, and what follows is heard', (_what, data) => {
    const { channel, heard, told } = open();
    channel.says(data);
    channel.says(JSON.stringify(state(false)));
    expect(heard).toEqual([state(false)]);
    expect(told).toEqual([]);
  });

  test('of a flood about fifty a second are heard, and always the newest', () => {
    const { channel, clock, heard } = open();
    for (let index = 0; index < 5_000; index++) {
      channel.says(JSON.stringify(state(index === 4_999)));
      if (index % 5 === 0) clock.pass(1);
    }
    clock.pass(1_000);
    expect(heard.length).toBeGreaterThan(50);
    expect(heard.length).toBeLessThan(110);
    expect(heard.at(-1)?.microphone).toBe(true);
  });
});

describe('goodbye', () => {
  test('waits until it is on its way', async () => {
    const { channel, control } = open();
    channel.open();
    channel.bufferedAmount = 17;
    const left = control.leave();
    expect(channel.sent).toEqual(['{"type":"leave"}']);
    let done = false;
    void left.then(() => (done = true));
    await Promise.resolve();
    expect(done).toBe(false);
    channel.dispatchEvent(new Event('bufferedamountlow'));
    await left;
  });

  test('does not wait for a dead link longer than a quarter of a second', async () => {
    const { channel, clock, control } = open();
    channel.open();
    channel.bufferedAmount = 17;
    const left = control.leave();
    clock.pass(250);
    await left;
    expect(clock.waiting()).toBe(0);
  });

  test('is over at once where the channel never opened', async () => {
    const { control } = open();
    await control.leave();
  });
});

test('an aborted link hears and says nothing and leaves no timer', () => {
  const { channel, clock, lifetime, heard, told, control } = open();
  channel.open();
  control.say(state(true));
  control.say(state(false));
  for (let index = 0; index < 60; index++) channel.says(JSON.stringify(state(true)));
  const count = heard.length;
  lifetime.abort();
  expect(clock.waiting()).toBe(0);
  channel.says(JSON.stringify(state(true)));
  channel.dispatchEvent(new Event('close'));
  expect(heard).toHaveLength(count);
  expect(told).toEqual([]);
});
