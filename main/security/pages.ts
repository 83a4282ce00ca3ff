import { app, type Session } from 'electron';
import path from 'node:path';
import process from 'node:process';
import type { PageOrigin } from '../ipc/senderCheck.ts';
import { APP_ORIGIN, protectDevelopmentPages, serveAppScheme } from './appScheme.ts';

/** Folder of the built pages, beside main's own. */
const PAGES_DIR = path.resolve(import.meta.dirname, '../renderer');

export interface PageSource {
  readonly origin: PageOrigin;
  /** Without a slash at its end. */
  readonly url: string;
  readonly isDevelopment: boolean;
}

/** Where the windows' pages come from. A packaged app has no development server. */
export function pageSource(): PageSource {
  const server = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  if (server === undefined) {
    const url = `${APP_ORIGIN.protocol}//${APP_ORIGIN.host}`;
    return { origin: APP_ORIGIN, url, isDevelopment: false };
  }
  const { protocol, host } = new URL(server);
  return { origin: { protocol, host }, url: `${protocol}//${host}`, isDevelopment: true };
}

/**
 * Serves the pages with their security policy in a session.
 *
 * @param after - none before this.
 */
export function servePages(session: Session, source: PageSource, after?: Promise<void>): void {
  if (source.isDevelopment) protectDevelopmentPages(session, source.origin, after);
  else serveAppScheme(session, PAGES_DIR, after);
}
