import { nativeTheme, session, type BrowserWindow } from 'electron';
import path from 'node:path';
import { confinePages } from './security/navigation.ts';
import { pageSource, servePages, type PageSource } from './security/pages.ts';
import { openFirstFiles, type FirstFiles } from './system/firstFiles.ts';
import type { Log } from './system/log.ts';
import { loadCallPage, makeCallWindow } from './windows/callWindow.ts';

/** Folder of the preload scripts. */
export const PRELOAD_DIR = path.join(import.meta.dirname, '../preload');

export interface FirstWindow {
  readonly files: FirstFiles;
  readonly pages: PageSource;
  /** The call window, out of sight, with its page on the way; null: none is to be shown. */
  readonly window: BrowserWindow | null;
  /** The app stands: its page may come. Until then it waits, so nothing it asks is missed. */
  serve(): void;
}

/** The address of the call window's page. */
export function callPage(pages: PageSource): string {
  return `${pages.url}/windows/main/index.html`;
}

/**
 * The least of the app that has a window. To make a window and a process for its page takes longest of
 * all; meanwhile the rest of the app is read and put together.
 */
export function openFirstWindow(
  userDataDir: string,
  { isHidden, log }: { readonly isHidden: boolean; readonly log: Log },
): FirstWindow {
  const files = openFirstFiles(userDataDir, log);
  const pages = pageSource();
  let serve = (): void => undefined;
  const stands = new Promise<void>((resolve) => {
    serve = resolve;
  });
  servePages(session.defaultSession, pages, stands);
  confinePages(pages.origin, log);
  nativeTheme.themeSource = files.settings.value.theme;
  const parts = { state: files.window, preloadDir: PRELOAD_DIR, url: callPage(pages), log };
  const window = isHidden ? null : makeCallWindow(parts);
  if (window !== null) loadCallPage(window, parts);
  return { files, pages, window, serve };
}
