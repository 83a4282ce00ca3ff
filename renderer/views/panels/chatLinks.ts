import { WebUrl } from '../../../preload/contract/webUrl.ts';

/** A part of a message: words, or a link with where it leads. */
export type ChatPart =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'link';
      /** As it was written. */
      readonly text: string;
      readonly url: WebUrl;
      /** The host as the network knows it; null: so it is written. */
      readonly asciiHost: string | null;
    };

/** Ends at spaces, quotes, brackets that no address has, and characters that nobody sees. */
const CANDIDATE = /\bhttps?:\/\/[^\s<>"“”«»\p{C}]+/giu;
/** What follows an address in a sentence. */
const TRAILING = /[.,;:!?'’…*_~]+$/u;
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const;

/** A message as words and links. Joined together the parts are the message. */
export function chatParts(message: string): readonly ChatPart[] {
  const parts: ChatPart[] = [];
  let end = 0;
  for (const { 0: candidate, index } of message.matchAll(CANDIDATE)) {
    const link = linkOf(withoutTrail(candidate));
    if (link === null) continue;
    if (index > end) parts.push({ kind: 'words', text: message.slice(end, index) });
    parts.push(link);
    end = index + link.text.length;
  }
  if (end < message.length) parts.push({ kind: 'words', text: message.slice(end) });
  return parts;
}

/** Without the sentence's own marks, and without a closing bracket that was opened before it. */
function withoutTrail(candidate: string): string {
  let text = candidate;
  for (;;) {
    const shorter = text.replace(TRAILING, '');
    const last = shorter.at(-1) ?? '';
    const opening = last in BRACKETS ? BRACKETS[last as keyof typeof BRACKETS] : null;
    const isSurplus = opening !== null && count(shorter, last) > count(shorter, opening);
    const next = isSurplus ? shorter.slice(0, -1) : shorter;
    if (next === text) return text;
    text = next;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function linkOf(text: string): Extract<ChatPart, { readonly kind: 'link' }> | null {
  const parsed = URL.parse(text);
  const url = WebUrl.safeParse(parsed?.href);
  if (parsed === null || !url.success) return null;
  const written = /^https?:\/\/([^/?#\\]*)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const isAsWritten = written === parsed.host || written === `${parsed.host}:${port(parsed)}`;
  return { kind: 'link', text, url: url.data, asciiHost: isAsWritten ? null : parsed.host };
}

/** The usual port may be written and is not kept. */
function port({ protocol }: URL): string {
  return protocol === 'https:' ? '443' : '80';
}
