/** Most pixels of a still, for what they take when decoded: a screen of 8K, 7680 by 4320. */
export const MAX_STILL_PIXELS = 7_680 * 4_320;
