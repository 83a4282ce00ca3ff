import { describe, expect, it } from 'vitest';
import type { InkIntent, InkPoint } from '../../../preload/contract/presenting.ts';
import { InkHand, type HandClock } from '../../../renderer/views/watch/inkHand.ts';

class ManualClock implements HandClock {
  #nowMs = 1_000;
  #tasks: { readonly atMs: number; readonly task: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, task: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    const due = this.#tasks.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#tasks = this.#tasks.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { task } of due) task();
  }

  get waiting(): number {
    return this.#tasks.length;
  }
}

function stage() {
  const clock = new ManualClock();
  const sent: InkIntent[] = [];
  return { clock, sent, hand: new InkHand((intent) => sent.push(intent), clock) };
}

const pen = { tool: 'pen', colour: 3, fades: false } as const;

describe('pointing', () => {
  it('tells of the newest place at most sixty times a second', () => {
    const { clock, sent, hand } = stage();
    for (let ms = 0; ms < 1_000; ms++) {
      hand.point([ms, ms], 2);
      clock.pass(1);
    }
    expect(sent.length).toBeGreaterThan(50);
    expect(sent.length).toBeLessThanOrEqual(61);
    clock.pass(20);
    expect(sent.at(-1)).toEqual({ type: 'point', at: [999, 999], colour: 2 });
  });

  it('says at once, and once, that nobody points any more', () => {
    const { clock, sent, hand } = stage();
    hand.point([5, 5], 2);
    hand.point([6, 6], 2);
    hand.point(null, 2);
    hand.point(null, 2);
    clock.pass(100);
    expect(sent).toEqual([
      { type: 'point', at: [5, 5], colour: 2 },
      { type: 'point', at: null, colour: 2 },
    ]);
  });

  it('says nothing for a hand that rests', () => {
    const { clock, sent, hand } = stage();
    for (let times = 0; times < 5; times++) {
      hand.point([7, 7], 0);
      clock.pass(50);
    }
    expect(sent).toHaveLength(1);
  });
});

describe('a stroke', () => {
  it('arrives whole and in order, the rest of it before its end', () => {
    const { clock, sent, hand } = stage();
    hand.down(pen, [0, 0]);
    const drawn: InkPoint[] = [[0, 0]];
    for (let index = 1; index <= 500; index++) {
      hand.move([index, 2 * index]);
      drawn.push([index, 2 * index]);
      clock.pass(2);
    }
    hand.up();
    const points = sent.flatMap((intent) => {
      if (intent.type === 'begin') return [intent.at];
      return intent.type === 'extend' ? intent.points : [];
    });
    expect(points).toEqual(drawn);
    expect(sent.at(-1)).toEqual({ type: 'end' });
    // A second of drawing; the presenter takes sixty requests.
    expect(sent.length).toBeLessThan(60);
  });

  it('never has more points in one wish than a frame takes', () => {
    const { sent, hand } = stage();
    hand.down(pen, [0, 0]);
    for (let index = 1; index <= 1_000; index++) hand.move([index, 0]);
    hand.up();
    const lengths = sent.flatMap((intent) =>
      intent.type === 'extend' ? [intent.points.length] : [],
    );
    expect(Math.max(...lengths)).toBe(64);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(1_000);
  });

  it('of an arrow or a rectangle tells only where it ends', () => {
    const { clock, sent, hand } = stage();
    hand.down({ ...pen, tool: 'rectangle' }, [1, 1]);
    for (let index = 2; index < 30; index++) hand.move([index, index]);
    clock.pass(100);
    hand.up();
    const lengths = sent.flatMap((intent) =>
      intent.type === 'extend' ? [intent.points.length] : [],
    );
    expect(new Set(lengths)).toEqual(new Set([1]));
    expect(sent.at(-2)).toEqual({ type: 'extend', points: [[29, 29]] });
  });

  it('ends before another begins', () => {
    const { sent, hand } = stage();
    hand.down(pen, [0, 0]);
    hand.down(pen, [9, 9]);
    expect(sent.map(({ type }) => type)).toEqual(['begin', 'end', 'begin']);
  });
});

describe('a hand that lets go', () => {
  it('leaves no stroke open, no laser on and no timer running', () => {
    const { clock, sent, hand } = stage();
    hand.point([3, 3], 1);
    hand.down(pen, [0, 0]);
    hand.move([1, 1]);
    hand.move([2, 2]);
    hand.rest();
    expect(sent.slice(-3)).toEqual([
      {
        type: 'extend',
        points: [
          [1, 1],
          [2, 2],
        ],
      },
      { type: 'end' },
      { type: 'point', at: null, colour: 3 },
    ]);
    expect(clock.waiting).toBe(0);
    const told = sent.length;
    clock.pass(1_000);
    hand.rest();
    expect(sent).toHaveLength(told);
  });
});
