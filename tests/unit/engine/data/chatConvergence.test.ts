import { describe, expect, it } from 'vitest';
import { ChatRoom } from './chatRoom.ts';

const ROUNDS = 60;
const STEPS = 60;

/** Uniform in [0, 1); mulberry32, so that a failing round can be run again by its seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lets members talk while links die, come back and dawdle, and pages are loaded anew. */
function disturb(room: ChatRoom, random: () => number): readonly string[] {
  const posted: string[] = [];
  const pick = (): string => room.names()[Math.floor(random() * room.names().length)] ?? 'm0';
  for (let step = 0; step < STEPS; step++) {
    const [one, other] = [pick(), pick()];
    const dice = random();
    if (dice < 0.5) {
      const text = `${one} says ${posted.length}`;
      room.chat(one).post(text);
      posted.push(text);
    } else if (dice < 0.7) {
      if (one !== other) room.cut(one, other);
    } else if (dice < 0.9) {
      if (one !== other) room.connect(one, other);
    } else if (dice < 0.97) {
      room.reload(one);
    } else if (room.names().length < 5) {
      room.join(`m${room.names().length}`);
    }
    room.clock.run(random() < 0.3 ? random() * 3_000 : random() * 60);
  }
  return posted;
}

/** What each member shows, beside what it should: every message once, in the order of the first. */
function compareLogs(room: ChatRoom, posted: readonly string[]) {
  const [first = ''] = room.names();
  const truth = room.texts(first);
  return {
    shown: room.names().map((name) => room.texts(name)),
    expected: room.names().map(() => truth),
    messages: truth.toSorted(),
    posted: [...posted].toSorted(),
  };
}

describe('chat logs', () => {
  it('become the same everywhere, with nothing lost and nothing doubled, once all are linked', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const random = seeded(seed);
      const room = new ChatRoom(() => 5 + random() * 300);
      for (let index = 0; index < 3; index++) room.join(`m${index}`);
      room.connectAll();
      const posted = disturb(room, random);
      room.connectAll();
      room.clock.run(30_000);
      const { shown, expected, messages, posted: said } = compareLogs(room, posted);
      expect(messages, `seed ${seed}`).toEqual(said);
      expect(shown, `seed ${seed}`).toEqual(expected);
      const deliveries = new Set(room.names().flatMap((name) => room.deliveries(name)));
      deliveries.delete('delivered');
      expect([...deliveries], `seed ${seed}`).toEqual([]);
      room.close();
    }
  });

  it('become the same when some only know each other over others', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const random = seeded(seed * 7_919);
      const room = new ChatRoom(() => 5 + random() * 300);
      for (let index = 0; index < 4; index++) room.join(`m${index}`);
      const posted = disturb(room, random);
      const names = room.names();
      for (const [index, one] of names.entries()) {
        for (const other of names.slice(index + 1)) room.cut(one, other);
        const next = names[index + 1];
        if (next !== undefined) room.connect(one, next);
      }
      room.clock.run(60_000);
      const { shown, expected, messages, posted: said } = compareLogs(room, posted);
      expect(messages, `seed ${seed}`).toEqual(said);
      expect(shown, `seed ${seed}`).toEqual(expected);
      room.close();
    }
  });
});
