import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InkIntent } from '../../../../preload/contract/presenting.ts';
import type {
  DrawFrame,
  InkStrokePart,
  PresentFrame,
  RefusedFrame,
} from '../../../../signaling/protocol/presentFrames.ts';
import { memberId } from '../data/members.ts';
import { InkRoom, screen, shareId } from './inkRoom.ts';

const share = shareId('of-ann');
const nowhere = shareId('nowhere');
let room: InkRoom;

beforeEach(() => {
  room = new InkRoom();
  room.join('ann', 'bob', 'cem');
  room.live('ann', screen(share));
  room.clock.run(100);
});
afterEach(() => room.close());

const BEGIN: InkIntent = {
  type: 'begin',
  tool: 'pen',
  colour: 1,
  fades: false,
  at: [1, 1],
  text: '',
};

function draw(fields: Partial<DrawFrame> = {}): DrawFrame {
  return {
    type: 'draw',
    share,
    stroke: 1,
    tool: 'pen',
    colour: 1,
    fades: false,
    from: 0,
    points: [[1, 1]],
    text: '',
    done: true,
    ...fields,
  };
}

function part(fields: Partial<InkStrokePart> = {}): InkStrokePart {
  const { type: _type, share: _share, ...rest } = draw();
  return { ...rest, author: memberId('bob'), authorName: 'bob' as never, ...fields };
}

/** Puts a frame into somebody's end as if another had sent it. */
function put(from: string, to: string, data: unknown): void {
  room.present(to, from).inject(typeof data === 'object' ? JSON.stringify(data) : data);
}

function fromBob(fields: Partial<DrawFrame> = {}): void {
  put('bob', 'ann', draw(fields));
}

function refusals(from = 'ann', to = 'bob'): readonly RefusedFrame[] {
  return room.sent(from, to).filter((frame) => frame.type === 'refused');
}

function shown(name = 'ann', on = share): readonly string[] {
  return room.scene(name, on).strokes.map((one) => `${one.author.slice(0, 1)}${one.stroke}`);
}

