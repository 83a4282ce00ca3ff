import type { InkPointer } from '../../../preload/contract/presenting.ts';
import type { PointerTrails, Spot } from './inkFrame.ts';

/** After this long a pointer has gone two thirds of what was left of its way, milliseconds. */
const SETTLING_MS = 60;
/** How long a pointer's way is seen behind it, milliseconds. */
const TRAIL_MS = 260;
/** A pointer that rested was not on its way meanwhile: no step is longer, milliseconds. */
const LONGEST_STEP_MS = 34;
/** Nearer than this to its goal it has arrived, in coordinates of ink. */
const ARRIVED = 12;

interface Moving {
  at: Spot;
  seenMs: number;
  trail: { at: Spot; seenMs: number }[];
}

/** Pointers as they are to be painted at a moment. */
export interface PointersInMotion {
  readonly pointers: InkPointer[];
  readonly trails: PointerTrails;
  /** One is still on its way, or its trail is still to be seen. */
  readonly moving: boolean;
}

/**
 * Makes pointers, which are told of now and then, glide: each goes exponentially towards the place
 * that was told last.
 */
export class PointerMotion {
  readonly #moving = new Map<string, Moving>();

  /**
   * @param nowMs - any clock that only goes forward.
   * @param still - whether motion is to be reduced: then pointers jump and leave no trail.
   */
  step(pointers: readonly InkPointer[], nowMs: number, still: boolean): PointersInMotion {
    const there = new Set<string>(pointers.map(({ member }) => member));
    for (const member of this.#moving.keys()) {
      if (!there.has(member)) this.#moving.delete(member);
    }
    if (still) {
      this.#moving.clear();
      return { pointers: [...pointers], trails: new Map(), moving: false };
    }
    const trails = new Map<string, readonly Spot[]>();
    let moving = false;
    const shown = pointers.map((pointer) => {
      const known = this.#moving.get(pointer.member);
      const next = known === undefined ? begin(pointer, nowMs) : glide(known, pointer, nowMs);
      this.#moving.set(pointer.member, next);
      trails.set(
        pointer.member,
        next.trail.map(({ at }) => at),
      );
      moving ||= next.trail.length > 0 || far(next.at, pointer.at);
      return { ...pointer, at: [...next.at] as InkPointer['at'] };
    });
    return { pointers: shown, trails, moving };
  }
}

function begin({ at }: InkPointer, nowMs: number): Moving {
  return { at, seenMs: nowMs, trail: [] };
}

function glide(known: Moving, { at: goal }: InkPointer, nowMs: number): Moving {
  const passedMs = Math.min(LONGEST_STEP_MS, Math.max(0, nowMs - known.seenMs));
  const part = 1 - Math.exp(-passedMs / SETTLING_MS);
  const at: Spot = far(known.at, goal)
    ? [known.at[0] + (goal[0] - known.at[0]) * part, known.at[1] + (goal[1] - known.at[1]) * part]
    : goal;
  const moved = at[0] !== known.at[0] || at[1] !== known.at[1];
  const trail = known.trail.filter(({ seenMs }) => nowMs - seenMs < TRAIL_MS);
  if (moved) trail.push({ at: known.at, seenMs: nowMs });
  return { at, seenMs: nowMs, trail };
}

function far([x, y]: Spot, [goalX, goalY]: Spot): boolean {
  return Math.hypot(goalX - x, goalY - y) > ARRIVED;
}
