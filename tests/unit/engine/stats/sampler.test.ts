import { expect, test } from 'vitest';
import { measure, readSample, type LinkSample } from '../../../../renderer/engine/stats/sampler.ts';

const report = (...stats: readonly object[]): RTCStatsReport =>
  new Map(stats.map((entry, index) => [`${index}`, { id: `${index}`, ...entry }]));

test('reads a report into counters with units', () => {
  const sample = readSample(
    report(
      { type: 'transport', bytesReceived: 5_000, selectedCandidatePairId: '1' },
      { type: 'candidate-pair', currentRoundTripTime: 0.025, availableOutgoingBitrate: 750_000 },
      { type: 'candidate-pair', currentRoundTripTime: 9 },
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 100, packetsLost: 2, jitter: 0.012 },
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 0, packetsLost: 0, jitter: 0.5 },
      { type: 'inbound-rtp', kind: 'video', packetsReceived: 50, packetsLost: -1, jitter: 0.3 },
      { type: 'codec', mimeType: 'audio/opus' },
    ),
    7_000,
  );
  expect(sample).toEqual({
    atMs: 7_000,
    bytesReceived: 5_000,
    packetsReceived: 150,
    packetsLost: 2,
    roundTripMs: 25,
    jitterMs: 12,
    outgoingKbps: 750,
  });
});

test('a connection that has nothing yet reads as nothing', () => {
  expect(readSample(report(), 1)).toEqual({
    atMs: 1,
    bytesReceived: 0,
    packetsReceived: 0,
    packetsLost: 0,
    roundTripMs: null,
    jitterMs: null,
    outgoingKbps: null,
  });
});

const sample = (packetsReceived: number, packetsLost: number): LinkSample => ({
  atMs: 0,
  bytesReceived: 0,
  packetsReceived,
  packetsLost,
  roundTripMs: 10,
  jitterMs: 3,
  outgoingKbps: null,
});

test('loss is what was lost between two samples', () => {
  expect(measure(sample(1_000, 500), sample(1_090, 510))).toEqual({
    lossRatio: 0.1,
    roundTripMs: 10,
    jitterMs: 3,
  });
});

test('nothing received is no loss and no jitter', () => {
  expect(measure(sample(10, 0), sample(10, 0))).toEqual({
    lossRatio: 0,
    roundTripMs: 10,
    jitterMs: null,
  });
});

test('counters that start anew count as nothing', () => {
  expect(measure(sample(1_000, 500), sample(10, 0)).lossRatio).toBe(0);
});
