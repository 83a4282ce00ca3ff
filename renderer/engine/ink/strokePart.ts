import type { InkStroke } from '../../../preload/contract/presenting.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_POINTS_PER_FRAME,
  type InkPoint,
  type InkStrokePart,
} from '../../../signaling/protocol/presentFrames.ts';
import { inkText } from './inkText.ts';

/** What is new of a stroke; whose it is, is known. */
export type StrokePart = Omit<InkStrokePart, 'author' | 'authorName'>;

/** Names a stroke on a share. */
export function strokeKey(author: MemberId, stroke: number): string {
  return `${author}:${stroke}`;
}

/** Whether a new point is one more. An arrow or a rectangle only ends elsewhere. */
export function growsByPoints(tool: InkStroke['tool']): boolean {
  return tool === 'pen';
}

/**
 * A stroke with what is new of it. What kind of stroke it is, its first part says.
 *
 * @param before - the stroke so far; null when this begins it.
 * @returns null when there is a gap before the new points, or nothing to see.
 */
export function joinPart(before: InkStroke | null, part: InkStrokePart): InkStroke | null {
  const { from, points, done, ...kind } = part;
  const { author, authorName, stroke, tool, colour, fades, text } =
    before === null || from === 0 ? kind : before;
  const all = joinPoints(tool, before?.points ?? [], from, points);
  if (all === null) return null;
  const words = tool === 'text' ? inkText(text) : '';
  if (tool === 'text' && words === '') return null;
  return {
    author,
    authorName,
    stroke,
    tool,
    colour,
    fades,
    points: all,
    text: words,
    done: done || tool === 'text',
    goneAtMs: before?.goneAtMs ?? null,
  };
}

function joinPoints(
  tool: InkStroke['tool'],
  before: readonly InkPoint[],
  from: number,
  points: readonly InkPoint[],
): InkPoint[] | null {
  if (growsByPoints(tool)) {
    const all = [...before.slice(0, from), ...points];
    return from > before.length || all.length === 0 ? null : all;
  }
  const all = from === 0 ? points : [...before, ...points];
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined || (from > 0 && before.length === 0)) return null;
  return all.length === 1 || tool === 'text' ? [first] : [first, last];
}

/**
 * The next part of a stroke to send.
 *
 * @param from - its first point that is not there yet.
 * @param until - place of the first point that is not in the part.
 */
export function nextPart(
  stroke: InkStroke,
  from: number,
): { readonly part: InkStrokePart; readonly until: number; readonly complete: boolean } {
  const { goneAtMs: _, ...kind } = stroke;
  // A part that only says that the stroke is done repeats its last point.
  const first = growsByPoints(stroke.tool) ? Math.min(from, stroke.points.length - 1) : 0;
  const points = stroke.points.slice(first, first + MAX_POINTS_PER_FRAME);
  const until = first + points.length;
  const complete = until === stroke.points.length;
  return {
    part: { ...kind, from: first, points, done: stroke.done && complete },
    until,
    complete,
  };
}
