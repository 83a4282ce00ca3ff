/** Letters and digits, in groups or not, and perhaps a server behind an `@`. */
const CODE = /^\s*[0-9a-z](?:[\s\p{Pd}]*[0-9a-z]){11,}\s*(?:@|$)/iu;

/** Whether somebody types a contact code, and no link: it comes without a name. */
export function looksLikeCode(text: string): boolean {
  return CODE.test(text);
}
