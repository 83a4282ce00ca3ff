import { describe, expect, it } from 'vitest';
import { gridLayout, stageLayout, type Rect } from '../../../renderer/views/call/stageLayout.ts';

const right = (rect: Rect): number => rect.left + rect.width;
const bottom = (rect: Rect): number => rect.top + rect.height;

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.left < right(other) - 0.01 &&
    other.left < right(one) - 0.01 &&
    one.top < bottom(other) - 0.01 &&
    other.top < bottom(one) - 0.01
  );
}

function expectInside(rects: readonly Rect[], width: number, height: number): void {
  for (const rect of rects) {
    expect(rect.left).toBeGreaterThanOrEqual(-0.01);
    expect(rect.top).toBeGreaterThanOrEqual(-0.01);
    expect(right(rect)).toBeLessThanOrEqual(width + 0.01);
    expect(bottom(rect)).toBeLessThanOrEqual(height + 0.01);
  }
}

describe('the grid of faces', () => {
  it("gives one person the whole stage when that has a camera's shape", () => {
    expect(gridLayout(1, 1_256, 724, 8)).toEqual([{ left: 0, top: 0, width: 1_256, height: 724 }]);
  });

  it('puts two people side by side on a wide stage and one above the other on a tall one', () => {
    const [first, second] = gridLayout(2, 1_256, 724, 8);
    expect(first?.top).toBe(second?.top);
    const [upper, lower] = gridLayout(2, 600, 1_000, 8);
    expect(upper?.left).toBe(lower?.left);
  });

  it('puts four people in two rows of two, as large as the design has them', () => {
    const rects = gridLayout(4, 1_256, 724, 8);
    expect(rects.map(({ width, height }) => [width, height])).toEqual(
      Array.from({ length: 4 }, () => [624, 358]),
    );
  });

  it('puts a last row that is not full in the middle', () => {
    const [first, , last] = gridLayout(3, 1_256, 724, 8);
    expect(last?.top).toBeGreaterThan(first?.top ?? 0);
    expect((last?.left ?? 0) + (last?.width ?? 0) / 2).toBeCloseTo(628);
  });

  it('never crops a face narrower than 4:3 or wider than 1.9:1, overlaps tiles or leaves the stage', () => {
    for (const [width, height] of [
      [1_256, 724],
      [628, 422],
      [2_528, 1_344],
      [320, 900],
      [1_800, 200],
    ] as const) {
      for (let count = 1; count <= 16; count++) {
        const rects = gridLayout(count, width, height, 8);
        expect(rects).toHaveLength(count);
        expectInside(rects, width, height);
        for (const [index, rect] of rects.entries()) {
          expect(rect.width / rect.height).toBeGreaterThanOrEqual(4 / 3 - 0.001);
          expect(rect.width / rect.height).toBeLessThanOrEqual(1.901);
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
        }
      }
    }
  });

  it('places nobody before the stage has a size', () => {
    expect(gridLayout(3, 0, 0, 8)).toEqual([]);
  });
});

describe('the stage while a screen is watched', () => {
  const size = { width: 928, height: 724 };

  it('has all faces in one row at the top and the screen below at its true shape', () => {
    const { faces, screens } = stageLayout(4, [1.6], size, 8);
    expect(new Set(faces.map(({ top }) => top))).toEqual(new Set([0]));
    const [screen] = screens;
    if (screen === undefined) throw new Error('no screen');
    expect(screen.width / screen.height).toBeCloseTo(1.6);
    expect(screen.top).toBeGreaterThanOrEqual(bottom(faces[0] ?? screen) + 8);
    expectInside([...faces, ...screens], size.width, size.height);
  });

  it('gives the screen far more room than any face', () => {
    const { faces, screens } = stageLayout(2, [16 / 9], size, 8);
    expect(screens[0]?.width).toBeGreaterThan(2 * (faces[0]?.width ?? Number.POSITIVE_INFINITY));
  });

  it('places two screens as large as the room below allows, beside or below each other', () => {
    const wide = stageLayout(2, [16 / 9, 16 / 9], { width: 1_256, height: 724 }, 8).screens;
    expect(wide[0]?.top).toBe(wide[1]?.top);
    const tall = stageLayout(2, [16 / 9, 16 / 9], { width: 500, height: 900 }, 8).screens;
    expect(tall[0]?.left).toBe(tall[1]?.left);
  });

  it('gives a screen that is zoomed in on all the room below the faces', () => {
    const { faces, screens } = stageLayout(4, [null], size, 8);
    const [screen] = screens;
    if (screen === undefined) throw new Error('no screen');
    expect(screen.width).toBe(size.width);
    expect(screen.top).toBeCloseTo(bottom(faces[0] ?? screen) + 8);
    expect(bottom(screen)).toBeCloseTo(size.height);
  });

  it('starts another row of faces rather than making them too narrow to know', () => {
    const { faces, screens } = stageLayout(12, [16 / 9], { width: 628, height: 422 }, 6);
    for (const face of faces) expect(face.width).toBeGreaterThanOrEqual(72);
    expect(new Set(faces.map(({ top }) => top)).size).toBe(2);
    expectInside([...faces, ...screens], 628, 422);
  });
});