describe('a presenter', () => {
  const requests: readonly Extract<PresentFrame, { readonly share: typeof share }>[] = [
    draw({ share: nowhere }),
    { type: 'undo', share: nowhere },
    { type: 'clear', share: nowhere },
    { type: 'still', share: nowhere },
    { type: 'watch', share: nowhere, width: 10, height: 10, delayMs: null },
  ];

  it.each(requests)(
    'refuses $type for a share that is not live, and changes nothing',
    (request) => {
      fromBob();
      const before = room.scene('ann', share);
      put('bob', 'ann', request);
      const stroke = request.type === 'draw' ? 1 : null;
      expect(refusals()).toEqual([
        { type: 'refused', of: request.type, share: nowhere, stroke, reason: 'not_live' },
      ]);
      expect(room.scene('ann', share)).toBe(before);
      expect(shown('ann', nowhere)).toEqual([]);
      expect(room.member('ann').watched).toEqual([]);
    },
  );

  it('refuses the same for a share of another, and for one that has ended', () => {
    room.live('cem', screen(nowhere));
    room.clock.run(50);
    fromBob({ share: nowhere });
    room.live('ann');
    fromBob();
    expect(refusals().map(({ reason }) => reason)).toEqual(['not_live', 'not_live']);
  });

  it('passes on who asks for a still, and the answer', () => {
    put('bob', 'ann', { type: 'still', share });
    expect(refusals()).toEqual([]);
    room.member('ann').still = 'failed';
    put('bob', 'ann', { type: 'still', share });
    expect(refusals()).toMatchObject([{ of: 'still', reason: 'failed', stroke: null }]);
  });

  it('passes on how it is watched', () => {
    room.ink('bob').watch(share, 1_279.6, -3, 100_000);
    room.ink('bob').watch(nowhere, 1, 1, null);
    room.clock.run(50);
    expect(room.member('ann').watched).toEqual([
      { viewer: memberId('bob'), type: 'watch', share, width: 1_280, height: 0, delayMs: 60_000 },
    ]);
  });

  it.each(['pointers', 'nobody'] as const)(
    'lets %s draw only itself, and keeps what stands',
    (ink) => {
      room.ink('bob').do(share, BEGIN);
      room.clock.run(100);
      room.live('ann', screen(share, { ink }));
      expect(room.scene('ann', share).strokes).toMatchObject([{ done: true }]);
      room.ink('bob').do(share, { type: 'extend', points: [[2, 2]] });
      room.clock.run(100);
      room.ink('bob').do(share, { type: 'extend', points: [[3, 3]] });
      room.ink('bob').do(share, BEGIN);
      room.ink('ann').do(share, BEGIN);
      room.clock.run(100);
      for (const name of room.names()) expect(shown(name)).toEqual(['b1', 'a1']);
      expect(room.scene('bob', share)).toEqual(room.scene('ann', share));
      expect(room.member('bob').refusals).toEqual([{ share, of: 'draw', reason: 'not_allowed' }]);
      expect(room.ink('bob').refusal(share)).toEqual(room.member('bob').refusals[0]);
      fromBob({ stroke: 9 });
      expect(refusals().at(-1)).toMatchObject({ of: 'draw', stroke: 9, reason: 'not_allowed' });
      room.ink('bob').do(share, { type: 'undo' });
      room.clock.run(100);
      for (const name of room.names()) expect(shown(name)).toEqual(['a1']);
    },
  );

  it('takes what a stroke is from its first part, and no part of one that is over', () => {
    fromBob({ done: false, colour: 1 });
    fromBob({ done: true, colour: 2, tool: 'arrow', fades: true, from: 1, points: [[2, 2]] });
    fromBob({ done: true, from: 2, points: [[3, 3]] });
    fromBob({ done: true, from: 0, points: [[4, 4]] });
    expect(room.scene('ann', share).strokes).toMatchObject([
      {
        colour: 1,
        tool: 'pen',
        fades: false,
        points: [
          [1, 1],
          [2, 2],
        ],
      },
    ]);
    expect(refusals()).toEqual([]);
  });

  it('ends a stroke at a gap in it, and refuses the rest once', () => {
    fromBob({ done: false });
    fromBob({ done: false, from: 2, points: [[3, 3]] });
    fromBob({ done: false, from: 3, points: [[4, 4]] });
    fromBob({ stroke: 2, from: 1 });
    expect(room.scene('ann', share).strokes).toMatchObject([{ points: [[1, 1]], done: true }]);
    expect(refusals()).toMatchObject([
      { of: 'draw', stroke: 1, reason: 'failed' },
      { of: 'draw', stroke: 2, reason: 'failed' },
    ]);
  });

  it('refuses text without anything to read', () => {
    fromBob({ tool: 'text', text: ' \u0000 ' });
    expect(shown()).toEqual([]);
    expect(refusals()).toMatchObject([{ of: 'draw', stroke: 1, reason: 'failed' }]);
  });

  it('keeps no more strokes of one author than it may', () => {
    for (let stroke = 1; stroke <= 260; stroke++) {
      fromBob({ stroke });
      room.clock.run(20);
    }
    expect(shown()).toHaveLength(256);
    expect(refusals()).toHaveLength(4);
    expect(refusals()[0]).toMatchObject({ stroke: 257, reason: 'too_much' });
  });

  it('keeps no more points of one stroke and of one author than it may', () => {
    const points = Array.from({ length: 64 }, (_, index): [number, number] => [index, index]);
    for (let stroke = 1; stroke <= 9; stroke++) {
      for (let from = 0; from < 4_096; from += 64) {
        fromBob({ stroke, from, points, done: false });
        room.clock.run(20);
      }
      fromBob({ stroke, from: 4_095, points: points.slice(0, 2), done: false });
    }
    const lengths = room.scene('ann', share).strokes.map((one) => one.points.length);
    expect(lengths).toEqual(Array.from({ length: 8 }, () => 4_096));
    expect(refusals().map(({ stroke }) => stroke)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(refusals().map(({ reason }) => reason))).toEqual(new Set(['too_much']));
  });

  it('takes no more than its rate from one member, and still from another', () => {
    for (let stroke = 1; stroke <= 1_000; stroke++) fromBob({ stroke });
    expect(shown()).toHaveLength(120);
    expect(refusals()[0]).toMatchObject({ of: 'draw', stroke: 121, reason: 'too_much' });
    // Who floods is not answered as often.
    expect(refusals()).toHaveLength(60);
    put('cem', 'ann', draw());
    expect(shown()).toHaveLength(121);
    room.clock.run(1_000);
    fromBob({ stroke: 1_001 });
    expect(shown()).toHaveLength(122);
  });

  it('lets a refused stroke disappear at its author, who is told', () => {
    for (let stroke = 1; stroke <= 256; stroke++) {
      fromBob({ stroke });
      room.clock.run(20);
    }
    room.clock.run(100);
    room.ink('bob').do(share, { type: 'undo' });
    room.clock.run(100);
    room.reload('bob');
    room.clock.run(200);
    for (const _ of [1, 2]) {
      room.ink('bob').do(share, BEGIN);
      room.ink('bob').do(share, { type: 'end' });
    }
    expect(shown('bob')).toHaveLength(257);
    room.clock.run(200);
    expect(shown('bob')).toHaveLength(256);
    expect(room.member('bob').refusals).toEqual([{ share, of: 'draw', reason: 'too_much' }]);
  });
});

