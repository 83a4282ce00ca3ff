import { z } from 'zod';

/** Whether the global shortcuts work: `taken` by another app, `unsupported` by this desktop. */
export const ShortcutsState = z.strictObject({
  palette: z.enum(['off', 'on', 'taken', 'unsupported']),
  mute: z.enum(['off', 'on', 'taken', 'unsupported']),
});
export type ShortcutsState = z.infer<typeof ShortcutsState>;

/** Whether the desktop shows the app's icon. */
export const TrayState = z.strictObject({ isThere: z.boolean() });
