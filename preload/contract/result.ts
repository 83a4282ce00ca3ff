/** Errors are values: what failed, as a code of the layer, never as a text to be parsed. */
export type Result<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };
