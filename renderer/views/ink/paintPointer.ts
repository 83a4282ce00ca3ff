import type { InkPointer } from '../../../preload/contract/presenting.ts';
import { inkColours } from './inkColours.ts';
import type { InkFrame, Spot } from './inkFrame.ts';

export interface PointerPlace {
  /** Device pixels. */
  readonly at: Spot;
  /** Where it has just been, oldest first. */
  readonly trail: readonly Spot[];
  /** Device pixels for one CSS pixel of ink. */
  readonly unit: number;
  readonly frame: InkFrame;
}

/** CSS pixels. */
const RADIUS = 7;
const HALO = 2;
const TRAIL_WIDTH = 5;
const FLAG_HEIGHT = 20;
const FLAG_FONT = "'Manrope Variable', system-ui, sans-serif";

/** Paints somebody's laser: where it has been, where it is, and whose it is. */
export function paintPointer(
  context: CanvasRenderingContext2D,
  { name, colour }: Pick<InkPointer, 'name' | 'colour'>,
  { at, trail, unit, frame }: PointerPlace,
): void {
  const { line, faded, plate } = inkColours(colour);
  paintTrail(context, [...trail, at], line, faded, unit);
  context.save();
  context.shadowColor = line;
  context.shadowBlur = 14 * unit;
  context.fillStyle = '#fff';
  disc(context, at, (RADIUS + HALO) * unit);
  context.restore();
  context.fillStyle = line;
  disc(context, at, RADIUS * unit);
  paintFlag(context, name, plate, at, unit, frame);
}

function disc(context: CanvasRenderingContext2D, [x, y]: Spot, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Thinner and fainter the longer ago. */
function paintTrail(
  context: CanvasRenderingContext2D,
  spots: readonly Spot[],
  line: string,
  faded: string,
  unit: number,
): void {
  const first = spots[0];
  const last = spots.at(-1);
  if (first === undefined || last === undefined || spots.length < 2) return;
  const gradient = context.createLinearGradient(...first, ...last);
  gradient.addColorStop(0, faded);
  gradient.addColorStop(1, line);
  context.strokeStyle = gradient;
  context.lineWidth = TRAIL_WIDTH * unit;
  context.beginPath();
  context.moveTo(...first);
  for (const spot of spots.slice(1)) context.lineTo(...spot);
  context.stroke();
}

/** Right of the laser; left of it, or higher, where the picture ends. */
function paintFlag(
  context: CanvasRenderingContext2D,
  name: string,
  plate: string,
  [x, y]: Spot,
  unit: number,
  frame: InkFrame,
): void {
  const height = FLAG_HEIGHT * unit;
  const padding = 7 * unit;
  context.font = `700 ${12 * unit}px ${FLAG_FONT}`;
  context.textBaseline = 'middle';
  const width = context.measureText(name).width + 2 * padding;
  const beside = (RADIUS + 7) * unit;
  const right = x + beside;
  const left = right + width > frame.width ? Math.max(0, x - beside - width) : right;
  const top = Math.max(0, Math.min(y - height / 2, frame.height - height));
  context.fillStyle = plate;
  context.beginPath();
  context.roundRect(left, top, width, height, 5 * unit);
  context.fill();
  context.fillStyle = '#fff';
  context.fillText(name, left + padding, top + height / 2);
}
