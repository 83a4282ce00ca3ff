import { beforeEach, describe, expect, it } from 'vitest';
import { ChatChannel, HIGH_WATER_BYTES } from '../../../../renderer/engine/data/chatChannel.ts';
import { ChatLog } from '../../../../renderer/engine/data/chatLog.ts';
import { ChatFrame } from '../../../../signaling/protocol/channelFrames.ts';
import type { MemberId } from '../../../../signaling/protocol/ids.ts';
import { ManualClock } from '../media/manualClock.ts';
import { fakePipes, type FakePipe } from './fakePipe.ts';
import { memberId, message } from './members.ts';

const ann = memberId('ann');
const bob = memberId('bob');
const cem = memberId('cem');

interface End {
  readonly log: ChatLog;
  readonly pipe: FakePipe;
  readonly channel: ChatChannel;
  taken: number;
  confirmations: number;
}

let clock: ManualClock;
beforeEach(() => {
  clock = new ManualClock();
});

function end(self: MemberId, member: MemberId, pipe: FakePipe, relayRank = 0): End {
  const log = new ChatLog(self);
  const state = { taken: 0, confirmations: 0 };
  const channel = new ChatChannel({
    self,
    member,
    pipe: pipe.port(),
    log,
    clock,
    relayRank: () => relayRank,
    onTaken() {
      state.taken += 1;
      channel.grew();
    },
    onConfirmed: () => void (state.confirmations += 1),
  });
  return Object.assign(state, { log, pipe, channel });
}

/** Ann's and Bob's ends of one channel, which is open when `open` was called. */
function pair(latencyMs?: () => number): { ann: End; bob: End; open(): void } {
  const [one, other] = fakePipes(clock, latencyMs);
  return {
    ann: end(ann, bob, one),
    bob: end(bob, ann, other),
    open() {
      one.open();
      other.open();
    },
  };
}

function post(at: End, text: string): void {
  at.log.post({ authorName: message(ann, 1).authorName, sentAtMs: 0, text });
  at.channel.grew();
}

function texts(at: End): readonly string[] {
  return at.log.messages().map(({ text }) => text);
}

/** What was sent over an end, parsed. */
function frames(at: End, type: 'messages' | 'have') {
  return at.pipe.sent
    .map((text) => ChatFrame.parse(JSON.parse(text)))
    .filter((frame) => frame.type === type);
}

/** Messages that an end sent, as `AUTHOR NUMBER`. */
function sentMessages(at: End): readonly string[] {
  return frames(at, 'messages').flatMap((frame) =>
    frame.type === 'messages'
      ? frame.messages.map(({ author, number }) => `${author.replace(/-+$/, '')} ${number}`)
      : [],
  );
}

function have(...authors: readonly (readonly [MemberId, number])[]): string {
  return JSON.stringify({
    type: 'have',
    authors: authors.map(([author, number]) => ({ author, number })),
  });
}

function messages(...sent: readonly ReturnType<typeof message>[]): string {
  return JSON.stringify({ type: 'messages', messages: sent });
}

