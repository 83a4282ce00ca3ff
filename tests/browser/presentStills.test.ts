import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CoveredArea } from '../../preload/contract/presenting.ts';
import { Shares } from '../../renderer/engine/present/shares.ts';
import { Stills } from '../../renderer/engine/present/stills.ts';
import { MemberId, ShareId } from '../../signaling/protocol/ids.ts';
import {
  MAX_STILL_PIECE_BYTES,
  type StillHeaderFrame,
} from '../../signaling/protocol/presentFrames.ts';
import { createCountingClock, type CountingClock } from '../support/engineClock.ts';
import { connectedPair, negotiate } from '../support/engineFrames.ts';
import { eventually } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';
import { PaintedScreen, PaintedScreens } from '../support/engineScreens.ts';

const ANNA = MemberId.parse('a'.repeat(22));
const BERT = MemberId.parse('b'.repeat(22));
const NO_SHARES = {
  list: [],
  still: async () => Promise.reject(new Error('no shares')),
  watch: () => null,
};

let life: AbortController;
let clock: CountingClock;
let random: () => number;
let screens: PaintedScreens;
let screen: PaintedScreen;
let shares: Shares;
let thin: boolean;
let anna: Stills;
const ends: RTCPeerConnection[] = [];

beforeEach(async () => {
  life = new AbortController();
  clock = createCountingClock();
  random = seededRandom(5);
  screens = new PaintedScreens();
  // More than a high water mark of noise, which does not compress.
  screen = new PaintedScreen(480, 270, 'white');
  screen.fillWithNoise(random);
  screens.screens.set('one', screen);
  thin = false;
  const { signal } = life;
  const log = (): void => undefined;
  shares = new Shares({ screen: screens, clock, random, log, signal, changed: () => undefined });
  anna = new Stills({
    shares,
    isLive: () => false,
    isThin: () => thin,
    clock,
    log,
    signal,
  });
  await shares.start({
    source: 'one',
    region: null,
    sound: false,
    optimiseFor: 'text',
    replaces: null,
  });
  await eventually('picture', () => shares.sending('screenA')?.maxBitrate === 2_000_000);
});

afterEach(() => {
  life.abort();
  for (const end of ends.splice(0)) end.close();
  expect(clock.waiting()).toBe(0);
});

function shareId(): ShareId {
  const [share] = shares.list;
  if (share === undefined) throw new Error('nothing shared');
  return share.share;
}

interface Viewer {
  readonly stills: Stills;
  /** The presenter's end of the channel. */
  readonly channel: RTCDataChannel;
  live: boolean;
}

async function viewer(member: MemberId): Promise<Viewer> {
  const [from, to] = connectedPair();
  ends.push(from, to);
  const options = { negotiated: true, id: 4, ordered: true };
  const channel = from.createDataChannel('still', options);
  const theirs = to.createDataChannel('still', options);
  channel.binaryType = theirs.binaryType = 'arraybuffer';
  const made: Viewer = {
    channel,
    live: true,
    stills: new Stills({
      shares: NO_SHARES,
      isLive: (owner, share) =>
        made.live && owner === ANNA && shares.list.some((own) => own.share === share),
      isThin: () => false,
      clock,
      log: () => undefined,
      signal: life.signal,
    }),
  };
  made.stills.attach(ANNA, theirs);
  anna.attach(member, channel);
  await negotiate(from, to);
  await eventually('open', () => channel.readyState === 'open' && theirs.readyState === 'open');
  return made;
}

async function shown({ stills }: Viewer): Promise<ImageBitmap> {
  return await eventually('a still', () => stills.picture(shareId()));
}

function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
}

function expectExact(bitmap: ImageBitmap): void {
  const { width, height, pixels } = screen.picture();
  expect([bitmap.width, bitmap.height]).toEqual([width, height]);
  const seen = pixelsOf(bitmap);
  expect(seen.length).toBe(pixels.length);
  expect(seen.findIndex((value, index) => value !== pixels[index])).toBe(-1);
}

