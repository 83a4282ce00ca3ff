import { expect, test } from 'vitest';
import { createQuality, type LinkMeasure } from '../../../../renderer/engine/stats/quality.ts';

const clean: LinkMeasure = { lossRatio: 0, roundTripMs: 40, jitterMs: 5 };
const between: LinkMeasure = { lossRatio: 0.03, roundTripMs: 40, jitterMs: 5 };

test.each([
  ['loss', { ...clean, lossRatio: 0.05 }],
  ['delay', { ...clean, roundTripMs: 400 }],
  ['jitter', { ...clean, jitterMs: 80 }],
])('two seconds of %s that people notice make a link weak', (_what, bad) => {
  const judge = createQuality();
  expect([clean, bad, clean, bad, bad].map(judge)).toEqual([
    'good',
    'good',
    'good',
    'good',
    'weak',
  ]);
});

test('four clean seconds on end make it good again', () => {
  const judge = createQuality();
  const bad = { ...clean, lossRatio: 0.5 };
  [bad, bad].forEach(judge);
  expect([clean, clean, clean, between, clean, clean, clean, clean].map(judge)).toEqual([
    'weak',
    'weak',
    'weak',
    'weak',
    'weak',
    'weak',
    'weak',
    'good',
  ]);
});

test('in between nothing changes', () => {
  const judge = createQuality();
  expect([between, between, between].map(judge)).toEqual(['good', 'good', 'good']);
});

test('what is not known does not count', () => {
  const judge = createQuality();
  const unknown: LinkMeasure = { lossRatio: 0, roundTripMs: null, jitterMs: null };
  expect([unknown, unknown].map(judge)).toEqual(['good', 'good']);
});
