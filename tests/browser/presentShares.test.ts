import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Region } from '../../preload/contract/presenting.ts';
import { createRegionTrack } from '../../renderer/engine/present/regionTrack.ts';
import { Shares, type ShareRequest } from '../../renderer/engine/present/shares.ts';
import { createCountingClock, type CountingClock } from '../support/engineClock.ts';
import { FrameReader, frameOf, isAbout, pixelAt, Wire } from '../support/engineFrames.ts';
import { eventually } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';
import { PaintedScreen, PaintedScreens } from '../support/engineScreens.ts';

const RED = [220, 30, 30];
const GREEN = [30, 200, 30];
const BLUE = [40, 40, 230];
const css = (colour: readonly number[]): string => `rgb(${colour.join(' ')})`;

let life: AbortController;
let clock: CountingClock;
let screens: PaintedScreens;
let shares: Shares;
let changes: number;
const closing: (() => void)[] = [];

beforeEach(() => {
  life = new AbortController();
  clock = createCountingClock();
  screens = new PaintedScreens();
  screens.screens.set('one', new PaintedScreen(320, 180, css(RED)));
  screens.screens.set('two', new PaintedScreen(320, 180, css(BLUE)));
  changes = 0;
  shares = new Shares({
    screen: screens,
    clock,
    random: seededRandom(11),
    log: () => undefined,
    signal: life.signal,
    changed: () => (changes += 1),
  });
});

afterEach(() => {
  for (const close of closing.splice(0)) close();
  life.abort();
  vi.unstubAllGlobals();
  expect(shares.list).toEqual([]);
  expect(screens.captures.map(({ released }) => released > 0)).toEqual(
    screens.captures.map(() => true),
  );
  expect(clock.waiting()).toBe(0);
});

function screen(name: string): PaintedScreen {
  const found = screens.screens.get(name);
  if (found === undefined) throw new Error('no such screen');
  return found;
}

function request(source: string, more: Partial<ShareRequest> = {}): ShareRequest {
  return { source, region: null, sound: false, optimiseFor: 'text', replaces: null, ...more };
}

function sent(lane: 'screenA' | 'screenB' = 'screenA'): MediaStreamTrack {
  const track = shares.video(lane);
  if (track === null) throw new Error(`nothing on ${lane}`);
  return track;
}

function shareOn(lane: 'screenA' | 'screenB'): NonNullable<ShareRequest['replaces']> {
  const found = shares.list.find((share) => share.lane === lane);
  if (found === undefined) throw new Error(`nothing on ${lane}`);
  return found.share;
}

/** The small picture's own ceiling takes the place of the usual one with its first frame. */
async function pictureKnown(): Promise<void> {
  await eventually('picture', () => shares.sending('screenA')?.maxBitrate === 2_000_000);
}

/** Something in a corner moves, as a capturer's frames come on without end. */
function keepMoving(name: string): void {
  const { context } = screen(name);
  let step = 0;
  const timer = setInterval(() => {
    step += 1;
    context.fillStyle = step % 2 === 0 ? 'black' : 'white';
    context.fillRect(0, 0, 8, 8);
  }, 50);
  closing.push(() => clearInterval(timer));
}

function read(track: MediaStreamTrack): FrameReader {
  const reader = new FrameReader(track);
  closing.push(() => reader.close());
  return reader;
}

async function connect(track: MediaStreamTrack): Promise<Wire> {
  const wire = await Wire.to(track);
  closing.push(() => wire.close());
  return wire;
}

describe('a pause', () => {
  test('keeps the exact picture of a screen that stands still, whatever is shown after it', async () => {
    screen('one').fillWithNoise(seededRandom(3));
    await shares.start(request('one'));
    const before = await frameOf(sent());
    // No new frames come from here on.
    await pictureKnown();
    shares.pause(shareOn('screenA'), true);
    expect(shares.liveScreens[0]?.state).toBe('paused');
    const frozen = read(sent());
    screen('one').fill(css(GREEN));
    const first = await frozen.next();
    expect(first.rgba).toEqual(before.rgba);
    for (let repeat = 0; repeat < 10; repeat += 1) {
      expect((await frozen.next()).rgba).toEqual(before.rgba);
    }
  });

  test('goes on with what is there at the end of it', async () => {
    await shares.start(request('one'));
    const live = sent();
    await pictureKnown();
    shares.pause(shareOn('screenA'), true);
    expect(sent()).not.toBe(live);
    screen('one').fill(css(GREEN));
    shares.pause(shareOn('screenA'), false);
    expect(sent()).toBe(live);
    await read(sent()).until((frame) => isAbout(frame, GREEN));
    expect(shares.liveScreens[0]?.state).toBe('live');
  });

  test('is seen by one who comes in the middle of it, and never black by one who watches', async () => {
    keepMoving('one');
    await shares.start(request('one'));
    const early = await connect(sent());
    const seen = read(early.received);
    await seen.until((frame) => isAbout(frame, RED));
    shares.pause(shareOn('screenA'), true);
    await early.sender.replaceTrack(sent());
    screen('one').fill(css(GREEN));
    // All repeats are done that come quickly.
    for (let frames = 0; frames < 11; frames += 1) {
      expect(isAbout(await seen.next(), RED)).toBe(true);
    }
    const late = await connect(sent());
    expect(isAbout(await read(late.received).next(), RED)).toBe(true);
    shares.pause(shareOn('screenA'), false);
    await early.sender.replaceTrack(sent());
    const other: number[][] = [];
    await seen.until(
      (frame) => isAbout(frame, GREEN),
      (frame) => {
        if (!isAbout(frame, RED)) other.push([...pixelAt(frame, 160, 90)]);
      },
    );
    expect(other).toEqual([]);
  });

  test('comes with the lock of the computer and goes with it, unless it was wanted', async () => {
    await shares.start(request('one', { sound: true }));
    const live = sent();
    const [capture] = screens.captures;
    capture?.tell('locked');
    expect(shares.liveScreens[0]?.state).toBe('locked');
    expect(sent()).not.toBe(live);
    expect(shares.sound('screenA')).toBeNull();
    capture?.tell('unlocked');
    expect(sent()).toBe(live);
    expect(shares.sound('screenA')).not.toBeNull();
    shares.pause(shareOn('screenA'), true);
    capture?.tell('locked');
    capture?.tell('unlocked');
    expect(shares.liveScreens[0]?.state).toBe('paused');
    expect(sent()).not.toBe(live);
  });

  test('is the same where tracks can only be painted', async () => {
    vi.stubGlobal('MediaStreamTrackGenerator', undefined);
    await shares.start(request('one'));
    await pictureKnown();
    shares.pause(shareOn('screenA'), true);
    screen('one').fill(css(GREEN));
    const frozen = read(sent());
    await frozen.until((frame) => isAbout(frame, RED));
    for (let frames = 0; frames < 4; frames += 1) {
      expect(isAbout(await frozen.next(), RED)).toBe(true);
    }
  });
});

