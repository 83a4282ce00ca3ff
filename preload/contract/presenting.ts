import { z } from 'zod';
import { InkPolicy } from '../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import {
  InkColour,
  InkPoint,
  MAX_INK_TEXT_LENGTH,
  MAX_POINTS_PER_FRAME,
  MAX_POINTS_PER_STROKE,
  MAX_STILL_SIDE,
} from '../../signaling/protocol/presentFrames.ts';

/*
 * What the windows around a presentation know and may wish: the sharing bar, the overlay on the
 * shared screen, the choice of a region.
 */

export {
  INK_EXTENT,
  MAX_INK_TEXT_LENGTH,
  MAX_POINTS_PER_FRAME,
  type InkPoint,
} from '../../signaling/protocol/presentFrames.ts';

/** One capture that main has granted, from its grant to its release. */
export const CaptureId = z.int().min(1).max(Number.MAX_SAFE_INTEGER).brand<'CaptureId'>();
export type CaptureId = z.infer<typeof CaptureId>;

export const ShareKind = z.enum(['screen', 'window', 'region']);
export type ShareKind = z.infer<typeof ShareKind>;

/** A part of a screen, in pixels of the captured picture; even, so that video can have it. */
export const Region = z.strictObject({
  x: z.int().min(0).max(MAX_STILL_SIDE).multipleOf(2),
  y: z.int().min(0).max(MAX_STILL_SIDE).multipleOf(2),
  width: z.int().min(32).max(MAX_STILL_SIDE).multipleOf(2),
  height: z.int().min(32).max(MAX_STILL_SIDE).multipleOf(2),
});
export type Region = z.infer<typeof Region>;

/** Where ink appears on the presenter's side. */
export const OverlayPlace = z.enum([
  /** Nowhere but in the preview: no compositor, or the platform has no such windows. */
  'none',
  /** On the screen, and so in the shared picture. */
  'in-picture',
  /** On the screen, kept out of the shared picture. */
  'beside',
]);
export type OverlayPlace = z.infer<typeof OverlayPlace>;

/** A part of a captured picture that a window of ours covers, in the picture's pixels. */
export const CoveredArea = z.strictObject({
  x: z.int().min(0).max(MAX_STILL_SIDE),
  y: z.int().min(0).max(MAX_STILL_SIDE),
  width: z.int().min(1).max(MAX_STILL_SIDE),
  height: z.int().min(1).max(MAX_STILL_SIDE),
});
export type CoveredArea = z.infer<typeof CoveredArea>;

/** What happens to a running capture outside of the page. */
export const CaptureEvent = z.enum([
  'minimised',
  'restored',
  /** The window was closed, or the display unplugged. */
  'gone',
  /** The computer was locked or goes to sleep. */
  'locked',
  'unlocked',
]);
export type CaptureEvent = z.infer<typeof CaptureEvent>;

/** Whether what the computer plays can be shared. */
export const SoundOffer = z.enum([
  'available',
  /** The call plays on what would be captured: everyone would hear themselves. */
  'same-speaker',
  /** This system has no way to it. */
  'unsupported',
]);
export type SoundOffer = z.infer<typeof SoundOffer>;

const windowBase = {
  /** Never `system`: what that means was looked up. */
  language: z.enum(['en', 'ru', 'uk']),
  theme: z.enum(['light', 'dark']),
} as const;

export const ShareViewer = z.strictObject({
  member: MemberId,
  name: DisplayName,
  /** Pixels of the viewer's display that the picture covers; 0: not to be seen there. */
  width: z.int().min(0).max(MAX_STILL_SIDE),
  height: z.int().min(0).max(MAX_STILL_SIDE),
  /** Null: not known yet. */
  delayMs: z.int().min(0).max(60_000).nullable(),
});
export type ShareViewer = z.infer<typeof ShareViewer>;

const CaptureFailure = z.enum(['denied', 'missing', 'busy', 'failed']);

/** What the sharing bar of one capture shows. */
export const SharingBar = z.strictObject({
  capture: CaptureId,
  sourceName: z.string().max(512),
  kind: ShareKind,
  startedAtMs: z.int().min(0),
  state: z.enum(['live', 'paused', 'locked', 'minimised']),
  /** `none`: there is no sound in this share. */
  sound: z.enum(['none', 'on', 'off']),
  ink: InkPolicy,
  /** There is somewhere on the screen to draw. */
  canDraw: z.boolean(),
  drawing: z.boolean(),
  /** There is ink to clear. */
  hasInk: z.boolean(),
  sharpening: z.enum(['off', 'sending', 'sharp', 'failed']),
  microphone: z.boolean(),
  camera: z.boolean(),
  /** Why the microphone, or the camera, gives nothing; null: it would. */
  failures: z.strictObject({
    microphone: CaptureFailure.nullable(),
    camera: CaptureFailure.nullable(),
  }),
  viewers: z.array(ShareViewer).max(64),
});
export type SharingBar = z.infer<typeof SharingBar>;

export const SharingBarState = z.strictObject({ ...windowBase, bar: SharingBar });
export type SharingBarState = z.infer<typeof SharingBarState>;

