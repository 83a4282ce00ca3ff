import { z } from 'zod';

/** As `desktopCapturer` names it: `screen:…` or `window:…`. */
export const ScreenSourceId = z
  .string()
  .max(128)
  .regex(/^(screen|window):[A-Za-z0-9:_-]+$/)
  .brand<'ScreenSourceId'>();
export type ScreenSourceId = z.infer<typeof ScreenSourceId>;

export const ScreenSource = z.strictObject({
  id: ScreenSourceId,
  kind: z.enum(['screen', 'window']),
  name: z.string().max(512),
  /** PNG bytes; empty when the system gave no picture. */
  thumbnail: z.instanceof(Uint8Array),
  /** The app's icon as PNG bytes; null where the system has none. */
  icon: z.instanceof(Uint8Array).nullable(),
});
export type ScreenSource = z.infer<typeof ScreenSource>;
