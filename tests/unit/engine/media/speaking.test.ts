import { describe, expect, it } from 'vitest';
import { perceivedLevel, rootMeanSquare } from '../../../../renderer/engine/media/soundLevel.ts';
import {
  MUTED_SPEECH_TIMES,
  nextSpeaking,
  SILENT,
  type SpeakingTimes,
} from '../../../../renderer/engine/media/speaking.ts';

/** When speaking began and ended, for levels that last for so many milliseconds each. */
function changes(
  levels: readonly (readonly [level: number, durationMs: number])[],
  stepMs = 50,
  times?: SpeakingTimes,
): readonly number[] {
  let state = SILENT;
  let nowMs = 0;
  const changesMs: number[] = [];
  for (const [level, durationMs] of levels) {
    for (const endMs = nowMs + durationMs; nowMs < endMs; nowMs += stepMs) {
      const next = nextSpeaking(state, level, nowMs, times);
      if (next.speaking !== state.speaking) changesMs.push(nowMs);
      state = next;
    }
  }
  return changesMs;
}

describe('nextSpeaking', () => {
  it('begins 150 ms into a sound and ends 600 ms after its last sample', () => {
    expect(
      changes([
        [0, 1_000],
        [0.6, 1_000],
        [0, 2_000],
      ]),
    ).toEqual([1_150, 2_550]);
  });

  it('takes no notice of a knock', () => {
    expect(
      changes([
        [0, 500],
        [1, 100],
        [0, 1_000],
        [1, 100],
        [0, 1_000],
      ]),
    ).toEqual([]);
  });

  it('is not broken by the pauses between syllables and words', () => {
    const word = [
      [0.6, 100],
      [0, 100],
    ] as const;
    expect(changes(Array.from({ length: 10 }, () => word).flat())).toEqual([200]);
    expect(
      changes([
        [0.6, 400],
        [0, 500],
        [0.6, 400],
        [0, 500],
        [0.6, 400],
      ]),
    ).toEqual([150]);
  });

  it('goes on at a level that would not begin it', () => {
    expect(changes([[0.25, 2_000]])).toEqual([]);
    expect(
      changes([
        [0.4, 300],
        [0.25, 2_000],
        [0, 1_000],
      ]),
    ).toEqual([150, 2_850]);
  });

  it('works with one sample a second', () => {
    expect(
      changes(
        [
          [0.6, 3_000],
          [0, 3_000],
        ],
        1_000,
      ),
    ).toEqual([1_000, 3_000]);
  });

  it('is surer and lasts longer for the hint to somebody muted', () => {
    expect(
      changes(
        [
          [0.6, 450],
          [0, 2_000],
        ],
        50,
        MUTED_SPEECH_TIMES,
      ),
    ).toEqual([]);
    expect(
      changes(
        [
          [0.6, 1_000],
          [0, 5_000],
        ],
        50,
        MUTED_SPEECH_TIMES,
      ),
    ).toEqual([500, 3_950]);
  });
});

describe('perceivedLevel', () => {
  it.each([
    [0, 0],
    [Number.NaN, 0],
    [10 ** (-70 / 20), 0],
    [10 ** (-60 / 20), 0],
    [10 ** (-35 / 20), 0.5],
    [10 ** (-10 / 20), 1],
    [1, 1],
  ])('of %f is %f', (rms, level) => {
    expect(perceivedLevel(rms)).toBeCloseTo(level, 6);
  });
});

describe('rootMeanSquare', () => {
  it('of a full sine is 0.707, of nothing 0', () => {
    const sine = Float32Array.from({ length: 4_800 }, (_, index) =>
      Math.sin((index * Math.PI) / 24),
    );
    expect(rootMeanSquare(sine)).toBeCloseTo(Math.SQRT1_2, 3);
    expect(rootMeanSquare(new Float32Array())).toBe(0);
  });
});
