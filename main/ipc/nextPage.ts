import type { WebContents } from 'electron';
import { isOurPage, type PageOrigin } from './senderCheck.ts';

/**
 * Tells when a window leaves its page for another of ours, or loads it anew. Every other navigation
 * is refused after it has begun, and its page lives on.
 */
export function onNextPage(contents: WebContents, page: PageOrigin, listener: () => void): void {
  contents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument && isOurPage(url, page)) listener();
  });
}
