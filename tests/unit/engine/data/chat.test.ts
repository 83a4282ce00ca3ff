import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../../renderer/engine/data/chat.ts';
import { ChatRoom } from './chatRoom.ts';
import { fakePipes } from './fakePipe.ts';
import { memoryStorage } from './memoryStorage.ts';
import { memberId, message } from './members.ts';

let room: ChatRoom;

beforeEach(() => {
  room = new ChatRoom();
});

afterEach(() => {
  room.close();
  // Frames on their way arrive nowhere.
  room.clock.run(1_000);
  expectNoTimer();
});

function expectNoTimer(): void {
  expect(room.clock.waiting()).toBe(0);
}

function fill(...names: readonly string[]): void {
  for (const name of names) room.join(name);
  room.connectAll();
  room.clock.run(1_000);
}

describe('chat', () => {
  it('shows everybody the same lines with sender, time and text', () => {
    fill('ann', 'bob', 'cem');
    room.chat('ann').post('hello');
    room.clock.run(500);
    room.chat('bob').post('hi');
    room.clock.run(500);
    for (const name of room.names()) expect(room.texts(name)).toEqual(['hello', 'hi']);
    expect(room.chat('cem').lines()[0]).toEqual({
      key: `${memberId('ann')}:1`,
      author: memberId('ann'),
      authorName: memberId('ann'),
      own: false,
      sentAtMs: room.clock.now() - 1_000,
      text: 'hello',
      delivery: null,
    });
  });

  it('trims, posts nothing for nothing, and several messages for a long text', () => {
    fill('ann');
    room.chat('ann').post('  ');
    expect(room.chat('ann').lines()).toEqual([]);
    room.chat('ann').post(` a ${'b'.repeat(4_500)} `);
    expect(room.texts('ann').map((text) => text.length)).toEqual([1, 4_000, 500]);
  });

  it('waits with a message until somebody comes, and then delivers it', () => {
    fill('ann');
    room.chat('ann').post('anybody?');
    expect(room.deliveries('ann')).toEqual(['sending']);
    fill('bob');
    expect(room.texts('bob')).toEqual(['anybody?']);
    expect(room.deliveries('ann')).toEqual(['delivered']);
  });

  it('tells how far a message came', () => {
    fill('ann', 'bob', 'cem');
    room.cut('ann', 'cem');
    room.cut('bob', 'cem');
    room.chat('ann').post('x');
    expect(room.deliveries('ann')).toEqual(['sending']);
    room.clock.run(1_000);
    expect(room.deliveries('ann')).toEqual(['partial']);
    room.connectAll();
    room.clock.run(1_000);
    expect(room.deliveries('ann')).toEqual(['delivered']);
  });

  it('keeps a message delivered when those who had it leave', () => {
    fill('ann', 'bob');
    room.chat('ann').post('x');
    room.clock.run(1_000);
    room.leave('bob');
    expect(room.deliveries('ann')).toEqual(['delivered']);
    room.join('cem');
    expect(room.deliveries('ann')).toEqual(['partial']);
  });

  it('tells a late joiner what was said before, also by people who have left', () => {
    fill('ann', 'bob');
    room.chat('bob').post('I must go');
    room.clock.run(500);
    room.chat('ann').post('bye');
    room.clock.run(500);
    room.leave('bob');
    room.join('cem');
    room.connectAll();
    room.clock.run(500);
    expect(room.texts('cem')).toEqual(['I must go', 'bye']);
  });

  it('brings a message over a third member when its own link is down', () => {
    fill('ann', 'bob', 'cem');
    room.cut('ann', 'cem');
    room.chat('ann').post('over bob');
    room.clock.run(2_500);
    expect(room.texts('cem')).toEqual(['over bob']);
  });

  it('loses nothing when a link dies with messages under way', () => {
    fill('ann', 'bob');
    for (let count = 0; count < 100; count++) room.chat('ann').post(`line ${count}`);
    room.clock.run(5);
    room.cut('ann', 'bob');
    room.chat('ann').post('during');
    room.connect('ann', 'bob');
    room.clock.run(2_000);
    expect(room.texts('bob')).toEqual(room.texts('ann'));
    expect(room.texts('bob')).toHaveLength(101);
  });

  it('comes back from a reload with everything, even alone', () => {
    fill('ann');
    room.chat('ann').post('one');
    room.reload('ann');
    expect(room.texts('ann')).toEqual(['one']);
    room.chat('ann').post('two');
    fill('bob');
    expect(room.texts('bob')).toEqual(['one', 'two']);
  });

  it('comes back from a reload with what others had just written', () => {
    fill('ann', 'bob');
    room.chat('bob').post('just now');
    room.clock.run(100);
    room.reload('ann');
    expect(room.texts('ann')).toEqual(['just now']);
  });

  it('keeps what was posted between a reload and the first link', () => {
    fill('ann', 'bob');
    room.chat('ann').post('one');
    room.clock.run(500);
    room.reload('ann');
    room.chat('ann').post('two');
    room.connectAll();
    room.clock.run(1_000);
    expect(room.texts('bob')).toEqual(['one', 'two']);
    expect(room.texts('ann')).toEqual(['one', 'two']);
  });

  it('learns its own messages from the others after a reload that lost its storage', () => {
    fill('ann', 'bob');
    room.chat('ann').post('one');
    room.clock.run(500);
    room.reload('ann', { forgets: true });
    expect(room.texts('ann')).toEqual([]);
    room.connectAll();
    room.clock.run(500);
    room.chat('ann').post('two');
    room.clock.run(500);
    expect(room.texts('ann')).toEqual(['one', 'two']);
    expect(room.texts('bob')).toEqual(['one', 'two']);
    expect(room.deliveries('ann')).toEqual(['delivered', 'delivered']);
  });

  it('tells its listeners of a burst once, and leaves lines that are the same as they are', () => {
    fill('ann', 'bob');
    room.chat('bob').post('first');
    room.clock.run(500);
    const [first] = room.chat('ann').lines();
    let told = 0;
    const stop = room.chat('ann').subscribe(() => (told += 1));
    for (let count = 0; count < 30; count++) room.chat('bob').post(`line ${count}`);
    room.clock.run(50);
    expect(told).toBe(1);
    expect(room.chat('ann').lines()).toHaveLength(31);
    expect(room.chat('ann').lines()[0]).toBe(first);
    stop();
    room.chat('bob').post('more');
    room.clock.run(500);
    expect(told).toBe(1);
  });

  it('goes over to the newest channel of a member', () => {
    fill('ann');
    const [before] = fakePipes(room.clock);
    const [after] = fakePipes(room.clock);
    const [bob, cem] = [memberId('bob'), memberId('cem')];
    for (const pipe of [before, after]) {
      pipe.open();
      room.chat('ann').attach(bob, pipe.port());
    }
    before.inject(JSON.stringify({ type: 'messages', messages: [message(bob, 1)] }));
    expect(room.texts('ann')).toEqual([]);
    after.inject(JSON.stringify({ type: 'messages', messages: [message(cem, 1)] }));
    expect(room.texts('ann')).toEqual(['cem 1']);
  });

  it('writes a message down before anybody can have it', () => {
    const [pipe] = fakePipes(room.clock);
    const [ann, bob] = [memberId('ann'), memberId('bob')];
    const sentWhenKept: number[] = [];
    const storage = memoryStorage();
    const add = storage.add;
    storage.add = (entry) => {
      sentWhenKept.push(pipe.sent.length);
      add(entry);
    };
    const life = new AbortController();
    const self = { id: ann, name: message(ann, 1).authorName };
    const chat = createChat({ self, clock: room.clock, storage, signal: life.signal });
    pipe.open();
    chat.attach(bob, pipe.port());
    pipe.inject(JSON.stringify({ type: 'have', authors: [] }));
    const before = pipe.sent.length;
    chat.post('x');
    expect(pipe.sent.length).toBe(before + 1);
    expect(sentWhenKept.at(-1)).toBe(before);
    life.abort();
  });
});
