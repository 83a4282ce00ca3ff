import { INK_EXTENT, type InkScene, type InkStroke } from '../../../preload/contract/presenting.ts';
import { inkColours } from './inkColours.ts';
import type { InkFrame, PointerTrails, Spot } from './inkFrame.ts';
import { paintPointer } from './paintPointer.ts';

const NO_TRAILS: PointerTrails = new Map();
/** How long a stroke takes to disappear before it is gone, milliseconds. */
const FADE_MS = 600;
/** CSS pixels, on a picture between {@link SMALL_WIDTH} and {@link LARGE_WIDTH}. */
const LINE_WIDTH = 4;
const HALO = 1.5;
const HEAD_LENGTH = 17;
const HEAD_ANGLE = Math.PI / 7;
const CORNER = 6;
const FONT = "'Manrope Variable', system-ui, sans-serif";
const TEXT_SIZE = 15;
const SMALL_WIDTH = 600;
const LARGE_WIDTH = 960;
const MAX_GROWTH = 6;

/**
 * Paints pointers and ink over a picture. Nothing is cleared first, and the context's own
 * transform is kept: it says where the picture's rectangle begins.
 *
 * @param nowMs - wall clock, milliseconds since 1970.
 * @param trails - see `PointerMotion`; without them lasers have none.
 * @returns whether something fades, so that it must be painted again even if nothing is new.
 */
export function paintInk(
  context: CanvasRenderingContext2D,
  scene: InkScene,
  frame: InkFrame,
  nowMs: number,
  trails: PointerTrails = NO_TRAILS,
): boolean {
  let fading = false;
  const unit = unitOf(frame);
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of scene.strokes) {
    const strength = strengthOf(stroke, nowMs);
    if (strength <= 0) continue;
    if (stroke.goneAtMs !== null) fading = true;
    context.globalAlpha = strength;
    paintStroke(context, stroke, frame, unit);
  }
  context.globalAlpha = 1;
  for (const pointer of scene.pointers) {
    const trail = trails.get(pointer.member) ?? [];
    paintPointer(context, pointer, {
      at: spotIn(frame, pointer.at),
      trail: trail.map((place) => spotIn(frame, place)),
      unit,
      frame,
    });
  }
  context.restore();
  return fading;
}

/**
 * When a scene looks different without being another: the first moment at which a stroke begins to
 * fade; `nowMs` while one does; null when none will.
 */
export function fadesAtMs(scene: InkScene, nowMs: number): number | null {
  let next: number | null = null;
  for (const { goneAtMs } of scene.strokes) {
    if (goneAtMs === null || goneAtMs <= nowMs) continue;
    const begins = Math.max(nowMs, goneAtMs - FADE_MS);
    next = next === null ? begins : Math.min(next, begins);
  }
  return next;
}

/** 0: gone, 1: as if just drawn. */
function strengthOf({ goneAtMs }: InkStroke, nowMs: number): number {
  if (goneAtMs === null) return 1;
  return Math.min(1, Math.max(0, (goneAtMs - nowMs) / FADE_MS));
}

/**
 * Device pixels for one CSS pixel of ink: it grows with a picture that is seen larger, shrinks with
 * one that is only glanced at, and is as it is on a picture of ordinary size.
 */
/** How large text is that is written on a picture so wide, all in CSS pixels. */
export function writtenSize(width: number): number {
  return TEXT_SIZE * unitOf({ width, height: 0, scale: 1 });
}

function unitOf({ width, scale }: InkFrame): number {
  const seen = width / scale;
  const growth = Math.max(seen / LARGE_WIDTH, Math.min(1, seen / SMALL_WIDTH));
  return scale * Math.min(MAX_GROWTH, growth);
}

function spotIn({ width, height }: InkFrame, [x, y]: Spot): Spot {
  return [(x / INK_EXTENT) * width, (y / INK_EXTENT) * height];
}

function paintStroke(
  context: CanvasRenderingContext2D,
  stroke: InkStroke,
  frame: InkFrame,
  unit: number,
): void {
  const spots = stroke.points.map((point) => spotIn(frame, point));
  const [first] = spots;
  const last = spots.at(-1);
  if (first === undefined || last === undefined) return;
  const { line, plate } = inkColours(stroke.colour);
  switch (stroke.tool) {
    case 'pen':
      return strokeTwice(context, penPath(spots), line, unit);
    case 'arrow':
      return strokeTwice(context, arrowPath(first, last, unit), line, unit);
    case 'rectangle':
      return strokeTwice(context, rectanglePath(first, last, unit), line, unit);
    case 'text':
      return paintText(context, stroke.text, first, plate, frame, unit);
  }
}

/** In white first, so that the colour is seen on any picture. */
function strokeTwice(
  context: CanvasRenderingContext2D,
  path: Path2D,
  colour: string,
  unit: number,
): void {
  context.strokeStyle = '#fff';
  context.lineWidth = (LINE_WIDTH + 2 * HALO) * unit;
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = LINE_WIDTH * unit;
  context.stroke(path);
}

/** Through the middles between points, with the points themselves as what bends it. */
function penPath(spots: readonly Spot[]): Path2D {
  const path = new Path2D();
  const [first, ...rest] = spots;
  if (first === undefined) return path;
  path.moveTo(...first);
  // A line of no length is a dot, as its caps are round.
  if (rest.length === 0) path.lineTo(...first);
  for (const [index, spot] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) path.lineTo(...spot);
    else path.quadraticCurveTo(...spot, (spot[0] + next[0]) / 2, (spot[1] + next[1]) / 2);
  }
  return path;
}

function arrowPath(from: Spot, to: Spot, unit: number): Path2D {
  const path = new Path2D();
  path.moveTo(...from);
  path.lineTo(...to);
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length === 0) return path;
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  // A short arrow has a short head, or it would be all head.
  const head = Math.min(HEAD_LENGTH * unit, length * 0.6);
  path.moveTo(...behind(to, angle - HEAD_ANGLE, head));
  path.lineTo(...to);
  path.lineTo(...behind(to, angle + HEAD_ANGLE, head));
  return path;
}

function behind([x, y]: Spot, angle: number, distance: number): Spot {
  return [x - Math.cos(angle) * distance, y - Math.sin(angle) * distance];
}

function rectanglePath(one: Spot, other: Spot, unit: number): Path2D {
  const path = new Path2D();
  const width = Math.abs(other[0] - one[0]);
  const height = Math.abs(other[1] - one[1]);
  const radius = Math.min(CORNER * unit, width / 2, height / 2);
  path.roundRect(
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    width,
    height,
    Math.max(0, radius),
  );
  return path;
}

/** On a plate whose top left corner is the place, kept inside of the picture as far as it goes. */
function paintText(
  context: CanvasRenderingContext2D,
  text: string,
  place: Spot,
  plate: string,
  frame: InkFrame,
  unit: number,
): void {
  const size = TEXT_SIZE * unit;
  const padding = 6 * unit;
  context.font = `600 ${size}px ${FONT}`;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 2 * padding;
  const height = size * 1.35 + padding;
  const left = Math.max(0, Math.min(place[0], frame.width - width));
  const top = Math.max(0, Math.min(place[1], frame.height - height));
  context.beginPath();
  context.roundRect(left, top, width, height, 5 * unit);
  context.strokeStyle = '#fff';
  context.lineWidth = 2 * HALO * unit;
  context.stroke();
  context.fillStyle = plate;
  context.fill();
  context.fillStyle = '#fff';
  context.fillText(text, left + padding, top + height / 2);
}
