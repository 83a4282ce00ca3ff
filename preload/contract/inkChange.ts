import type { InkChange, InkScene, InkStroke } from './presenting.ts';

const keyOf = ({ author, stroke }: Pick<InkStroke, 'author' | 'stroke'>): string =>
  `${author} ${stroke}`;

/** What of a scene is different, told by the identity of its strokes. */
export function changeBetween(before: InkScene, next: InkScene): InkChange {
  const { pointers } = next;
  if (before.strokes === next.strokes) return { strokes: [], gone: [], pointers };
  const known = new Set(before.strokes);
  const kept = new Set(next.strokes.map(keyOf));
  return {
    strokes: next.strokes.filter((stroke) => !known.has(stroke)),
    gone: before.strokes
      .filter((stroke) => !kept.has(keyOf(stroke)))
      .map(({ author, stroke }) => ({ author, stroke })),
    pointers,
  };
}

/** A scene after a change. To apply one twice does no harm. */
export function withChange(scene: InkScene, { strokes, gone, pointers }: InkChange): InkScene {
  if (strokes.length === 0 && gone.length === 0) return { strokes: scene.strokes, pointers };
  const merged = new Map(scene.strokes.map((stroke) => [keyOf(stroke), stroke]));
  for (const stroke of gone) merged.delete(keyOf(stroke));
  // One that has grown keeps its place among the others.
  for (const stroke of strokes) merged.set(keyOf(stroke), stroke);
  return { strokes: [...merged.values()], pointers };
}
