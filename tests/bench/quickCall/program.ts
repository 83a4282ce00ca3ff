import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { connectPage, hasPage, type PageProbe } from './pageProbe.ts';
import type { Screen } from './screen.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FLOOR_APP = path.resolve(import.meta.dirname, '../floorApp');
const POLL_MS = 5;
const TIMEOUT_MS = 20_000;
/** A program that does not end by itself then is ended. */
const END_MS = 5_000;

/** A program started as a desktop would start it: nothing holds it back or looks into it. */
export interface Program {
  /** When it was started, as `performance.now()` has it. */
  readonly startedAt: number;
  /** Process id of the tree's root. */
  readonly root: number;
  readonly hasEnded: boolean;
  /** Waits for a window's page whose address contains this; it needs `inspected`. */
  page(address: string): Promise<PageProbe>;
  /** Waits until there is no such page any more. */
  untilPageGone(address: string): Promise<void>;
  end(): Promise<void>;
}

export interface ProgramOptions {
  readonly screen: Screen;
  /** Its folder; what is there stays there. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another than the runtime that everything runs on. */
  readonly executable?: string;
  /** Opens the port by which {@link Program.page} reaches its pages. */
  readonly inspected?: boolean;
}

/** The Electron that everything runs on. */
export function runtime(): string {
  const executable = process.env['PARLEY_ELECTRON'];
  if (executable === undefined) throw new Error('PARLEY_ELECTRON names no runtime');
  return executable;
}

/** Starts Parley. */
export function startParley(options: ProgramOptions): Program {
  return start(ROOT, ['--lan-address=127.0.0.1', '--lang=en-US'], [], options);
}

/** Starts the least Electron app on a page of it. @param rest - what it reads itself. */
export function startBare(page: URL, rest: readonly string[], options: ProgramOptions): Program {
  return start(FLOOR_APP, [], [...rest, page.href], options);
}

/** A page of the least Electron app. */
export function barePage(name: 'marked' | 'caller' | 'small'): URL {
  return new URL(`../floorApp/${name}.html`, import.meta.url);
}

function start(
  app: string,
  switches: readonly string[],
  rest: readonly string[],
  {
    screen,
    folder,
    args = [],
    env = {},
    executable = runtime(),
    inspected = false,
  }: ProgramOptions,
): Program {
  const startedAt = performance.now();
  const child = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${folder}`,
      '--allow-loopback-in-peer-connection',
      ...(inspected ? ['--remote-debugging-port=0'] : []),
      ...switches,
      ...args,
      app,
      ...rest,
    ],
    {
      stdio: 'ignore',
      env: { ...process.env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', ...screen.env, ...env },
    },
  );
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    startedAt,
    root: child.pid ?? 0,
    get hasEnded() {
      return hasEnded();
    },
    async page(address) {
      const endMs = performance.now() + TIMEOUT_MS;
      for (;;) {
        const page = await connectPage(debuggingPort(folder), address);
        if (page !== null) {
          // Until it has come, what runs there runs in the empty page before it.
          await page.until((part) => location.href.includes(part), address);
          return page;
        }
        if (performance.now() > endMs || hasEnded()) throw new Error(`no page of ${address}`);
        await delay(POLL_MS);
      }
    },
    async untilPageGone(address) {
      const endMs = performance.now() + TIMEOUT_MS;
      while (await hasPage(debuggingPort(folder), address)) {
        if (performance.now() > endMs) throw new Error(`still a page of ${address}`);
        await delay(POLL_MS);
      }
    },
    async end() {
      if (hasEnded()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, END_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Null as long as it is not open. */
function debuggingPort(folder: string): string | null {
  const file = path.join(folder, 'DevToolsActivePort');
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0] ?? null) : null;
}
