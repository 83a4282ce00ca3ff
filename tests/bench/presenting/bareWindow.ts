import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { useElectron } from '../../support/app.ts';
import { bundlePage } from '../bundlePage.ts';
import type { Display } from './display.ts';
import type { PresentingEnd } from './subject.ts';

const FLOOR_APP = path.join(import.meta.dirname, '../floorApp');

export interface BareWindow extends PresentingEnd {
  close(): Promise<void>;
}

/** A bare Electron window on a display, with the script of a page of this folder in it. */
export async function openBareWindow(
  display: Display,
  script: string,
  { whole }: { readonly whole: boolean },
): Promise<BareWindow> {
  useElectron();
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-bare-'));
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${folder}`,
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
      // Names for addresses need a network to ask.
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      FLOOR_APP,
      ...(whole ? ['--whole-screen'] : []),
      pathToFileURL(path.join(FLOOR_APP, 'blank.html')).href,
    ],
    env: { ...process.env, ...display.env } as Record<string, string>,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState();
  await loadInto(page, script);
  return {
    page,
    root: app.process().pid ?? 0,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a module of this folder, and what it imports, in a page. */
export async function loadInto(page: Page, module: string): Promise<void> {
  await page.evaluate(await bundlePage(path.join(import.meta.dirname, module)));
}
