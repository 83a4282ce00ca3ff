import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrawFrame } from '../../../../signaling/protocol/presentFrames.ts';
import { begin, DrawingRoom, line } from './drawingRoom.ts';
import { screen } from './inkRoom.ts';

let room: DrawingRoom;
beforeEach(() => {
  room = new DrawingRoom();
});
afterEach(() => room.close());

describe('a stroke of a viewer', () => {
  it('is shown to its author at once, and to everyone when the presenter has told of it', () => {
    room.draw('bob', begin(), { type: 'extend', points: [[3, 4]] });
    expect(room.strokes('bob')).toEqual([
      {
        author: room.member('bob').id,
        authorName: 'bob',
        stroke: 1,
        tool: 'pen',
        colour: 3,
        fades: false,
        points: [
          [1, 2],
          [3, 4],
        ],
        text: '',
        done: false,
        goneAtMs: null,
      },
    ]);
    expect(room.shown('ann')).toEqual([]);
    room.clock.run(100);
    expect(room.strokes('ann')).toEqual(room.strokes('bob'));
    expect(room.strokes('cem')).toEqual(room.strokes('bob'));
  });

  it('never goes away or shrinks at its author while it is told', () => {
    room.draw('bob', begin());
    let longest = 0;
    for (let step = 0; step < 60; step++) {
      if (step < 20) room.draw('bob', { type: 'extend', points: line(5, step * 5) });
      if (step === 20) room.draw('bob', { type: 'end' });
      room.clock.run(5);
      expect(room.strokes('bob')).toHaveLength(1);
      const length = room.strokes('bob')[0]?.points.length ?? 0;
      expect(length).toBeGreaterThanOrEqual(longest);
      longest = length;
    }
    expect(longest).toBe(101);
    expect(room.shownToAll()).toEqual(['b1']);
  });

  it('is sent in few frames, of at most 64 points each', () => {
    room.draw('bob', begin());
    for (let index = 0; index < 240; index++) {
      room.draw('bob', { type: 'extend', points: [[index, 0]] });
      room.clock.run(1_000 / 240);
    }
    room.draw('bob', { type: 'extend', points: line(64) }, { type: 'extend', points: line(64) });
    room.draw('bob', { type: 'end' });
    room.clock.run(500);
    const sent = room.frames('bob', 'ann', 'draw');
    expect(sent.length).toBeLessThan(60);
    expect(Math.max(...sent.map(({ points }) => points.length))).toBeLessThanOrEqual(64);
    expect(room.strokes('cem')[0]?.points).toHaveLength(1 + 240 + 128);
    expect(room.strokes('cem')[0]?.done).toBe(true);
  });

  it('has its author from the link it came over, and its name from the room', () => {
    room.present('bob', 'ann').send(JSON.stringify(drawFrame({ stroke: 1, done: true })));
    room.clock.run(100);
    expect(room.strokes('cem')).toMatchObject([
      { author: room.member('bob').id, authorName: 'bob' },
    ]);
  });

  it('that is an arrow or a rectangle only ends elsewhere', () => {
    for (const tool of ['arrow', 'rectangle'] as const) {
      room.draw('bob', begin({ tool }));
      for (const [x] of line(50)) room.draw('bob', { type: 'extend', points: [[x, x]] });
      room.draw('bob', { type: 'end' });
    }
    room.clock.run(200);
    for (const name of room.names()) {
      expect(room.strokes(name).map(({ points }) => points)).toEqual([
        [
          [1, 2],
          [49, 49],
        ],
        [
          [1, 2],
          [49, 49],
        ],
      ]);
    }
  });

  it('that is text is one clean line, and nothing when there is nothing to read', () => {
    room.draw('bob', begin({ tool: 'text', text: '  look \n\u0007 \u202ehere  ' }));
    room.draw('bob', begin({ tool: 'text', text: ' \n ' }));
    room.draw('bob', begin({ tool: 'text', text: `${'x'.repeat(199)}🙂` }));
    room.clock.run(200);
    for (const name of room.names()) {
      expect(room.strokes(name).map(({ text }) => text)).toEqual(['look here', 'x'.repeat(199)]);
      expect(room.strokes(name).every(({ done }) => done)).toBe(true);
    }
  });

  it('that is too long for one goes on in another', () => {
    room.draw('bob', begin());
    for (let count = 0; count < 70; count++) room.draw('bob', { type: 'extend', points: line(64) });
    room.draw('bob', { type: 'end' });
    room.clock.run(5_000);
    expect(room.shownToAll()).toEqual(['b1', 'b2']);
    const [first, second] = room.strokes('cem');
    expect(first?.points).toHaveLength(1 + 63 * 64);
    expect(second?.points).toHaveLength(1 + 7 * 64);
    expect(second?.points[0]).toEqual(first?.points.at(-1));
  });

  it('ends when its author begins another', () => {
    room.draw('bob', begin(), begin());
    room.clock.run(100);
    expect(room.strokes('cem').map(({ done }) => done)).toEqual([true, false]);
  });
});

