import { z } from 'zod';

/** Schema of a `Result`. */
export function resultOf<Value extends z.ZodType, Reason extends z.ZodEnum>(
  value: Value,
  reason: Reason,
) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), reason }),
  ]);
}
