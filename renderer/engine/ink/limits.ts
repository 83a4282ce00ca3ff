/** A fading stroke is gone this long after it is done, by each member's own clock. */
export const FADE_MS = 4_000;
/** A pointer that is not heard of for this long is gone. */
export const POINTER_SILENCE_MS = 3_000;

/** What a presenter lets stand on one share, of all authors together. */
export const MAX_STROKES_PER_SHARE = 2_048;
export const MAX_POINTS_PER_SHARE = 131_072;
/** And of one author, so that nobody can take the room of all. */
export const MAX_POINTS_PER_AUTHOR = 32_768;
/** What a viewer takes in: more, because strokes fade a little later there. */
export const MAX_TOLD_STROKES = 3_072;
export const MAX_TOLD_POINTS = 196_608;
/** A viewer's own strokes that the presenter has not told of yet. */
export const MAX_UNTOLD_STROKES = 256;

/** Largest message on `present` and on `pointer`, bytes of UTF-8. */
export const MAX_PRESENT_FRAME_BYTES = 64 * 1024;
export const MAX_POINTER_FRAME_BYTES = 1_024;

/** Requests that a member may make of a presenter. */
export const REQUESTS_PER_SECOND = 60;
export const REQUESTS_BURST = 120;
/** Pointer frames of one member. */
export const POINTS_PER_SECOND = 60;
export const POINTS_BURST = 60;
