import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InkPoint } from '../../../../preload/contract/presenting.ts';
import type { PointFrame } from '../../../../signaling/protocol/presentFrames.ts';
import { InkRoom, screen, shareId } from './inkRoom.ts';

const share = shareId('of-ann');
let room: InkRoom;

beforeEach(() => {
  room = new InkRoom();
  room.join('ann', 'bob', 'cem');
  room.live('ann', screen(share));
  room.clock.run(100);
});
afterEach(() => room.close());

function point(name: string, at: InkPoint | null, on = share): void {
  room.ink(name).do(on, { type: 'point', at, colour: 2 });
}

function places(name: string, on = share): readonly InkPoint[] {
  return room.scene(name, on).pointers.map(({ at }) => at);
}

function frame(fields: Partial<PointFrame>): string {
  return JSON.stringify({ type: 'point', share, number: 1, at: [9, 9], colour: 1, ...fields });
}

/** Puts a frame into Cem's end as if Bob had sent it. */
function fromBob(fields: Partial<PointFrame>): void {
  room.pointer('cem', 'bob').inject(frame(fields));
}

describe('a pointer', () => {
  it('is seen by everyone, with its name, and by its own member at once', () => {
    point('bob', [4, 5]);
    expect(places('bob')).toEqual([[4, 5]]);
    room.clock.run(50);
    for (const name of room.names()) {
      expect(room.scene(name, share).pointers).toEqual([
        { member: room.member('bob').id, name: 'bob', colour: 2, at: [4, 5] },
      ]);
    }
    point('bob', null);
    room.clock.run(50);
    for (const name of room.names()) expect(places(name)).toEqual([]);
    room.clock.run(3_000);
    expect(room.clock.waiting()).toBe(0);
  });

  it('of the presenter is seen by its viewers', () => {
    point('ann', [1, 1]);
    room.clock.run(50);
    expect(places('cem')).toEqual([[1, 1]]);
  });

  it('is sent at most 60 times a second, and its last place always', () => {
    for (let index = 1; index <= 1_000; index++) {
      point('bob', [index, 0]);
      room.clock.run(1);
    }
    expect(room.pointer('bob', 'cem').sent.length).toBeGreaterThan(50);
    expect(room.pointer('bob', 'cem').sent.length).toBeLessThanOrEqual(60);
    room.clock.run(50);
    expect(places('cem')).toEqual([[1_000, 0]]);
    expect(room.sent('cem', 'bob').filter(({ type }) => type === 'refused')).toEqual([]);
  });

  it('is not put back by a frame that comes late', () => {
    fromBob({ number: 7, at: [7, 7] });
    fromBob({ number: 6, at: [6, 6] });
    fromBob({ number: 7, at: [1, 1] });
    expect(places('cem')).toEqual([[7, 7]]);
    fromBob({ number: 9, at: null });
    fromBob({ number: 8, at: [8, 8] });
    expect(places('cem')).toEqual([]);
  });

  it('is gone after three seconds of silence', () => {
    fromBob({ number: 1 });
    room.clock.run(2_900);
    expect(places('cem')).toEqual([[9, 9]]);
    fromBob({ number: 2 });
    room.clock.run(2_900);
    expect(places('cem')).toEqual([[9, 9]]);
    room.clock.run(200);
    expect(places('cem')).toEqual([]);
    expect(room.clock.waiting()).toBe(0);
  });

  it('that rests is not silent', () => {
    point('bob', [4, 5]);
    room.clock.run(20_000);
    expect(places('cem')).toEqual([[4, 5]]);
    expect(room.pointer('bob', 'cem').sent.length).toBeLessThan(30);
  });

  it('comes through though most of its frames are lost', () => {
    let count = 0;
    const lossy = new InkRoom({ fare: () => (count++ % 3 === 2 ? 10 : null) });
    lossy.join('ann', 'bob');
    lossy.live('ann', screen(share));
    lossy.clock.run(100);
    lossy.ink('bob').do(share, { type: 'point', at: [3, 3], colour: 0 });
    lossy.clock.run(2_500);
    expect(lossy.scene('ann', share).pointers).toHaveLength(1);
    lossy.close();
  });

  it('is at one place at a time', () => {
    const second = shareId('of-ann-2');
    room.live('ann', screen(share), screen(second, { lane: 'screenB' }));
    room.clock.run(50);
    point('bob', [1, 1]);
    room.clock.run(30);
    point('bob', [2, 2], second);
    point('bob', null);
    room.clock.run(50);
    for (const name of room.names()) {
      expect(places(name)).toEqual([]);
      expect(places(name, second)).toEqual([[2, 2]]);
    }
  });

  it('goes with its member', () => {
    point('bob', [1, 1]);
    room.clock.run(50);
    room.cut('bob', 'cem');
    expect(places('cem')).toEqual([]);
    expect(places('ann')).toEqual([[1, 1]]);
    room.connect('bob', 'cem');
    room.clock.run(1_200);
    expect(places('cem')).toEqual([[1, 1]]);
  });

  it('goes with its share, for good', () => {
    point('bob', [1, 1]);
    room.clock.run(50);
    room.live('ann');
    room.clock.run(50);
    for (const name of room.names()) expect(places(name)).toEqual([]);
    room.clock.run(5_000);
    room.live('ann', screen(share));
    room.clock.run(2_000);
    for (const name of room.names()) expect(places(name)).toEqual([]);
    expect(room.clock.waiting()).toBe(0);
  });

  it('goes when the presenter lets nobody point, but not the presenter’s own', () => {
    point('bob', [1, 1]);
    point('ann', [2, 2]);
    room.clock.run(50);
    room.live('ann', screen(share, { ink: 'nobody' }));
    room.clock.run(50);
    for (const name of room.names()) expect(places(name)).toEqual([[2, 2]]);
    point('bob', [3, 3]);
    point('bob', [4, 4]);
    room.clock.run(50);
    for (const name of room.names()) expect(places(name)).toEqual([[2, 2]]);
    expect(room.member('bob').refusals).toEqual([{ share, of: 'point', reason: 'not_allowed' }]);
    room.live('ann', screen(share, { ink: 'pointers' }));
    room.clock.run(50);
    expect(room.ink('bob').refusal(share)).toBeNull();
    point('bob', [5, 5]);
    room.clock.run(50);
    expect(places('cem')).toContainEqual([5, 5]);
  });
});

