import { describe, expect, it } from 'vitest';
import type { InkScene } from '../../../preload/contract/presenting.ts';
import { fadesAtMs } from '../../../renderer/views/ink/paintInk.ts';
import { idOf, named } from '../../gallery/people.ts';

function scene(...goneAtMs: readonly (number | null)[]): InkScene {
  return {
    pointers: [],
    strokes: goneAtMs.map((gone, index) => ({
      author: idOf('Bob'),
      authorName: named('Bob'),
      stroke: index + 1,
      tool: 'pen',
      colour: 0,
      fades: gone !== null,
      points: [[0, 0]],
      text: '',
      done: true,
      goneAtMs: gone,
    })),
  };
}

describe('when ink must be painted again', () => {
  it('is never for ink that stays', () => {
    expect(fadesAtMs(scene(null, null), 1_000)).toBeNull();
  });

  it('is when the first stroke begins to fade, and at once while one does', () => {
    expect(fadesAtMs(scene(9_000, 5_000, null), 1_000)).toBe(4_400);
    expect(fadesAtMs(scene(9_000, 5_000), 4_700)).toBe(4_700);
  });

  it('is not for what is gone', () => {
    expect(fadesAtMs(scene(5_000), 5_000)).toBeNull();
  });
});
