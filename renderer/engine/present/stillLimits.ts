/** Most pixels of a still, for what they take when decoded: a screen of 8K, 7680 by 4320. */
export const MAX_STILL_PIXELS = 7_680 * 4_320;
/** Smallest piece of a still that is not its last, in bytes. */
export const MIN_STILL_PIECE_BYTES = 1_024;
