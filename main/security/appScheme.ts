import {
  protocol,
  type HeadersReceivedResponse,
  type OnHeadersReceivedListenerDetails,
  type Session,
} from 'electron';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { fileOf } from './pageFiles.ts';

/** Chromium's net::ERR_FILE_NOT_FOUND. */
const FILE_NOT_FOUND = -6;

/** Where the app's own pages are: `app://parley/`. */
export const APP_ORIGIN: PageOrigin = { protocol: 'app:', host: 'parley' };

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      // `standard` gives origins and relative URLs, `secure` what only secure contexts have.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the files in `root`, and nothing else, at `app://parley/`.
 *
 * @param after - nothing is served before this.
 * @throws Error when the session has them served already.
 */
export function serveAppScheme(session: Session, root: string, after = Promise.resolve()): void {
  const { protocol, host } = APP_ORIGIN;
  const headers = {
    'content-security-policy': contentSecurityPolicy(false),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
  // Marked as deprecated in favour of `handle`, which has Node read its whole HTTP client before the
  // first page, and takes the bytes of each file through JavaScript. It lets pages of any origin read
  // the files; in our sessions there are none but these.
  const isServed = session.protocol.registerFileProtocol('app', ({ url, method }, respond) => {
    const isOurs = method === 'GET' && url.startsWith(`${protocol}//${host}/`);
    const file = isOurs ? fileOf(url, root) : null;
    if (file === null) return respond({ error: FILE_NOT_FOUND });
    void after.then(() => respond({ path: file, headers }));
  });
  if (!isServed) throw new Error('the pages are served already');
}

/** What is asked before a response goes to its page. */
type Heard = [OnHeadersReceivedListenerDetails, (response: HeadersReceivedResponse) => void];

/**
 * Puts the policy on the development server's pages.
 *
 * @param after - none comes before this.
 */
export function protectDevelopmentPages(
  session: Session,
  page: PageOrigin,
  after = Promise.resolve(),
): void {
  const urls = [`${page.protocol}//${page.host}/*`];
  const answer = async (...[{ responseHeaders }, callback]: Heard): Promise<void> => {
    await after;
    const policy = [contentSecurityPolicy(true)];
    callback({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': policy } });
  };
  session.webRequest.onHeadersReceived({ urls }, (...heard) => void answer(...heard));
}
