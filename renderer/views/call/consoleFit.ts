/** Widths of the console's parts, CSS pixels. */
export interface ConsoleWidths {
  /** Inside the console's padding. */
  readonly available: number;
  /** Between its three groups. */
  readonly gap: number;
  /** The middle group with its words, and without. */
  readonly words: number;
  readonly icons: number;
  /** Room name and clock at their natural width. */
  readonly room: number;
  /** The right group. */
  readonly tools: number;
}

export interface ConsoleFit {
  /** Words beside the icons of the middle group. */
  readonly words: boolean;
  readonly room: boolean;
}

/** A longer room name is cut off, down to this width, before words go. */
const ROOM_ENOUGH = 160;
/** Less than this of the room says nothing: it goes. */
const ROOM_LEAST = 96;

/** What still fits on the console: first the words go, then the room. */
export function fitConsole(widths: ConsoleWidths): ConsoleFit {
  const { available, gap, words, icons, room, tools } = widths;
  const left = (middle: number): number => available - middle - tools - 2 * gap;
  if (left(words) >= Math.min(room, ROOM_ENOUGH)) return { words: true, room: true };
  return { words: false, room: left(icons) >= Math.min(room, ROOM_LEAST) };
}
