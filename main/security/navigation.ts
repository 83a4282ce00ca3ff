import { app, type WebContents } from 'electron';
import type { Log } from '../system/log.ts';
import { isOurPage, type PageOrigin } from '../ipc/senderCheck.ts';

/**
 * Keeps every page where it is: no navigation away, no further windows, no embedded pages.
 *
 * To be called before the first window is made.
 */
export function confinePages(page: PageOrigin, log: Log): void {
  const confine = (contents: WebContents): void => {
    const refuse = (event: { preventDefault(): void }, url: string, what: string): void => {
      if (isOurPage(url, page)) return;
      event.preventDefault();
      log.warn('navigation refused', { what });
    };
    contents.on('will-navigate', (event) => refuse(event, event.url, 'navigate'));
    contents.on('will-frame-navigate', (event) => refuse(event, event.url, 'frame'));
    contents.on('will-redirect', (event) => refuse(event, event.url, 'redirect'));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => {
      log.warn('window refused');
      return { action: 'deny' };
    });
  };
  app.on('web-contents-created', (_event, contents) => confine(contents));
}
