import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import type { WindowApi } from '../../preload/contract/channels.ts';
import { AppProblems } from './appProblems.ts';
import { writeVoice } from './voice.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** How much of a log is kept for a test that fails. */
const LOG_LINES = 200;
/** Benchmarks start the app too. */
const isInTest = process.env['TEST_WORKER_INDEX'] !== undefined;

export interface LaunchOptions {
  /** Given to `--server`; left out, the app uses its embedded server. */
  readonly server?: string;
  /** Folder of an earlier instance, to start it again; a new one otherwise. */
  readonly userDataDir?: string;
  /** Chromium's fake camera and microphone (default); `none` gives the machine's own devices. */
  readonly devices?: 'fake' | 'none';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One running instance of the real app. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userDataDir: string;
  /** Everything the processes wrote to standard error. */
  log(): string;
  /** A test that brings about a problem says so; any other fails it. */
  expectProblem(problem: RegExp): void;
  /** Fails the test when the app has had a problem since it was last asked. */
  tellProblems(): void;
  /** Ends the app as a person's quitting would, and removes its folder. */
  close(): Promise<void>;
  /** Ends all its processes at once, as a crash of the machine would. */
  kill(): Promise<void>;
}

declare global {
  interface Window {
    readonly api: WindowApi;
    /** Every peer connection that the page has made, for tests that ask about identity. */
    parleyConnections?: RTCPeerConnection[];
  }
}

function recordConnections(): void {
  const made: RTCPeerConnection[] = [];
  window.parleyConnections = made;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
}

/**
 * Names the runtime by way of the `electron` package. Given as `executablePath`, Playwright does not
 * hold the app back until it has attached, and every thirtieth start on a busy machine hangs.
 */
export function useElectron(): void {
  const executable = process.env['PARLEY_ELECTRON'];
  if (executable === undefined) throw new Error('PARLEY_ELECTRON names no runtime');
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.dirname(executable);
}

/** As many people as are in one call at most. */
const VOICES = 4;
let voices = 0;

/** Chromium's fake camera, and a microphone into which somebody talks, each time somebody else. */
function fakeDevices(userDataDir: string): string[] {
  voices = (voices % VOICES) + 1;
  const voice = path.join(userDataDir, 'voice.wav');
  writeVoice(voice, voices);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${voice}`];
}

function placeArguments(userDataDir: string): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${userDataDir}`];
}

/** Opens a link as the system does: the app is started with it, and hands it to the running one. */
export async function openLink({ userDataDir }: RunningApp, link: string): Promise<void> {
  const executable = process.env['PARLEY_ELECTRON'] ?? '';
  await promisify(execFile)(executable, [...placeArguments(userDataDir), ROOT, link]);
}

const running = new Set<RunningApp>();
/** Also those that have ended, until the test has. */
let started: RunningApp[] = [];

/** The page of the call. On a busy machine the small windows that are kept ready may come before it. */
async function callPage(app: ElectronApplication): Promise<Page> {
  const find = (): Page | undefined =>
    app.windows().find((page) => page.url().includes('/windows/main/'));
  await expect
    .poll(() => find() !== undefined, { message: 'window', intervals: [20], timeout: 30_000 })
    .toBe(true);
  const page = find();
  if (page === undefined) throw new Error('the window has closed');
  return page;
}

/** Starts the app as installed people would, but with a folder of its own. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  useElectron();
  const userDataDir = options.userDataDir ?? mkdtempSync(path.join(tmpdir(), 'parley-e2e-'));
  const args = [
    ...placeArguments(userDataDir),
    '--lan-address=127.0.0.1',
    '--allow-loopback-in-peer-connection',
    '--lang=en-US',
    ...(options.devices === 'none' ? [] : fakeDevices(userDataDir)),
    ...(options.server === undefined ? [] : [`--server=${options.server}`]),
    ...(options.args ?? []),
    ROOT,
  ];
  const env = { ...process.env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', ...options.env };
  const app = await _electron.launch({ args, env });
  const problems = new AppProblems(app, userDataDir);
  const tellProblems = (): void => {
    const found = problems.takeUnexpected();
    // In a test softly: what else it has started is still to be ended.
    if (isInTest) expect.soft(found, 'problems of the app').toEqual([]);
    else if (found.length > 0) throw new Error(`the app had problems:\n${found.join('\n')}`);
  };
  let log = '';
  app.process().stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const page = await callPage(app);
  // On Home, and in a question about a link, no connection has been made yet; a green room that is
  // open by now has at most one that was prepared ahead.
  await app.context().addInitScript(recordConnections);
  await page.evaluate(recordConnections);
  await page.locator('main').waitFor();
  const instance: RunningApp = {
    app,
    page,
    userDataDir,
    log: () => log,
    expectProblem: (problem) => problems.expect(problem),
    tellProblems,
    async close() {
      running.delete(instance);
      // Not Playwright's own way: during a call that waits for five seconds before it quits.
      const closed = app.waitForEvent('close');
      // The answer may be lost with the process.
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
      await closed;
      tellProblems();
      rmSync(userDataDir, { recursive: true, force: true });
    },
    async kill() {
      running.delete(instance);
      const ended = new Promise((resolve) => app.process().once('exit', resolve));
      app.process().kill('SIGKILL');
      await ended;
      tellProblems();
    },
  };
  running.add(instance);
  started.push(instance);
  return instance;
}

/** Ends what a test left running; for `afterEach`. */
export async function closeAllApps(): Promise<void> {
  await Promise.all([...running].map((instance) => instance.close()));
  if (isInTest) await attachLogs();
  started = [];
}

/** For `afterEach` where the tests of a file share their apps: what closing them does for a test alone. */
export async function checkApps(): Promise<void> {
  for (const instance of running) instance.tellProblems();
  await attachLogs();
}

/** Puts the ends of the logs beside what else there is of a test that fails. */
async function attachLogs(): Promise<void> {
  const info = test.info();
  if (info.status === info.expectedStatus) return;
  for (const [index, { log }] of started.entries()) {
    const name = `app-${index + 1}.log`;
    const file = info.outputPath(name);
    writeFileSync(file, `${log().split('\n').slice(-LOG_LINES).join('\n')}\n`);
    await info.attach(name, { path: file, contentType: 'text/plain' });
  }
}

/**
 * The next window that the call's page opens and draws itself. Others, as the palette that is prepared
 * after the start, may come in between.
 */
export function nextDrawnWindow({ app }: RunningApp): Promise<Page> {
  return app.waitForEvent('window', {
    // Asked of the page: until it has loaded, any window's address is the empty page's.
    predicate: (page) => page.evaluate(() => window.opener !== null),
  });
}

/** Does something to the window of an instance's call, in main. */
export async function withCallWindow(
  { app }: RunningApp,
  change:
    | 'full-screen'
    | 'minimise'
    | 'close'
    | { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/windows/main/'),
    );
    if (wanted === 'full-screen') window?.setFullScreen(true);
    else if (wanted === 'minimise') window?.minimize();
    else if (wanted === 'close') window?.close();
    else if (wanted.x === undefined) window?.setContentSize(wanted.width, wanted.height);
    else window?.setBounds({ x: 0, y: 0, ...wanted });
  }, change);
}