describe('a viewer', () => {
  it('draws on nothing that is not live', () => {
    room.ink('bob').do(nowhere, BEGIN);
    room.ink('bob').do(nowhere, { type: 'extend', points: [[1, 1]] });
    room.ink('bob').askStill(nowhere);
    expect(room.member('bob').refusals).toEqual([
      { share: nowhere, of: 'draw', reason: 'not_live' },
      { share: nowhere, of: 'still', reason: 'not_live' },
    ]);
    expect(shown('bob', nowhere)).toEqual([]);
    expect(room.ink('bob').refusal(nowhere)).toBeNull();
  });

  it('is told why it gets no still', () => {
    room.member('ann').still = 'too_much';
    room.ink('bob').askStill(share);
    room.clock.run(50);
    room.cut('ann', 'bob');
    room.ink('bob').askStill(share);
    expect(room.member('bob').refusals).toEqual([
      { share, of: 'still', reason: 'too_much' },
      { share, of: 'still', reason: 'failed' },
    ]);
  });

  it('believes of a share only its presenter', () => {
    fromBob();
    room.clock.run(50);
    const before = room.scene('cem', share);
    put('bob', 'cem', { type: 'ink', share, reset: true, strokes: [part({ stroke: 5 })] });
    put('bob', 'cem', { type: 'erase', share, strokes: [{ author: memberId('bob'), stroke: 1 }] });
    put('bob', 'ann', { type: 'ink', share, reset: true, strokes: [] });
    put('bob', 'cem', {
      type: 'refused',
      of: 'draw',
      share,
      stroke: 1,
      reason: 'failed',
    });
    expect(room.scene('cem', share)).toBe(before);
    expect(shown('ann')).toEqual(['b1']);
    expect(room.member('cem').refusals).toEqual([]);
  });

  it('gives a share to nobody else who claims it', () => {
    fromBob();
    room.clock.run(50);
    room.live('bob', screen(share, { ink: 'nobody' }));
    room.clock.run(100);
    expect(shown('cem')).toEqual(['b1']);
    room.ink('cem').do(share, BEGIN);
    room.clock.run(100);
    expect(shown('ann')).toEqual(['b1', 'c1']);
  });

  it('keeps no more than bounds of what a presenter tells', () => {
    const points = Array.from({ length: 64 }, (_, index): [number, number] => [index, index]);
    for (let stroke = 1; stroke <= 3_968; stroke += 16) {
      const strokes = Array.from({ length: 16 }, (_, index) =>
        part({ stroke: stroke + index, points }),
      );
      put('ann', 'cem', { type: 'ink', share, reset: false, strokes });
    }
    expect(shown('cem')).toHaveLength(3_072);
    for (let from = 64; from < 8_192; from += 64) {
      const grown = part({ stroke: 1, author: memberId('dan'), from: from % 4_096, points });
      put('ann', 'cem', { type: 'ink', share, reset: false, strokes: [grown] });
    }
    expect(shown('cem')).toHaveLength(3_072);
  });

  it('keeps ink of no more than two shares that their owner has not stated', () => {
    const shares = ['one', 'two', 'three'].map((name) => shareId(name));
    for (const on of shares) {
      put('bob', 'cem', { type: 'ink', share: on, reset: true, strokes: [part()] });
    }
    room.live('bob', ...shares.map((on) => screen(on)));
    room.clock.run(10);
    room.member('cem').stated.set('bob', room.member('bob').own);
    room.ink('cem').sharesChanged();
    expect(shares.map((on) => shown('cem', on))).toEqual([[], ['b1'], ['b1']]);
  });
});

describe('a frame that means nothing', () => {
  it.each([
    new ArrayBuffer(8),
    '',
    'x',
    '[]',
    JSON.stringify({ type: 'other', share }),
    JSON.stringify(draw({ stroke: 0 })),
    JSON.stringify(draw({ points: [[-1, 0]] })),
    JSON.stringify(draw({ points: [[0, 65_536]] })),
    JSON.stringify(draw({ points: [[0, 1, 2] as never] })),
    JSON.stringify(draw({ points: Array.from({ length: 65 }, () => [0, 0] as const) as never })),
    JSON.stringify(draw({ text: 'x'.repeat(201) })),
    JSON.stringify({ ...draw(), author: memberId('cem') }),
    JSON.stringify(draw()).replace('{', '{"__proto__":{},'),
    JSON.stringify({ type: 'undo', share, stroke: 1 }),
    JSON.stringify({ type: 'clear', share, whose: 'all' }),
    JSON.stringify({ type: 'watch', share, width: -1, height: 1, delayMs: null }),
    JSON.stringify(draw()) + ' '.repeat(64 * 1024),
  ])('is ignored and told of once: %#', (data) => {
    room.present('ann', 'bob').inject(data);
    room.present('ann', 'bob').inject(data);
    expect(shown()).toEqual([]);
    expect(refusals()).toEqual([]);
    expect(room.member('ann').logged).toEqual(['ink frame ignored']);
    fromBob();
    expect(shown()).toEqual(['b1']);
  });
});
