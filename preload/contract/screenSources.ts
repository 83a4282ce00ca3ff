import { z } from 'zod';
import { SoundOffer } from './presenting.ts';

/** As `desktopCapturer` names it: `screen:…` or `window:…`. `portal` is the system's own dialog. */
export const ScreenSourceId = z
  .string()
  .max(128)
  .regex(/^((screen|window):[A-Za-z0-9:_-]+|portal)$/)
  .brand<'ScreenSourceId'>();
export type ScreenSourceId = z.infer<typeof ScreenSourceId>;

export const ScreenSource = z.strictObject({
  id: ScreenSourceId,
  kind: z.enum(['screen', 'window']),
  name: z.string().max(512),
  /** PNG or JPEG bytes; empty when the system gave no picture. */
  thumbnail: z.instanceof(Uint8Array),
  /** Changes with the thumbnail's bytes: an unchanged one need not be drawn again. */
  thumbnailKey: z.string().max(64),
  /** The app's icon as PNG bytes; null where the system has none. */
  icon: z.instanceof(Uint8Array).nullable(),
  /** On which display it is, counted from 1; null with one display, or where it is not known. */
  display: z.int().min(1).max(64).nullable(),
  /** We share it now. */
  shared: z.boolean(),
});
export type ScreenSource = z.infer<typeof ScreenSource>;

/** What there is to share. */
export const ScreenList = z.strictObject({
  /**
   * `system`: the desktop asks by a dialog of its own when the capture starts, and nothing can be
   * listed before.
   */
  picker: z.enum(['own', 'system']),
  sources: z.array(ScreenSource).max(512),
  /** As far as the platform goes; the call's own speaker is not looked at. */
  sound: SoundOffer,
  /** Whether a part of a screen can be shared. */
  regions: z.boolean(),
});
export type ScreenList = z.infer<typeof ScreenList>;
