import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChat, type Chat } from '../../renderer/engine/data/chat.ts';
import { HIGH_WATER_BYTES } from '../../renderer/engine/data/chatChannel.ts';
import { createChatStorage, type ChatStorage } from '../../renderer/engine/data/chatStorage.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { CHANNELS } from '../../signaling/protocol/lanes.ts';
import { createCountingClock, type CountingClock } from '../support/engineClock.ts';

let clock: CountingClock;
let connections: RTCPeerConnection[];
let life: AbortController;

beforeEach(() => {
  clock = createCountingClock();
  connections = [];
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  for (const connection of connections) connection.close();
  sessionStorage.clear();
  expectNoTimer();
});

function expectNoTimer(): void {
  expect(clock.waiting()).toBe(0);
}

function memberId(name: string): MemberId {
  return MemberId.parse(name.padEnd(22, '-'));
}

function member(name: string, signal: AbortSignal = life.signal, storage = stored(name)): Chat {
  const self = { id: memberId(name), name: DisplayName.parse(name) };
  return createChat({ self, clock, storage, signal });
}

function stored(name: string): ChatStorage {
  return createChatStorage(sessionStorage, `chat of ${name} `);
}

interface Line {
  readonly channels: readonly [RTCDataChannel, RTCDataChannel];
  cut(): void;
}

/** Connects two members over real connections in this page. */
async function connect(
  [name, chat]: readonly [string, Chat],
  [otherName, otherChat]: readonly [string, Chat],
): Promise<Line> {
  const one = new RTCPeerConnection();
  const other = new RTCPeerConnection();
  connections.push(one, other);
  const open = (connection: RTCPeerConnection): RTCDataChannel => {
    const { id, label } = CHANNELS.chat;
    return connection.createDataChannel(label, { negotiated: true, id });
  };
  const channels = [open(one), open(other)] as const;
  chat.attach(memberId(otherName), channels[0]);
  otherChat.attach(memberId(name), channels[1]);
  one.addEventListener(
    'icecandidate',
    ({ candidate }) => void other.addIceCandidate(candidate ?? undefined),
  );
  other.addEventListener(
    'icecandidate',
    ({ candidate }) => void one.addIceCandidate(candidate ?? undefined),
  );
  await one.setLocalDescription();
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  await other.setLocalDescription();
  await one.setRemoteDescription(other.localDescription ?? { type: 'answer' });
  return {
    channels,
    cut() {
      one.close();
      other.close();
      chat.detach(memberId(otherName));
      otherChat.detach(memberId(name));
    },
  };
}

function texts(chat: Chat): readonly string[] {
  return chat.lines().map(({ text }) => text);
}

/** Waits until a chat shows these texts. */
function untilTexts(chat: Chat, expected: readonly string[]): Promise<void> {
  return until(chat, () => JSON.stringify(texts(chat)) === JSON.stringify(expected));
}

function until(chat: Chat, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) return resolve();
    const stop = chat.subscribe(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}

describe('chat over real data channels', () => {
  it('goes both ways, with delivery', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    ann.present([memberId('bob')]);
    bob.present([memberId('ann')]);
    ann.post('before');
    expect(ann.lines()[0]?.delivery).toBe('sending');
    await connect(['ann', ann], ['bob', bob]);
    await untilTexts(bob, ['before']);
    bob.post('привіт 🙂');
    await untilTexts(ann, ['before', 'привіт 🙂']);
    await until(ann, () => ann.lines()[0]?.delivery === 'delivered');
    await until(bob, () => bob.lines()[1]?.delivery === 'delivered');
    expect(ann.lines()[1]).toMatchObject({ authorName: 'bob', own: false, delivery: null });
  });

  it('brings a long history to somebody who comes late, without filling the channel', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    for (let count = 0; count < 400; count++) ann.post(`${count} ${'x'.repeat(3_900)}`);
    let highest = 0;
    const send = RTCDataChannel.prototype.send;
    const spy = vi.spyOn(RTCDataChannel.prototype, 'send').mockImplementation(function measured(
      this: RTCDataChannel,
      data: Parameters<typeof send>[0],
    ) {
      send.call(this, data);
      highest = Math.max(highest, this.bufferedAmount);
    });
    await connect(['ann', ann], ['bob', bob]);
    await until(bob, () => bob.lines().length === 400);
    spy.mockRestore();
    expect(texts(bob)).toEqual(texts(ann));
    expect(highest).toBeGreaterThan(HIGH_WATER_BYTES / 2);
    expect(highest).toBeLessThan(HIGH_WATER_BYTES + 40 * 1024);
  });

  it('loses nothing when the connection dies and another takes its place', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    const line = await connect(['ann', ann], ['bob', bob]);
    ann.post('first');
    await untilTexts(bob, ['first']);
    ann.post('under way');
    bob.post('also under way');
    line.cut();
    ann.post('meanwhile');
    await connect(['ann', ann], ['bob', bob]);
    await until(ann, () => ann.lines().length === 4);
    await until(bob, () => bob.lines().length === 4);
    expect(texts(bob)).toEqual(texts(ann));
    expect(texts(ann).toSorted()).toEqual(['also under way', 'first', 'meanwhile', 'under way']);
  });

  it('passes over a third member, and tells a late joiner what a member wrote who has left', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    const line = await connect(['ann', ann], ['bob', bob]);
    ann.post('I must go');
    await untilTexts(bob, ['I must go']);
    line.cut();
    const cem = member('cem');
    await connect(['bob', bob], ['cem', cem]);
    await untilTexts(cem, ['I must go']);
    cem.post('too late');
    await untilTexts(bob, ['I must go', 'too late']);
    expect(texts(ann)).toEqual(['I must go']);
  });

  it('comes back after a reload with its own lines, and numbers new ones above', async () => {
    const before = new AbortController();
    const [old, bob] = [member('ann', before.signal), member('bob')];
    const line = await connect(['ann', old], ['bob', bob]);
    old.post('one');
    await untilTexts(bob, ['one']);
    bob.post('two');
    await untilTexts(old, ['one', 'two']);
    old.post('three');
    before.abort();
    line.cut();
    const ann = member('ann');
    expect(texts(ann)).toEqual(['one', 'two', 'three']);
    ann.post('four');
    await connect(['ann', ann], ['bob', bob]);
    await untilTexts(bob, ['one', 'two', 'three', 'four']);
    expect(new Set(bob.lines().map(({ key }) => key)).size).toBe(4);
  });

  it('takes no harm from a peer that sends rubbish, and still takes its messages', async () => {
    const bob = member('bob');
    const idle = member('ann', AbortSignal.abort());
    const { channels } = await connect(['ann', idle], ['bob', bob]);
    const [rogue] = channels;
    await vi.waitFor(() => expect(rogue.readyState).toBe('open'));
    rogue.send(new Uint8Array(1_000));
    rogue.send('x'.repeat(255 * 1024));
    for (let count = 0; count < 2_000; count++)
      rogue.send(`{"type":"messages","messages":[${count}]}`);
    const real = {
      author: memberId('ann'),
      authorName: 'ann',
      number: 1,
      clock: 1,
      sentAtMs: 0,
      text: 'real',
    };
    rogue.send(JSON.stringify({ type: 'messages', messages: [real] }));
    await untilTexts(bob, ['real']);
  });
});
