import { z } from 'zod';

/*
 * What an embedded server and the process that forked it say to each other. Not part of the wire
 * protocol: both are always of the same release.
 */

const Port = z.int().min(1).max(65_535);

/** From the parent to the server. */
export const EmbeddedCommand = z.discriminatedUnion('type', [
  /** Listen on all addresses of the machine, on the same port; answered by `opened` or `failed`. */
  z.strictObject({ type: z.literal('open-lan') }),
  /** Drain and exit. */
  z.strictObject({ type: z.literal('stop') }),
]);
export type EmbeddedCommand = z.infer<typeof EmbeddedCommand>;

/** From the server to its parent. */
export const EmbeddedReport = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('listening'), host: z.string(), port: Port }),
  z.strictObject({ type: z.literal('opened'), port: Port }),
  /**
   * Before `listening`: it cannot run, and exits. After it: `open-lan` failed, and it goes on
   * listening where it did.
   */
  z.strictObject({
    type: z.literal('failed'),
    reason: z.enum(['port_in_use', 'no_permission', 'failed']),
  }),
]);
export type EmbeddedReport = z.infer<typeof EmbeddedReport>;
