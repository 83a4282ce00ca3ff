/** What is known of the frame that a message or a permission request came from. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Its page is shown by one of our windows. */
  readonly isOurWindow: boolean;
}

/** Where our own pages come from: `app://parley`, or the development server. */
export interface PageOrigin {
  /** With its colon: `app:`. */
  readonly protocol: string;
  /** With its port, if any. */
  readonly host: string;
}

/**
 * Whether a URL is one of our pages.
 *
 * Compares protocol and host: `new URL('app://x').origin` is the string `"null"` for every host.
 */
export function isOurPage(url: string, page: PageOrigin): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === page.protocol && host === page.host;
}

/** Whether a message may be acted on: it comes from the main frame of our page in our window. */
export function isTrustedSender(sender: Sender, page: PageOrigin): boolean {
  return sender.isOurWindow && sender.isMainFrame && isOurPage(sender.url, page);
}
