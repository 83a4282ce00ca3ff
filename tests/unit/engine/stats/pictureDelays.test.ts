import { expect, test } from 'vitest';
import { PictureDelays } from '../../../../renderer/engine/stats/pictureDelays.ts';

const report = (framesDecoded: number, totalProcessingDelay: number): RTCStatsReport =>
  new Map([
    ['1', { id: '1', type: 'inbound-rtp', kind: 'video', framesDecoded, totalProcessingDelay }],
    ['2', { id: '2', type: 'codec', mimeType: 'video/VP8' }],
  ]);

test('a picture is as old as half a round trip and what was done with it here', () => {
  const delays = new PictureDelays();
  expect(delays.take('screenA', report(10, 0.5), 40)).toBe(70);
  expect(delays.take('screenA', report(20, 1.6), 40)).toBe(130);
});

test('a picture that stands still is as late as it was, and each lane counts for itself', () => {
  const delays = new PictureDelays();
  delays.take('screenA', report(10, 0.5), 40);
  expect(delays.take('screenA', report(10, 0.5), 90)).toBe(70);
  expect(delays.take('screenB', report(2, 0.02), 10)).toBe(15);
});

test('nothing is known before the first frame, or without a round trip', () => {
  const delays = new PictureDelays();
  expect(delays.take('screenA', report(0, 0), 40)).toBeNull();
  expect(delays.take('screenA', report(5, 0.1), null)).toBeNull();
});