describe('a still', () => {
  test('has every pixel of the source, and is over when the picture changes', async () => {
    const bert = await viewer(BERT);
    anna.sharpen(shareId());
    expect(anna.stateOf(shareId())).toBe('coming');
    const bitmap = await shown(bert);
    expectExact(bitmap);
    expect(bert.stills.stateOf(shareId())).toBe('shown');
    await eventually('sharp', () => anna.stateOf(shareId()) === 'shown');
    screen.context.fillStyle = 'black';
    screen.context.fillRect(10, 10, 2, 2);
    await eventually('over', () => bert.stills.picture(shareId()) === null);
    expect(bert.stills.stateOf(shareId())).toBe('none');
    expect(anna.stateOf(shareId())).toBe('none');
    // Its memory is free.
    expect(bitmap.width).toBe(0);
  });

  test('stays while the same picture is painted again', async () => {
    const bert = await viewer(BERT);
    anna.sharpen(shareId());
    await shown(bert);
    const { width, height, pixels } = screen.picture();
    const again = new ImageData(new Uint8ClampedArray(pixels), width, height);
    for (let frame = 0; frame < 20; frame += 1) {
      screen.context.putImageData(again, 0, 0);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    expect(bert.stills.stateOf(shareId())).toBe('shown');
    screen.fill('black');
    await eventually('over', () => bert.stills.picture(shareId()) === null);
  });

  test('stays while only what lies over the screen changes, and not when that is moved', async () => {
    const bert = await viewer(BERT);
    const clockArea = { x: 101, y: 33, width: 61, height: 21 };
    const cover = (areas: readonly CoveredArea[]): void => screens.captures[0]?.cover(areas);
    const paint = (colour: string): void => {
      screen.context.fillStyle = colour;
      screen.context.fillRect(101, 33, 61, 21);
    };
    cover([clockArea]);
    anna.sharpen(shareId());
    await shown(bert);
    for (let second = 0; second < 20; second += 1) {
      paint(second % 2 === 0 ? 'black' : 'white');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    expect(bert.stills.stateOf(shareId())).toBe('shown');
    cover([{ x: 201, y: 33, width: 61, height: 21 }]);
    paint('red');
    await eventually('over', () => bert.stills.picture(shareId()) === null);
  });

  test('is over when something changes beside what lies over the screen', async () => {
    const bert = await viewer(BERT);
    screens.captures[0]?.cover([{ x: 100, y: 32, width: 60, height: 20 }]);
    anna.sharpen(shareId());
    await shown(bert);
    screen.context.fillStyle = 'black';
    screen.context.fillRect(160, 52, 2, 2);
    await eventually('over', () => bert.stills.picture(shareId()) === null);
  });

  test('is taken again when the picture changed while it was taken', async () => {
    const bert = await viewer(BERT);
    const [capture] = screens.captures;
    let taken = 0;
    if (capture === undefined) throw new Error('no capture');
    capture.beforeStill = async () => {
      taken += 1;
      if (taken > 1) return;
      screen.fillWithNoise(random);
      await eventually('seen', () => anna.stateOf(shareId()) === 'coming');
    };
    anna.sharpen(shareId());
    await eventually('taken again', () => taken >= 2);
    expectExact(await shown(bert));
    expect(bert.stills.stateOf(shareId())).toBe('shown');
  });

  test('of a picture that never stands still fails and says so', async () => {
    const bert = await viewer(BERT);
    let step = 0;
    const timer = setInterval(() => {
      step += 1;
      screen.context.fillStyle = `rgb(${step % 256} 0 0)`;
      screen.context.fillRect(0, 0, 8, 8);
    }, 20);
    life.signal.addEventListener('abort', () => clearInterval(timer));
    anna.sharpen(shareId());
    const failed = (): boolean => {
      const state = anna.stateOf(shareId());
      // One that slipped through where the machine was late with frames was over at once.
      if (state === 'none') anna.sharpen(shareId());
      return state === 'failed';
    };
    await eventually('failed', failed, 20_000);
    clearInterval(timer);
    expect(bert.stills.picture(shareId())).toBeNull();
    anna.sharpen(shareId());
    await shown(bert);
  });

  test('is sent to one who comes later, too', async () => {
    const bert = await viewer(BERT);
    anna.sharpen(shareId());
    await shown(bert);
    const carl = await viewer(MemberId.parse('c'.repeat(22)));
    expectExact(await shown(carl));
  });

  test('is gone with the share', async () => {
    const bert = await viewer(BERT);
    anna.sharpen(shareId());
    const share = shareId();
    const bitmap = await shown(bert);
    shares.stop(share);
    anna.sharesChanged();
    bert.stills.sharesChanged();
    expect(bert.stills.picture(share)).toBeNull();
    expect(bitmap.width).toBe(0);
  });

  test('never shows what is behind a pause', async () => {
    const bert = await viewer(BERT);
    const [capture] = screens.captures;
    if (capture === undefined) throw new Error('no capture');
    capture.beforeStill = async () => {
      shares.pause(shareId(), true);
      screen.fill('black');
      return Promise.resolve();
    };
    anna.sharpen(shareId());
    await eventually('failed', () => anna.stateOf(shareId()) === 'failed');
    expect(anna.wanted(BERT, shareId())).toBe('failed');
    expect(bert.stills.stateOf(shareId())).toBe('none');
  });

  test('outlives a pause when the picture is the same after it, and not when it is another', async () => {
    const bert = await viewer(BERT);
    anna.sharpen(shareId());
    await shown(bert);
    await eventually('sharp', () => anna.stateOf(shareId()) === 'shown');
    shares.pause(shareId(), true);
    shares.pause(shareId(), false);
    expect(bert.stills.stateOf(shareId())).toBe('shown');
    shares.pause(shareId(), true);
    screen.fill('black');
    shares.pause(shareId(), false);
    await eventually('over', () => bert.stills.picture(shareId()) === null);
  });
});

describe('a wish of another member', () => {
  test('is fulfilled for a live share, in measure', async () => {
    const bert = await viewer(BERT);
    expect(anna.wanted(BERT, shareId())).toBeNull();
    await shown(bert);
    const answers = Array.from({ length: 10 }, () => anna.wanted(BERT, shareId()));
    expect(answers).toContain('too_much');
    expect(anna.wanted(ANNA, ShareId.parse('x'.repeat(22)))).toBe('not_live');
  });
});

test('text that stands still on a thin link is sharpened by itself', async () => {
  const bert = await viewer(BERT);
  thin = true;
  expectExact(await shown(bert));
});

describe('what comes from outside the rules', () => {
  const header = (more: Partial<StillHeaderFrame> = {}): string =>
    JSON.stringify({
      type: 'picture',
      share: shareId(),
      still: 1,
      width: 32,
      height: 32,
      format: 'png',
      bytes: 1_000,
      ...more,
    });

  test('changes nothing for a share that is not live', async () => {
    const bert = await viewer(BERT);
    bert.live = false;
    bert.channel.send(header());
    bert.channel.send(new Uint8Array(1_000));
    anna.sharpen(shareId());
    await eventually('sent', () => anna.stateOf(shareId()) === 'shown');
    // The channel keeps its order: once the next live one is there, the others are past.
    bert.live = true;
    bert.channel.send(header({ still: 2 }));
    await eventually('the live one', () => bert.stills.stateOf(shareId()) === 'coming');
    expect(bert.stills.picture(shareId())).toBeNull();
  });

  test.each([
    ['more bytes than said', {}, [1_001]],
    ['a piece above the bound', { bytes: 200_000 }, [MAX_STILL_PIECE_BYTES + 1]],
    ['an empty piece', {}, [0]],
    ['no picture at all', {}, [1_000]],
  ] as const)('fails: %s', async (_what, more, pieces) => {
    const bert = await viewer(BERT);
    bert.channel.send(header(more));
    for (const length of pieces) bert.channel.send(new Uint8Array(length));
    await eventually('failed', () => bert.stills.stateOf(shareId()) === 'failed');
    anna.sharpen(shareId());
    expectExact(await shown(bert));
  });

  test('fails: a picture of another size than it says, before it is decoded', async () => {
    const bert = await viewer(BERT);
    const canvas = new OffscreenCanvas(64, 64);
    canvas.getContext('2d')?.fillRect(0, 0, 64, 64);
    const png = await (await canvas.convertToBlob()).arrayBuffer();
    bert.channel.send(header({ bytes: png.byteLength }));
    bert.channel.send(png);
    await eventually('failed', () => bert.stills.stateOf(shareId()) === 'failed');
    bert.channel.send(header({ width: 64, height: 64, bytes: png.byteLength }));
    bert.channel.send(png);
    expect((await shown(bert)).width).toBe(64);
  });

  test('is passed over: no frames, and stills that are too large to be shown', async () => {
    const bert = await viewer(BERT);
    for (const text of ['', '{', '{"type":"picture"}', 'x'.repeat(5_000)]) bert.channel.send(text);
    bert.channel.send(header({ width: 16_384, height: 16_384 }));
    bert.channel.send(new Uint8Array(10));
    anna.sharpen(shareId());
    expectExact(await shown(bert));
  });
});