/** A finished or growing stroke as it is painted; points are all of it. */
export const InkStroke = z.strictObject({
  author: MemberId,
  authorName: DisplayName,
  stroke: z.int().min(1),
  tool: z.enum(['pen', 'arrow', 'rectangle', 'text']),
  colour: InkColour,
  fades: z.boolean(),
  points: z.array(InkPoint).max(MAX_POINTS_PER_STROKE),
  text: z.string().max(MAX_INK_TEXT_LENGTH),
  done: z.boolean(),
  /** When a fading stroke is gone, wall clock in milliseconds; null for one that stays. */
  goneAtMs: z.number().nullable(),
});
export type InkStroke = z.infer<typeof InkStroke>;

export const InkPointer = z.strictObject({
  member: MemberId,
  name: DisplayName,
  colour: InkColour,
  at: InkPoint,
});
export type InkPointer = z.infer<typeof InkPointer>;

/** All that is painted over one share. */
export const InkScene = z.strictObject({
  strokes: z.array(InkStroke).max(4_096),
  pointers: z.array(InkPointer).max(64),
});
export type InkScene = z.infer<typeof InkScene>;

/** What is different in a scene: strokes that are new or have grown, whole, and those gone. */
export const InkChange = z.strictObject({
  strokes: InkScene.shape.strokes,
  gone: z.array(z.strictObject({ author: MemberId, stroke: z.int().min(1) })).max(4_096),
  /** All that there are now. */
  pointers: InkScene.shape.pointers,
});
export type InkChange = z.infer<typeof InkChange>;

export const InkTool = z.enum(['pen', 'arrow', 'rectangle', 'text']);
export type InkTool = z.infer<typeof InkTool>;

/** What somebody does with pointer and pens on one share. Coordinates as in {@link InkPoint}. */
export const InkIntent = z.discriminatedUnion('type', [
  /** Null: no longer pointing. */
  z.strictObject({ type: z.literal('point'), at: InkPoint.nullable(), colour: InkColour }),
  /** Begins a stroke; one at a time for each person and share. Of text it is the whole. */
  z.strictObject({
    type: z.literal('begin'),
    tool: InkTool,
    colour: InkColour,
    fades: z.boolean(),
    at: InkPoint,
    text: z.string().max(MAX_INK_TEXT_LENGTH),
  }),
  /** Pens grow by these; arrow and rectangle end at the last. */
  z.strictObject({
    type: z.literal('extend'),
    points: z.array(InkPoint).min(1).max(MAX_POINTS_PER_FRAME),
  }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({ type: z.literal('undo') }),
  /** `all` is the presenter's right. */
  z.strictObject({ type: z.literal('clear'), whose: z.enum(['own', 'all']) }),
]);
export type InkIntent = z.infer<typeof InkIntent>;

/** What the bar asks of the call. */
export const BarIntent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pause'), paused: z.boolean() }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('set-sound'), on: z.boolean() }),
  z.strictObject({ type: z.literal('sharpen') }),
  z.strictObject({ type: z.literal('set-ink'), ink: InkPolicy }),
  z.strictObject({ type: z.literal('draw'), on: z.boolean() }),
  z.strictObject({ type: z.literal('clear-ink') }),
  z.strictObject({ type: z.literal('set-microphone'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-camera'), on: z.boolean() }),
  /** Handled by main alone: how high the bar is with what is open below it, CSS pixels. */
  z.strictObject({ type: z.literal('resize'), height: z.int().min(40).max(480) }),
  /** Handled by main alone: the call's window comes to the front. */
  z.strictObject({ type: z.literal('show-call') }),
]);
export type BarIntent = z.infer<typeof BarIntent>;

/** What the overlay of one capture shows. */
export const OverlayState = z.strictObject({
  ...windowBase,
  /** Where the shared picture is, from the window's top left corner, in CSS pixels. */
  picture: z.strictObject({
    left: z.number(),
    top: z.number(),
    width: z.number().min(1),
    height: z.number().min(1),
  }),
  /** The presenter draws: the overlay takes the mouse. */
  drawing: z.boolean(),
  /** The presenter, whose colour is used when nothing else is chosen. */
  author: MemberId,
  scene: InkScene,
});
export type OverlayState = z.infer<typeof OverlayState>;

export const OverlayIntent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ink'), ink: InkIntent }),
  z.strictObject({ type: z.literal('stop-drawing') }),
]);
export type OverlayIntent = z.infer<typeof OverlayIntent>;

/** What the call's window gets from the bar and the overlay of a capture. */
export const PresentingWish = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('bar'), capture: CaptureId, intent: BarIntent }),
  z.strictObject({ from: z.literal('overlay'), capture: CaptureId, intent: OverlayIntent }),
]);
export type PresentingWish = z.infer<typeof PresentingWish>;

/** What the window for choosing a region shows: the screen as it was when it opened. */
export const RegionChoice = z.strictObject({
  ...windowBase,
  /** PNG or JPEG bytes of the whole screen. */
  picture: z.instanceof(Uint8Array),
  /** Pixels of the picture. */
  width: z.int().min(1).max(MAX_STILL_SIDE),
  height: z.int().min(1).max(MAX_STILL_SIDE),
});
export type RegionChoice = z.infer<typeof RegionChoice>;

/** Null: cancelled. */
export const RegionAnswer = z.strictObject({ region: Region.nullable() });
export type RegionAnswer = z.infer<typeof RegionAnswer>;