describe('strokes', () => {
  it('of the presenter are told to all', () => {
    room.stroke('ann');
    room.clock.run(50);
    expect(room.shownToAll()).toEqual(['a1']);
  });

  it('are taken back by their author, the newest first', () => {
    room.stroke('bob');
    room.clock.run(100);
    room.stroke('ann');
    room.stroke('bob');
    room.clock.run(100);
    room.draw('bob', { type: 'undo' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['b1', 'a1']);
    room.draw('ann', { type: 'undo' });
    room.draw('bob', { type: 'undo' }, { type: 'undo' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
  });

  it('are taken back though they were not told yet', () => {
    room.stroke('bob');
    room.stroke('bob');
    room.draw('bob', { type: 'undo' });
    room.clock.run(200);
    expect(room.shownToAll()).toEqual(['b1']);
  });

  it('of one author are cleared by that author, and all by the presenter alone', () => {
    room.stroke('ann');
    room.stroke('bob');
    room.stroke('cem');
    room.clock.run(100);
    room.draw('bob', { type: 'clear', whose: 'all' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['a1', 'b1', 'c1']);
    expect(room.member('bob').refusals).toEqual([
      { share: room.share, of: 'clear', reason: 'not_allowed' },
    ]);
    room.draw('bob', { type: 'clear', whose: 'own' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['a1', 'c1']);
    room.draw('ann', { type: 'clear', whose: 'own' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['c1']);
    room.stroke('bob');
    room.draw('ann', { type: 'clear', whose: 'all' });
    room.clock.run(100);
    // Bob's last was on its way when all was cleared.
    expect(room.shownToAll()).toEqual(['b2']);
    room.draw('ann', { type: 'clear', whose: 'all' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
    expect(room.frames('ann', 'cem', 'ink').at(-1)).toMatchObject({ reset: true, strokes: [] });
  });

  it('that are being drawn are over when they are cleared', () => {
    room.draw('bob', begin());
    room.clock.run(100);
    room.draw('ann', { type: 'clear', whose: 'all' });
    room.draw('bob', { type: 'extend', points: line(10) });
    room.clock.run(100);
    room.draw('bob', { type: 'extend', points: line(10) }, { type: 'end' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
    expect(room.member('bob').refusals).toEqual([]);
    room.stroke('bob');
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['b2']);
  });

  it('that fade are gone about four seconds after they are done, without another word', () => {
    room.draw('bob', begin({ fades: true }));
    room.clock.run(5_000);
    expect(room.shownToAll()).toEqual(['b1']);
    room.draw('bob', { type: 'end' });
    room.clock.run(100);
    const told = room.sent('ann', 'cem').length;
    room.clock.run(3_800);
    expect(room.shownToAll()).toEqual(['b1']);
    const [own] = room.strokes('bob');
    expect(own?.goneAtMs).toBe(room.clock.now() + 100);
    room.clock.run(200);
    expect(room.shownToAll()).toEqual([]);
    expect(room.sent('ann', 'cem')).toHaveLength(told);
    expect(room.clock.waiting()).toBe(0);
  });
});

describe('a share whose picture shows ink by itself', () => {
  beforeEach(() => {
    room.live('ann', screen(room.share, { inkInPicture: true }));
    room.clock.run(100);
  });

  it('shows its viewers only their own newest strokes, until the picture does', () => {
    room.stroke('bob');
    room.stroke('cem');
    expect(room.shown('bob')).toEqual(['b1']);
    room.clock.run(40);
    expect(room.shown('ann')).toEqual(['b1', 'c1']);
    // Told after 40 ms; the picture takes 300 more, and 100 are spared.
    room.clock.run(390);
    expect(room.shown('bob')).toEqual(['b1']);
    expect(room.shown('cem')).toEqual(['c1']);
    room.clock.run(50);
    expect(room.shown('bob')).toEqual([]);
    expect(room.shown('cem')).toEqual([]);
    expect(room.shown('ann')).toEqual(['b1', 'c1']);
    expect(room.ink('bob').hasInk(room.share)).toBe(true);
    expect(room.clock.waiting()).toBe(0);
  });

  it('does not show a stroke any more that is taken back', () => {
    room.stroke('bob');
    room.clock.run(60);
    room.draw('bob', { type: 'undo' });
    room.clock.run(60);
    expect(room.shown('bob')).toEqual([]);
    room.stroke('bob');
    room.clock.run(60);
    room.draw('ann', { type: 'clear', whose: 'all' });
    room.clock.run(60);
    expect(room.shown('bob')).toEqual([]);
  });

  it('shows nobody a pointer but its presenter', () => {
    room.ink('bob').do(room.share, { type: 'point', at: [1, 1], colour: 0 });
    room.clock.run(50);
    expect(room.scene('ann', room.share).pointers).toHaveLength(1);
    expect(room.scene('bob', room.share).pointers).toEqual([]);
    expect(room.scene('cem', room.share).pointers).toEqual([]);
  });
});

describe('who looks at a scene', () => {
  it('is told of changes once for all that happened together, and finds the same object else', async () => {
    let told = 0;
    const stop = room.ink('ann').subscribe(room.share, () => (told += 1));
    room.stroke('ann');
    room.stroke('ann');
    expect(told).toBe(0);
    await Promise.resolve();
    expect(told).toBe(1);
    const scene = room.scene('ann', room.share);
    expect(room.scene('ann', room.share)).toBe(scene);
    stop();
    room.stroke('ann');
    await Promise.resolve();
    expect(told).toBe(1);
    expect(room.scene('ann', room.share)).not.toBe(scene);
  });

  it('is told when a share of ours has ink or none any more', async () => {
    room.stroke('bob');
    room.clock.run(100);
    await Promise.resolve();
    expect(room.member('ann').changes).toBe(1);
    expect(room.ink('ann').hasInk(room.share)).toBe(true);
    room.stroke('bob');
    room.clock.run(100);
    await Promise.resolve();
    expect(room.member('ann').changes).toBe(1);
    room.draw('ann', { type: 'clear', whose: 'all' });
    await Promise.resolve();
    expect(room.member('ann').changes).toBe(2);
    expect(room.ink('ann').hasInk(room.share)).toBe(false);
  });

  it('finds nothing and leaves no timer when the call is over', () => {
    room.stroke('bob', { fades: true });
    room.stroke('bob');
    room.draw('bob', begin());
    room.ink('bob').do(room.share, { type: 'point', at: [1, 1], colour: 0 });
    room.clock.run(30);
    room.close();
    room.clock.run(100);
    expect(room.clock.waiting()).toBe(0);
    for (const name of room.names()) expect(room.strokes(name)).toEqual([]);
  });
});

function drawFrame(fields: { readonly stroke: number; readonly done: boolean }): DrawFrame {
  return {
    type: 'draw',
    share: room.share,
    tool: 'pen',
    colour: 0,
    fades: false,
    from: 0,
    points: [[5, 5]],
    text: '',
    ...fields,
  };
}