describe('a chat channel', () => {
  it('sends a message at once and has it confirmed', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    clock.run(50);
    post(a, 'hello');
    expect(a.channel.confirmed()).toBe(0);
    clock.run(10);
    expect(texts(b)).toEqual(['hello']);
    clock.run(110);
    expect(a.channel.confirmed()).toBe(1);
  });

  it('brings both up to date when it opens, in order and in batches', () => {
    const { ann: a, bob: b, open } = pair();
    for (let count = 0; count < 40; count++) post(a, `a${count}`);
    post(b, 'b0');
    open();
    clock.run(1_000);
    expect(texts(b)).toEqual(texts(a));
    expect(texts(b)).toHaveLength(41);
    const sizes = frames(a, 'messages').map((frame) =>
      frame.type === 'messages' ? frame.messages.length : 0,
    );
    expect(sizes).toEqual([16, 16, 8]);
  });

  it('sends nothing before it knows what the other has', () => {
    const [one] = fakePipes(clock);
    const a = end(ann, bob, one);
    one.open();
    post(a, 'early');
    clock.run(5_000);
    expect(frames(a, 'messages')).toEqual([]);
    one.inject(have());
    expect(sentMessages(a)).toEqual(['ann 1']);
  });

  it('confirms many messages with few frames', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    clock.run(50);
    for (let count = 0; count < 50; count++) post(a, `a${count}`);
    clock.run(1_000);
    expect(a.channel.confirmed()).toBe(50);
    expect(frames(b, 'have').length).toBeLessThanOrEqual(3);
  });

  it('does not confirm its own messages', () => {
    const { ann: a, open } = pair();
    open();
    for (let count = 0; count < 10; count++) {
      post(a, `a${count}`);
      clock.run(500);
    }
    expect(frames(a, 'have').length).toBeLessThanOrEqual(2);
  });

  it('is quiet when there is nothing to say', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    post(a, 'x');
    clock.run(2_000);
    const count = a.pipe.sent.length + b.pipe.sent.length;
    clock.run(60_000);
    expect(a.pipe.sent.length + b.pipe.sent.length).toBe(count);
    expect(clock.waiting()).toBe(0);
  });

  it('gives back at once what the other wrote itself and lost', () => {
    const { ann: a, bob: b, open } = pair();
    for (const number of [1, 2]) a.log.take(message(bob, number));
    open();
    clock.run(30);
    expect(texts(b)).toEqual(['bob 1', 'bob 2']);
  });

  it('leaves what third members wrote to them for a second, and relays what is still lacking', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    clock.run(200);
    a.log.take(message(cem, 1));
    a.channel.grew();
    clock.run(900);
    expect(sentMessages(a)).toEqual([]);
    clock.run(200);
    expect(texts(b)).toEqual(['cem 1']);
  });

  it('relays each message only after its own delay', () => {
    const { ann: a, open } = pair();
    open();
    a.log.take(message(cem, 1));
    a.channel.grew();
    clock.run(2_000);
    expect(sentMessages(a)).toEqual(['cem 1']);
    a.log.take(message(cem, 2));
    a.channel.grew();
    clock.run(900);
    expect(sentMessages(a)).toEqual(['cem 1']);
    clock.run(200);
    expect(sentMessages(a)).toEqual(['cem 1', 'cem 2']);
  });

  it('relays nothing that the other got from its author', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    clock.run(200);
    for (const at of [a, b]) {
      at.log.take(message(cem, 1));
      at.channel.grew();
    }
    clock.run(10_000);
    expect(sentMessages(a)).toEqual([]);
    expect(sentMessages(b)).toEqual([]);
  });

  it('tells a late joiner at once what members wrote who have left, one relaying after the other', () => {
    const [one] = fakePipes(clock);
    const [other] = fakePipes(clock);
    const first = end(ann, bob, one, 0);
    const second = end(ann, bob, other, 1);
    for (const at of [first, second]) {
      at.log.take(message(cem, 1));
      at.pipe.open();
      at.pipe.inject(have());
    }
    clock.run(0);
    expect(sentMessages(first)).toEqual(['cem 1']);
    expect(sentMessages(second)).toEqual([]);
    other.inject(have([cem, 1]));
    clock.run(5_000);
    expect(sentMessages(second)).toEqual([]);
  });

  it('does not send again what the other does not take', () => {
    const [one] = fakePipes(clock);
    const a = end(ann, bob, one);
    a.log.take(message(cem, 1));
    post(a, 'x');
    one.open();
    one.inject(have());
    clock.run(1_000);
    for (let times = 0; times < 10; times++) {
      one.inject(have());
      clock.run(2_000);
    }
    expect(sentMessages(a)).toEqual(['ann 1', 'cem 1']);
  });

  it('sends its messages though somebody claims to have more of them than there are', () => {
    const [one] = fakePipes(clock);
    const a = end(ann, bob, one);
    post(a, 'x');
    one.open();
    one.inject(have([ann, 1_000_000]));
    expect(sentMessages(a)).toEqual(['ann 1']);
    expect(a.channel.confirmed()).toBe(0);
  });

  it('fills the channel no further than its water mark, and goes on when it has drained', () => {
    const { ann: a, bob: b, open } = pair();
    for (let count = 0; count < 400; count++) post(a, `${count} ${'x'.repeat(3_000)}`);
    open();
    clock.run(30_000);
    expect(texts(b)).toEqual(texts(a));
    expect(a.pipe.highestBuffered).toBeGreaterThan(HIGH_WATER_BYTES / 2);
    expect(a.pipe.highestBuffered).toBeLessThan(HIGH_WATER_BYTES + 40 * 1024);
  });

  it('goes on when the channel has drained though the other end has not said a word', () => {
    const [one] = fakePipes(clock);
    const a = end(ann, bob, one);
    for (let count = 0; count < 100; count++) post(a, `${count} ${'x'.repeat(3_000)}`);
    one.open();
    one.inject(have());
    expect(sentMessages(a).length).toBeLessThan(60);
    clock.run(10_000);
    expect(sentMessages(a)).toHaveLength(100);
  });

  it('keeps frames below what channels take, whatever the texts', () => {
    const { ann: a, open } = pair();
    for (let count = 0; count < 40; count++) post(a, '\u0001'.repeat(4_000));
    open();
    clock.run(5_000);
    const lengths = frames(a, 'messages').map((frame) => JSON.stringify(frame).length);
    expect(lengths.length).toBe(40);
    expect(Math.max(...lengths)).toBeLessThan(64 * 1024);
  });

  it('lives on when the channel closes under it', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    clock.run(50);
    a.pipe.send = () => {
      throw new DOMException('', 'OperationError');
    };
    post(a, 'x');
    a.pipe.readyState = 'closed';
    post(a, 'y');
    clock.run(5_000);
    expect(texts(b)).toEqual([]);
  });

  it('leaves no timer and hears nothing when closed', () => {
    const { ann: a, bob: b, open } = pair();
    open();
    post(a, 'x');
    a.log.take(message(cem, 1));
    a.channel.grew();
    clock.run(1);
    a.channel.close();
    b.channel.close();
    clock.run(20);
    expect(clock.waiting()).toBe(0);
    a.pipe.inject(messages(message(bob, 1)));
    expect(a.taken).toBe(0);
  });
});

