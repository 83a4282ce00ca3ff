import type { z } from 'zod';

/** Version of the wire protocol that this code speaks. */
export const PROTOCOL_VERSION = 1;

export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: 'not_json' | 'not_valid'; readonly where: string };

/**
 * Parses one text message against a schema.
 *
 * A `__proto__` key is an unknown key like any other: `JSON.parse` makes it an own property, and
 * strict schemas refuse it. `where` names the first offending path and never quotes the input.
 */
export function decode<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): Decoded<z.output<Schema>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not_json', where: '' };
  }
  const result = schema.safeParse(parsed);
  if (result.success) return { ok: true, value: result.data };
  const path = result.error.issues[0]?.path ?? [];
  return { ok: false, reason: 'not_valid', where: path.map(String).join('.').slice(0, 64) };
}
