import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PictureWatch } from '../../../../renderer/engine/present/sharePicture.ts';
import { StillSender, type StillSource } from '../../../../renderer/engine/present/stillSender.ts';
import { MemberId, ShareId } from '../../../../signaling/protocol/ids.ts';
import { createManualClock, type ManualClock } from '../../../support/engineClock.ts';
import { FakeStillPipe } from './fakeStillPipe.ts';

const share = ShareId.parse('a'.repeat(22));
const anna = MemberId.parse('m'.repeat(22));
const bert = MemberId.parse('n'.repeat(22));

/** The watch that runs now, and what a test makes of it. */
class FakeWatch implements PictureWatch {
  changed = false;
  ended = false;
  #listener: (() => void) | null = null;

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  change(): void {
    this.changed = true;
    this.#listener?.();
  }

  end(): void {
    this.ended = true;
  }
}

let clock: ManualClock;
let life: AbortController;
let pipe: FakeStillPipe;
let sender: StillSender;
let thin: boolean;
let taken: number;
let watches: FakeWatch[];
let own: StillSource['list'];
let changes: number;
let png: Uint8Array<ArrayBuffer> | null;

beforeEach(() => {
  clock = createManualClock();
  life = new AbortController();
  pipe = new FakeStillPipe();
  thin = false;
  taken = 0;
  watches = [];
  changes = 0;
  png = new Uint8Array(10);
  own = [{ share, state: 'live', optimiseFor: 'text' }];
  sender = new StillSender({
    shares: {
      get list() {
        return own;
      },
      async still() {
        taken += 1;
        return Promise.resolve({ width: 2, height: 1, pixels: new Uint8Array(8) });
      },
      watch() {
        watches.at(-1)?.end();
        const watch = new FakeWatch();
        watches.push(watch);
        return watch;
      },
    },
    isThin: () => thin,
    clock,
    log: () => undefined,
    signal: life.signal,
    changed: () => (changes += 1),
    encode: async () => Promise.resolve(png),
  });
  sender.attach(anna, pipe.port());
});

afterEach(() => {
  life.abort();
  expect(clock.waiting()).toBe(0);
  expect(watches.every(({ ended, changed }) => ended || changed)).toBe(true);
});

/** Time passes in small steps, with what is promised in between. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    clock.pass(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('text on a thin link', () => {
  test('is sharpened once it has stood for two seconds', async () => {
    thin = true;
    await pass(2_000);
    expect(taken).toBe(0);
    await pass(700);
    expect(pipe.story()).toEqual(['picture a1', '10 bytes']);
    await pass(20_000);
    expect(taken).toBe(1);
  });

  test('is not while it moves', async () => {
    thin = true;
    for (let second = 0; second < 20; second += 1) {
      await pass(1_000);
      watches.at(-1)?.change();
    }
    expect(taken).toBe(0);
  });

  test('is sharpened by itself at most every five seconds', async () => {
    thin = true;
    await pass(3_000);
    expect(taken).toBe(1);
    watches.at(-1)?.change();
    expect(pipe.story()).toEqual(['picture a1', '10 bytes', 'over a1']);
    await pass(4_500);
    expect(taken).toBe(1);
    await pass(3_000);
    expect(taken).toBe(2);
  });

  test.each([
    ['the link is wide', () => (thin = false)],
    ['motion counts', () => (own = [{ share, state: 'live', optimiseFor: 'motion' }])],
    ['it is paused', () => (own = [{ share, state: 'paused', optimiseFor: 'text' }])],
    ['nobody is there', () => sender.detach(anna)],
  ])('is left alone when %s', async (_when, change) => {
    thin = true;
    change();
    await pass(10_000);
    expect([taken, watches]).toEqual([0, []]);
  });
});

describe('a still that was asked for', () => {
  test('is not made twice while it is out', async () => {
    sender.sharpen(share);
    sender.sharpen(share);
    await pass(100);
    expect(sender.wanted(anna, share)).toBeNull();
    await pass(100);
    expect(taken).toBe(1);
    expect(sender.stateOf(share)).toBe('shown');
  });

  test('comes from one member only so often, and from another all the same', () => {
    const answers = Array.from({ length: 5 }, () => sender.wanted(anna, share));
    expect(answers).toEqual([null, null, null, 'too_much', 'too_much']);
    expect(sender.wanted(bert, share)).toBeNull();
  });

  test('goes to one who comes later after a while, and not twice to one who has it', async () => {
    sender.sharpen(share);
    await pass(100);
    const late = new FakeStillPipe();
    sender.attach(bert, late.port());
    await pass(900);
    expect(late.sent).toEqual([]);
    await pass(200);
    expect(late.story()).toEqual(['picture a1', '10 bytes']);
    expect(pipe.story()).toEqual(['picture a1', '10 bytes']);
  });

  test('that failed says so for five seconds', async () => {
    png = null;
    sender.sharpen(share);
    await pass(4_900);
    expect(sender.stateOf(share)).toBe('failed');
    const before = changes;
    await pass(200);
    expect([sender.stateOf(share), changes]).toEqual(['none', before + 1]);
  });

  test('that failed may be asked for again, and is not forgotten then', async () => {
    png = null;
    sender.sharpen(share);
    await pass(3_000);
    png = new Uint8Array(10);
    sender.sharpen(share);
    await pass(4_000);
    expect(sender.stateOf(share)).toBe('shown');
  });

  test('that failed does not keep text from being sharpened by itself', async () => {
    thin = true;
    png = null;
    sender.sharpen(share);
    await pass(200);
    expect(sender.stateOf(share)).toBe('failed');
    png = new Uint8Array(10);
    await pass(3_000);
    expect(sender.stateOf(share)).toBe('shown');
  });

  test('is on its way as long as one member has not all of it', async () => {
    const other = ShareId.parse('b'.repeat(22));
    own = [...own, { share: other, state: 'live', optimiseFor: 'text' }];
    sender.sharpen(share);
    await pass(100);
    png = new Uint8Array(1_000_000);
    sender.sharpen(other);
    await pass(100);
    expect([sender.stateOf(share), sender.stateOf(other)]).toEqual(['shown', 'coming']);
    const before = changes;
    sender.detach(anna);
    expect([sender.stateOf(other), changes]).toEqual(['shown', before + 1]);
  });

  test('is over with its share', async () => {
    sender.sharpen(share);
    await pass(100);
    own = [];
    sender.sharesChanged();
    expect(pipe.story()).toEqual(['picture a1', '10 bytes', 'over a1']);
    expect(sender.stateOf(share)).toBeNull();
    expect(sender.wanted(anna, share)).toBe('not_live');
  });
});
