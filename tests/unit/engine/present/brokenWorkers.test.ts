import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRegionTrack } from '../../../../renderer/engine/present/regionTrack.ts';
import { openSharePicture } from '../../../../renderer/engine/present/sharePicture.ts';
import { FakeWorker, FakeWrittenTrack, stubWorkers } from './fakeWorkers.ts';

beforeEach(stubWorkers);

afterEach(() => {
  vi.unstubAllGlobals();
});

const captured = (): MediaStreamTrack => new FakeWrittenTrack() as unknown as MediaStreamTrack;
const whole = { x: 0, y: 0, width: 8, height: 8 };

describe('a picture whose worker breaks', () => {
  test('has changed for who watches it, now and later, and is waited for no longer', async () => {
    const lines: string[] = [];
    const picture = openSharePicture(
      captured(),
      () => undefined,
      (level, event) => lines.push(`${level}: ${event}`),
    );
    const watch = picture.watch();
    let changes = 0;
    watch.onChange(() => (changes += 1));
    FakeWorker.all[0]?.break();
    await picture.first;
    FakeWorker.all[0]?.break();
    expect([changes, watch.changed, picture.watch().changed]).toEqual([1, true, true]);
    expect(FakeWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(lines).toEqual(['warn: picture of a share cannot be read']);
  });

  test('leaves no worker behind when the track cannot be read at all', () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    const open = (): unknown =>
      openSharePicture(
        captured(),
        () => undefined,
        () => undefined,
      );
    expect(open).toThrow(TypeError);
    expect(FakeWorker.all).toEqual([]);
  });
});

test('a region whose worker breaks ends, and says so', () => {
  const reasons: string[] = [];
  const { signal } = new AbortController();
  const track = createRegionTrack(captured(), whole, signal, (why) => reasons.push(why));
  let ends = 0;
  track.addEventListener('ended', () => (ends += 1));
  FakeWorker.all[0]?.break();
  expect([track.readyState, ends, reasons]).toEqual(['ended', 1, ['out of memory']]);
  expect(FakeWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});
