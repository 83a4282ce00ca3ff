const KEY = ',"payload":';

/**
 * The payload of a valid `signal` message as a JSON string. It is cut out of the message where
 * that was written as everybody writes it, for escaping it anew is the dearest step of a relay.
 *
 * Unescaped quotes stand only where JSON has a string's ends, so that the first `,"payload":"` is
 * the key, and the first unescaped quote behind it ends the value. If that is not where the
 * message ends (another order, white space, a second `payload`), it is escaped anew.
 *
 * @param text - the message, known to be valid.
 * @param payload - its `payload`.
 */
export function payloadJson(text: string, payload: string): string {
  const start = text.indexOf(`${KEY}"`) + KEY.length;
  const isFound = start >= KEY.length;
  const isLast = isFound && closingQuote(text, start) === text.length - 2;
  return isLast ? text.slice(start, -1) : JSON.stringify(payload);
}

/** @param start - where a JSON string's first quote is. @returns where its last one is. */
function closingQuote(text: string, start: number): number {
  let at = start;
  for (;;) {
    at = text.indexOf('"', at + 1);
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
}

const BACKSLASH = 0x5c;