describe('a chat channel under attack', () => {
  let a: End;
  beforeEach(() => {
    const [one] = fakePipes(clock);
    a = end(ann, bob, one);
    one.open();
  });

  it.each([
    new ArrayBuffer(8),
    null,
    '',
    'x',
    '[]',
    '{"type":"other"}',
    '{"type":"messages","messages":[]}',
    JSON.stringify({ type: 'messages', messages: [{ ...message(bob, 1), number: 0 }] }),
    JSON.stringify({
      type: 'messages',
      messages: [{ ...message(bob, 1), text: 'x'.repeat(4_001) }],
    }),
    JSON.stringify({ type: 'messages', messages: [{ ...message(bob, 1), extra: 1 }] }),
    messages(message(bob, 1)).replace('{"author"', '{"__proto__":{},"author"'),
    JSON.stringify({
      type: 'messages',
      messages: Array.from({ length: 17 }, (_, n) => message(bob, n + 1)),
    }),
    messages(message(bob, 1)) + ' '.repeat(256 * 1024),
  ])('drops frame %#', (data) => {
    a.pipe.inject(data);
    expect(texts(a)).toEqual([]);
    a.pipe.inject(messages(message(bob, 1)));
    expect(texts(a)).toEqual(['bob 1']);
  });

  it('takes a whole history at once and a flood at its own pace, and loses nothing', () => {
    for (let number = 1; number <= 4_000; number++) a.pipe.inject(messages(message(bob, number)));
    expect(a.log.lastOf(bob)).toBe(2_500);
    clock.run(60_000);
    expect(a.log.lastOf(bob)).toBe(4_000);
    expect(texts(a)).toHaveLength(2_000);
  });

  it('keeps no more of a flood than it can take in a while', () => {
    for (let number = 1; number <= 20_000; number++) a.pipe.inject(messages(message(bob, number)));
    clock.run(200_000);
    expect(a.log.lastOf(bob)).toBe(4_500);
  });

  it('spends nothing of the rate on what it knows', () => {
    for (let times = 0; times < 10_000; times++) a.pipe.inject(messages(message(bob, 1)));
    a.pipe.inject(messages(message(bob, 2)));
    expect(a.log.lastOf(bob)).toBe(2);
  });

  it('heeds only the newest of many claims', () => {
    post(a, 'x');
    for (let times = 0; times < 1_000; times++) a.pipe.inject(have([ann, times % 2]));
    expect(sentMessages(a)).toEqual(['ann 1']);
    clock.run(1_000);
    expect(a.channel.confirmed()).toBe(1);
    expect(a.confirmations).toBe(2);
    expect(clock.waiting()).toBe(0);
  });
});