describe('switching the source', () => {
  test('is a new share on the old lane, and its viewers see no gap', async () => {
    keepMoving('one');
    keepMoving('two');
    await shares.start(request('one'));
    const old = shareOn('screenA');
    const wire = await connect(sent());
    const seen = read(wire.received);
    await seen.until((frame) => isAbout(frame, RED));
    const releasedWhenChanged: boolean[] = [];
    await shares.start(request('two', { replaces: old, optimiseFor: 'motion' }));
    releasedWhenChanged.push(screens.captures[0]?.released === 1);
    expect(shareOn('screenA')).not.toBe(old);
    expect(shares.list).toHaveLength(1);
    await wire.sender.replaceTrack(sent());
    const other: number[][] = [];
    await seen.until(
      (frame) => isAbout(frame, BLUE),
      (frame) => {
        if (!isAbout(frame, RED)) other.push([...pixelAt(frame, 160, 90)]);
      },
    );
    expect(other).toEqual([]);
    expect(releasedWhenChanged).toEqual([true]);
    expect(sent().contentHint).toBe('motion');
  });

  test('that fails leaves the old share as it is', async () => {
    await shares.start(request('one'));
    const old = shareOn('screenA');
    await shares.start(request('denied', { replaces: old }));
    expect(shares.view.failure).toBe('denied');
    expect(shareOn('screenA')).toBe(old);
    expect(screens.captures[0]?.released).toBe(0);
  });
});

describe('a region', () => {
  const region: Region = { x: 160, y: 90, width: 80, height: 60 };

  test('has the pixels of its part of the screen, and moves with the screen', async () => {
    const { context } = screen('one');
    context.fillStyle = css(GREEN);
    context.fillRect(160, 90, 40, 30);
    context.fillStyle = css(BLUE);
    context.fillRect(200, 120, 40, 30);
    await shares.start(request('one', { region }));
    const reader = read(sent());
    const frame = await reader.next();
    expect([frame.width, frame.height]).toEqual([80, 60]);
    const near = (x: number, y: number, colour: readonly number[]): void => {
      for (const [channel, value] of pixelAt(frame, x, y).entries()) {
        expect(Math.abs(value - (colour[channel] ?? 0))).toBeLessThan(8);
      }
    };
    near(2, 2, GREEN);
    near(37, 27, GREEN);
    near(42, 2, RED);
    near(2, 32, RED);
    near(42, 32, BLUE);
    near(77, 57, BLUE);
    screen('one').fill(css(GREEN));
    const moved = await reader.until((later) => isAbout(later, GREEN));
    expect(pixelAt(moved, 78, 58)).toEqual(pixelAt(moved, 1, 1));
  });

  test('arrives over a connection with its own size', async () => {
    await shares.start(request('one', { region }));
    const wire = await connect(sent());
    const frame = await read(wire.received).until((seen) => isAbout(seen, RED));
    expect([frame.width, frame.height]).toEqual([80, 60]);
  });

  test('ends with its source and so ends the share', async () => {
    await shares.start(request('one', { region }));
    await frameOf(sent());
    screens.captures[0]?.vanish();
    await eventually('ended', () => shares.list.length === 0);
    expect(shares.view.notice).toBe('screen-removed');
  });

  test('that cannot be cut out ends, and says why', async () => {
    const source = screen('two').track();
    const reasons: string[] = [];
    const nowhere = { ...region, x: Number.NaN };
    const track = createRegionTrack(source, nowhere, life.signal, (why) => reasons.push(why));
    let ends = 0;
    track.addEventListener('ended', () => (ends += 1));
    await eventually('told', () => reasons.length > 0 && ends > 0);
    expect([track.readyState, source.readyState]).toEqual(['ended', 'live']);
    expect(reasons[0]).toContain('VideoFrame');
    source.stop();
  });

  test('ends with its signal and leaves the screen alone', async () => {
    const source = screen('two').track();
    const ending = new AbortController();
    const track = createRegionTrack(source, region, ending.signal);
    await frameOf(track);
    ending.abort();
    expect([track.readyState, source.readyState]).toEqual(['ended', 'live']);
    source.stop();
  });
});

test('a closed window ends its share and says so', async () => {
  await shares.start(request('one'));
  const before = changes;
  screens.captures[0]?.vanish();
  await eventually('ended', () => shares.list.length === 0);
  expect(shares.view).toEqual({
    state: 'off',
    failure: null,
    notice: 'window-closed',
    canAdd: true,
  });
  expect(changes).toBeGreaterThan(before);
});
