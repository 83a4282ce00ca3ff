import { describe, expect, it } from 'vitest';
import type { InkPointer } from '../../../preload/contract/presenting.ts';
import { PointerMotion } from '../../../renderer/views/ink/pointerMotion.ts';
import { idOf, named } from '../../gallery/people.ts';

function pointer(x: number, y: number): InkPointer {
  return { member: idOf('Bob'), name: named('Bob'), colour: 2, at: [x, y] };
}

const FRAME_MS = 16;

describe('a pointer between two places', () => {
  it('appears where it is and then glides, never past its goal', () => {
    const motion = new PointerMotion();
    expect(motion.step([pointer(0, 0)], 0, false).pointers[0]?.at).toEqual([0, 0]);
    let before = 0;
    let nowMs = 5_000;
    for (let frames = 0; frames < 40; frames++) {
      nowMs += FRAME_MS;
      const x = motion.step([pointer(10_000, 0)], nowMs, false).pointers[0]?.at[0] ?? 0;
      expect(x).toBeGreaterThanOrEqual(before);
      expect(x).toBeLessThanOrEqual(10_000);
      before = x;
    }
    expect(before).toBe(10_000);
  });

  it('starts slowly enough to be seen although it rested for long', () => {
    const motion = new PointerMotion();
    motion.step([pointer(0, 0)], 0, false);
    const { pointers } = motion.step([pointer(10_000, 0)], 60_000, false);
    expect(pointers[0]?.at[0]).toBeLessThan(5_000);
  });

  it('is most of the way after a tenth of a second', () => {
    const motion = new PointerMotion();
    motion.step([pointer(0, 0)], 0, false);
    let at = 0;
    for (let nowMs = FRAME_MS; nowMs <= 112; nowMs += FRAME_MS) {
      at = motion.step([pointer(1_000, 0)], nowMs, false).pointers[0]?.at[0] ?? 0;
    }
    expect(at).toBeGreaterThan(800);
  });

  it('leaves a trail for a moment and then asks for no more frames', () => {
    const motion = new PointerMotion();
    motion.step([pointer(0, 0)], 0, false);
    const gliding = motion.step([pointer(9_000, 0)], FRAME_MS, false);
    expect(gliding.moving).toBe(true);
    let last = gliding;
    for (let nowMs = 2 * FRAME_MS; nowMs < 2_000; nowMs += FRAME_MS) {
      last = motion.step([pointer(9_000, 0)], nowMs, false);
    }
    expect(last.moving).toBe(false);
    expect(last.trails.get(idOf('Bob'))).toEqual([]);
  });

  it('jumps where motion is to be reduced', () => {
    const motion = new PointerMotion();
    motion.step([pointer(0, 0)], 0, true);
    const { pointers, trails, moving } = motion.step([pointer(9_000, 50)], FRAME_MS, true);
    expect(pointers[0]?.at).toEqual([9_000, 50]);
    expect(trails.size).toBe(0);
    expect(moving).toBe(false);
  });

  it('comes back as new after it was gone', () => {
    const motion = new PointerMotion();
    motion.step([pointer(0, 0)], 0, false);
    motion.step([], FRAME_MS, false);
    const { pointers } = motion.step([pointer(9_000, 0)], 2 * FRAME_MS, false);
    expect(pointers[0]?.at).toEqual([9_000, 0]);
  });
});
