import { WebUrl } from '../../preload/contract/webUrl.ts';
import type { Log } from './log.ts';

/** A click comes when a finger does; what comes faster is no person. */
const LEAST_BETWEEN_MS = 500;

export interface WebPagesParts {
  /** Hands an address to the system. */
  readonly open: (url: string) => Promise<void>;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** @returns opens a page in the system's browser: `http` and `https` only, whoever asks. */
export function createWebPages({ open, now, log }: WebPagesParts): (url: string) => Promise<void> {
  let quietUntilMs = 0;
  return async (text) => {
    const url = WebUrl.safeParse(text);
    // The schema knows the form, `URL` where it leads.
    const isSame = url.success && URL.parse(url.data)?.href === url.data;
    if (!isSame || now() < quietUntilMs) {
      log.warn('web page refused');
      return;
    }
    quietUntilMs = now() + LEAST_BETWEEN_MS;
    // Without a browser nothing opens; the address stands in the chat.
    await open(url.data).catch(() => log.warn('web page not opened'));
  };
}
