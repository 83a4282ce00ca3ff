import { beforeEach, describe, expect, test } from 'vitest';
import { StillOutbox, type EncodedStill } from '../../../../renderer/engine/present/stillOutbox.ts';
import { ShareId } from '../../../../signaling/protocol/ids.ts';
import { StillFrame } from '../../../../signaling/protocol/presentFrames.ts';
import { FakeStillPipe } from './fakeStillPipe.ts';

const PIECE = 64 * 1024;
const shareA = ShareId.parse('a'.repeat(22));
const shareB = ShareId.parse('b'.repeat(22));

function still(share: ShareId, number: number, bytes: number): EncodedStill {
  return { share, still: number, width: 640, height: 480, png: new Uint8Array(bytes) };
}

let pipe: FakeStillPipe;
let life: AbortController;
let outbox: StillOutbox;
let settled: number;

beforeEach(() => {
  pipe = new FakeStillPipe();
  life = new AbortController();
  settled = 0;
  outbox = new StillOutbox(pipe.port(), life.signal, () => (settled += 1));
});

function busy(): boolean {
  return outbox.isSending(shareA) || outbox.isSending(shareB);
}

describe('stills on their way', () => {
  test('go as a header that the protocol knows and pieces that are all of it', () => {
    outbox.send(still(shareA, 1, 2 * PIECE + 5));
    while (busy()) pipe.drain();
    const [head, ...pieces] = pipe.sent;
    expect(StillFrame.safeParse(JSON.parse(String(head))).success).toBe(true);
    expect(pieces).toEqual([PIECE, PIECE, 5]);
    expect(settled).toBe(1);
  });

  test('never fill the channel above the high water mark and one piece', () => {
    outbox.send(still(shareA, 1, 40 * PIECE));
    expect(busy()).toBe(true);
    while (busy()) pipe.drain();
    expect(pipe.highestBuffered).toBeLessThan(128 * 1024 + PIECE);
    expect(pipe.story()).toEqual(['picture a1', `${40 * PIECE} bytes`]);
  });

  test('go one after the other', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    outbox.send(still(shareB, 2, 10 * PIECE));
    while (busy()) pipe.drain();
    expect(pipe.story()).toEqual([
      'picture a1',
      `${10 * PIECE} bytes`,
      'picture b2',
      `${10 * PIECE} bytes`,
    ]);
  });

  test('make way at once for a newer one of the same share', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    outbox.send(still(shareA, 2, 3 * PIECE));
    while (busy()) pipe.drain();
    expect(pipe.story()).toEqual([
      'picture a1',
      `${2 * PIECE} bytes`,
      'picture a2',
      `${3 * PIECE} bytes`,
    ]);
  });

  test('stop in the middle when they are over', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    outbox.send(still(shareB, 2, PIECE));
    outbox.over(shareA);
    while (busy()) pipe.drain();
    expect(pipe.story()).toEqual([
      'picture a1',
      `${2 * PIECE} bytes`,
      'over a1',
      'picture b2',
      `${PIECE} bytes`,
    ]);
  });

  test('that never began are over without a word', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    outbox.send(still(shareB, 2, PIECE));
    outbox.over(shareB);
    while (busy()) pipe.drain();
    expect(pipe.story()).toEqual(['picture a1', `${10 * PIECE} bytes`]);
  });

  test('are told of share by share', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    outbox.send(still(shareB, 2, 10 * PIECE));
    while (outbox.isSending(shareA)) pipe.drain();
    expect([outbox.isSending(shareB), settled]).toEqual([true, 1]);
    while (outbox.isSending(shareB)) pipe.drain();
    expect(settled).toBe(2);
  });

  test('are no longer on their way over a channel that ends', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    pipe.readyState = 'closing';
    expect([outbox.isSending(shareA), settled]).toEqual([false, 0]);
    pipe.readyState = 'closed';
    pipe.dispatchEvent(new Event('close'));
    expect(settled).toBe(1);
  });

  test('are not sent twice', () => {
    outbox.send(still(shareA, 1, 10));
    outbox.send(still(shareA, 1, 10));
    expect(pipe.story()).toEqual(['picture a1', '10 bytes']);
  });

  test('end with a channel that closes', () => {
    outbox.send(still(shareA, 1, 10 * PIECE));
    const { length } = pipe.sent;
    pipe.readyState = 'closed';
    pipe.drain();
    life.abort();
    pipe.readyState = 'open';
    pipe.drain();
    outbox.over(shareA);
    expect(pipe.sent.length).toBe(length);
  });
});