describe('a pointer that may not be', () => {
  it.each([
    ['not_live', shareId('nowhere')],
    ['not_allowed', share],
  ] as const)('is dropped, and refused (%s) at most once a second', (reason, on) => {
    room.live('ann', screen(share, { ink: 'nobody' }));
    room.clock.run(50);
    for (let number = 1; number <= 100; number++) {
      fromBob({ share: on, number });
      room.clock.run(20);
    }
    room.clock.run(50);
    expect(places('cem', on)).toEqual([]);
    const refused = room.sent('cem', 'bob').filter(({ type }) => type === 'refused');
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused.length).toBeLessThanOrEqual(3);
    expect(refused[0]).toEqual({ type: 'refused', of: 'point', share: on, stroke: null, reason });
    // Cem does not present it, so that this is no news for Bob.
    expect(room.member('bob').refusals).toEqual([]);
  });

  it('comes too often: the rest is dropped', () => {
    for (let number = 1; number <= 500; number++) fromBob({ number, at: [number, 0] });
    expect(places('cem')).toEqual([[60, 0]]);
    expect(room.sent('cem', 'bob').at(-1)).toMatchObject({ of: 'point', reason: 'too_much' });
    room.clock.run(1_000);
    fromBob({ number: 501, at: [501, 0] });
    expect(places('cem')).toEqual([[501, 0]]);
  });

  it.each([
    '',
    '{',
    new ArrayBuffer(4),
    frame({ number: 0 }),
    frame({ at: [65_536, 0] }),
    frame({ at: [0.5, 0] }),
    frame({ colour: 8 }),
    frame({}).replace('{', '{"more":1,'),
    frame({}) + ' '.repeat(1_024),
  ])('means nothing: %#', (data) => {
    room.pointer('cem', 'bob').inject(data);
    room.pointer('cem', 'bob').inject(data);
    expect(places('cem')).toEqual([]);
    expect(room.member('cem').logged).toEqual(['ink frame ignored']);
    expect(room.sent('cem', 'bob').filter(({ type }) => type === 'refused')).toEqual([]);
  });
});
