const MAX_LENGTH = 300;

/**
 * Makes an error's text fit for the log: one short line without addresses, ids, links or SDP.
 *
 * Texts of errors come from anywhere, also from what other people sent.
 */
export function redact(text: string): string {
  const [firstLine = ''] = text.trim().split(/[\r\n]/, 1);
  return firstLine
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '<url>')
    .replace(/(^|\s)(?:[a-z]=\S|(?:[a-z]=)?candidate:).*$/, '$1<sdp>')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<address>')
    .replaceAll(/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '<address>')
    .replaceAll(/[A-Za-z0-9_-]{22,}/g, '<id>')
    .slice(0, MAX_LENGTH);
}
