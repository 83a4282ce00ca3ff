import { z } from 'zod';
import { DisplayName } from './displayName.ts';
import { MemberId, ShareId } from './ids.ts';

/*
 * Frames of the channels `present`, `pointer` and `still`. The member that shares is the hub of
 * its share: others draw by asking it, and it tells everyone, itself included, what there is.
 */

/** Largest coordinate: a picture is this wide and this high, whatever its pixels. */
export const INK_EXTENT = 65_535;
/** Points in one frame. */
export const MAX_POINTS_PER_FRAME = 64;
/** Points in one stroke. */
export const MAX_POINTS_PER_STROKE = 4_096;
/** Strokes of one author that may stand on one share. */
export const MAX_STROKES_PER_AUTHOR = 256;
/** Strokes in one `ink` frame. */
export const MAX_STROKES_PER_FRAME = 16;
/** Longest text that can be written on a share, in UTF-16 units. */
export const MAX_INK_TEXT_LENGTH = 200;
/** Longest side of a still, in pixels. */
export const MAX_STILL_SIDE = 16_384;
/** Largest encoded still, in bytes. */
export const MAX_STILL_BYTES = 64 * 1024 * 1024;
/** Largest piece of a still, in bytes. */
export const MAX_STILL_PIECE_BYTES = 64 * 1024;

const coordinate = z.int().min(0).max(INK_EXTENT);
/** A place on a shared picture: x from its left, y from its top, 0 to {@link INK_EXTENT}. */
export const InkPoint = z.tuple([coordinate, coordinate]);
export type InkPoint = z.infer<typeof InkPoint>;

/** One of the eight colours of people, by its place. */
export const InkColour = z.int().min(0).max(7);
export type InkColour = z.infer<typeof InkColour>;

/** An author's strokes on one share count from 1. */
const strokeNumber = z.int().min(1).max(1_000_000);

const strokeShape = {
  stroke: strokeNumber,
  /** Of arrow and rectangle the first and the last point count; text begins at its first. */
  tool: z.enum(['pen', 'arrow', 'rectangle', 'text']),
  colour: InkColour,
  /** Disappears by itself a few seconds after it is done. */
  fades: z.boolean(),
  /** Place of `points[0]` in the stroke: points before it are kept, those from it on replaced. */
  from: z
    .int()
    .min(0)
    .max(MAX_POINTS_PER_STROKE - 1),
  points: z.array(InkPoint).max(MAX_POINTS_PER_FRAME),
  /** Empty for all but text. */
  text: z.string().max(MAX_INK_TEXT_LENGTH),
  done: z.boolean(),
} as const;

/** To the sharing member: begins a stroke or goes on with it. */
export const DrawFrame = z.strictObject({
  type: z.literal('draw'),
  share: ShareId,
  ...strokeShape,
});
export type DrawFrame = z.infer<typeof DrawFrame>;

/** To the sharing member: takes back one's newest stroke. */
const UndoFrame = z.strictObject({ type: z.literal('undo'), share: ShareId });
/** To the sharing member: takes back all strokes of one's own. */
const ClearFrame = z.strictObject({ type: z.literal('clear'), share: ShareId });
/** To the sharing member: asks for a lossless still. */
const StillRequestFrame = z.strictObject({ type: z.literal('still'), share: ShareId });
/** To the sharing member, now and then: how one sees it. */
export const WatchFrame = z.strictObject({
  type: z.literal('watch'),
  share: ShareId,
  /** Pixels of the display that the picture covers; 0 when it is not to be seen. */
  width: z.int().min(0).max(MAX_STILL_SIDE),
  height: z.int().min(0).max(MAX_STILL_SIDE),
  /** From the presenter's screen to the viewer's, as far as it can be measured; null: not yet. */
  delayMs: z.int().min(0).max(60_000).nullable(),
});
export type WatchFrame = z.infer<typeof WatchFrame>;

/** A stroke, or what is new of it, with its author. */
export const InkStrokePart = z.strictObject({
  author: MemberId,
  authorName: DisplayName,
  ...strokeShape,
});
export type InkStrokePart = z.infer<typeof InkStrokePart>;

/** From the sharing member: what there is on its share. */
export const InkFrame = z.strictObject({
  type: z.literal('ink'),
  share: ShareId,
  /** Forget what was before: sent to those who come later, and when all is cleared. */
  reset: z.boolean(),
  strokes: z.array(InkStrokePart).max(MAX_STROKES_PER_FRAME),
});
export type InkFrame = z.infer<typeof InkFrame>;

/** From the sharing member: these are gone. */
export const EraseFrame = z.strictObject({
  type: z.literal('erase'),
  share: ShareId,
  strokes: z
    .array(z.strictObject({ author: MemberId, stroke: strokeNumber }))
    .min(1)
    .max(MAX_STROKES_PER_AUTHOR),
});
export type EraseFrame = z.infer<typeof EraseFrame>;

export const PresentRefusal = z.enum([
  /** No such share is live here. */
  'not_live',
  /** The presenter does not let others do this. */
  'not_allowed',
  /** Above a bound or the rate. */
  'too_much',
  /** It could not be made. */
  'failed',
]);
export type PresentRefusal = z.infer<typeof PresentRefusal>;

/** From the sharing member: not done, and why. */
export const RefusedFrame = z.strictObject({
  type: z.literal('refused'),
  of: z.enum(['draw', 'undo', 'clear', 'still', 'watch', 'point']),
  share: ShareId,
  /** The stroke that was refused; null for anything else. */
  stroke: strokeNumber.nullable(),
  reason: PresentRefusal,
});
export type RefusedFrame = z.infer<typeof RefusedFrame>;

export const PresentFrame = z.discriminatedUnion('type', [
  DrawFrame,
  UndoFrame,
  ClearFrame,
  StillRequestFrame,
  WatchFrame,
  InkFrame,
  EraseFrame,
  RefusedFrame,
]);
export type PresentFrame = z.infer<typeof PresentFrame>;

/** On `pointer`, to everyone: where one points. An older frame than the last is ignored. */
export const PointFrame = z.strictObject({
  type: z.literal('point'),
  share: ShareId,
  number: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** Null: no longer. */
  at: InkPoint.nullable(),
  colour: InkColour,
});
export type PointFrame = z.infer<typeof PointFrame>;

/** On `pointer`. */
export const PointerFrame = z.discriminatedUnion('type', [PointFrame]);

/**
 * On `still`: a lossless picture of the share follows, in binary messages of at most
 * {@link MAX_STILL_PIECE_BYTES} that are `bytes` together. A later still replaces it.
 */
export const StillHeaderFrame = z.strictObject({
  type: z.literal('picture'),
  share: ShareId,
  still: z.int().min(1).max(1_000_000_000),
  width: z.int().min(1).max(MAX_STILL_SIDE),
  height: z.int().min(1).max(MAX_STILL_SIDE),
  format: z.literal('png'),
  bytes: z.int().min(1).max(MAX_STILL_BYTES),
});
export type StillHeaderFrame = z.infer<typeof StillHeaderFrame>;

/** On `still`: the picture is different now; the still is over, and so is its transfer. */
export const StillOverFrame = z.strictObject({
  type: z.literal('over'),
  share: ShareId,
  still: z.int().min(1).max(1_000_000_000),
});
export type StillOverFrame = z.infer<typeof StillOverFrame>;

/** The text messages on `still`. */
export const StillFrame = z.discriminatedUnion('type', [StillHeaderFrame, StillOverFrame]);
export type StillFrame = z.infer<typeof StillFrame>;
