// Where things are on the shared screen, for the page that paints it and for those who read it.

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SCREEN = { width: 1_920, height: 1_080 } as const;

/** The part of the screen whose quality is measured: clear of the clock and of bars at the edges. */
export const REGION: Rect = { x: 64, y: 128, width: 1_792, height: 824 };

/** Scrolling, pixels a second: six with each frame of a 60 Hz screen. */
export const SCROLL_SPEED = 360;

/** Characters a second that are typed: a fast typist's bursts. */
export const TYPING_RATE = 12;

export const TEXT_SIZES = [10, 12, 14] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** The blocks of known text, one above the other. */
export const TEXT_BLOCKS: Readonly<Record<TextSize, Rect>> = {
  10: { x: 96, y: 160, width: 620, height: 130 },
  12: { x: 96, y: 340, width: 740, height: 156 },
  14: { x: 96, y: 546, width: 860, height: 182 },
};

/** What the blocks say: words, figures and marks that are easily mistaken for each other. */
export const KNOWN_TEXT = [
  'Release 4.17 of the scheduler shipped on 12 March 2026 with 38 fixes and 5 new options.',
  'Set retries to 8, timeout to 1500 ms and burst to 64, or leave them out for the defaults.',
  'The quick brown fox jumps over the lazy dog while Zoe mixes 7 jugs of liquid oxygen.',
  'Memory fell from 913 MB to 286 MB; the median of all requests went from 41 to 19 ms.',
  'Please check rows 6, 9 and 13 again: minimum, maximum and illness look much alike here.',
  'Clear communication never came cheap: summer hammers, vivid waves, yellow bellows, quiz.',
] as const;
