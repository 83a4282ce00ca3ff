// The engine's part of a join: two bare Electron windows that hold the call engine alone, on a
// real signaling server. What joinApp.ts takes longer is the app around it.
//
// `scripts/measure.ts tests/bench/joinEngine.ts [repetitions]` compares it with the floor.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { useElectron } from '../support/app.ts';
import type { JoinPage } from '../support/engineJoinPage.ts';
import { startServer } from '../support/serverProcess.ts';
import { bundlePage } from './bundlePage.ts';
import { startJoinFloor, type JoinSubject } from './joinFloor.ts';

declare global {
  interface Window {
    joinPage: JoinPage;
  }
}

const FLOOR_APP = path.join(import.meta.dirname, 'floorApp');
const PAGE = path.join(import.meta.dirname, '../support/engineJoinPage.ts');

/** Two bare windows with the engine, the second of which can join the first. */
export async function startJoinEngine(): Promise<JoinSubject> {
  useElectron();
  const server = await startServer();
  const pages = await servePage(await bundlePage(PAGE));
  const member = await openWindow(pages.url);
  const joiner = await openWindow(pages.url);
  for (const { page } of [member, joiner]) {
    await page.evaluate((url) => window.joinPage.ready(url), server.url);
  }
  await member.page.evaluate(() => window.joinPage.join(false));
  return {
    async join() {
      const ms = await joiner.page.evaluate(() => window.joinPage.join(true));
      await joiner.page.evaluate(() => window.joinPage.leave());
      if (ms === null) throw new Error('no time was taken');
      return ms;
    },
    async close() {
      await joiner.close();
      await member.close();
      pages.server.close();
      await server.stop();
    },
  };
}

async function servePage(script: string): Promise<{ url: string; server: Server }> {
  const html = '<!doctype html><meta charset="utf-8"><body><script src="/page.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, server };
}

async function openWindow(url: string): Promise<{ page: Page; close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-engine-'));
  const app: ElectronApplication = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${folder}`,
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
      FLOOR_APP,
      url,
    ],
  });
  const page = await app.firstWindow();
  await page.waitForURL(url);
  return {
    page,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

if (import.meta.filename === path.resolve(process.argv[1] ?? '')) {
  const repetitions = Number(process.argv[2] ?? 15);
  const subjects = { floor: await startJoinFloor(), engine: await startJoinEngine() };
  const times = { floor: [] as number[], engine: [] as number[] };
  // The first join of each warms up code and codecs.
  await subjects.floor.join();
  await subjects.engine.join();
  for (let round = 0; round < repetitions; round++) {
    for (const kind of ['floor', 'engine'] as const) times[kind].push(await subjects[kind].join());
  }
  for (const [kind, all] of Object.entries(times)) {
    const sorted = all.toSorted((one, other) => one - other).map(Math.round);
    const median = sorted[sorted.length >> 1];
    process.stdout.write(`${kind}: ${median} ms (${sorted[0]} to ${sorted.at(-1)})\n`);
  }
  await subjects.engine.close();
  await subjects.floor.close();
}
