import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

const running = new Set<ChildProcess>();

const SERVER = path.resolve(import.meta.dirname, '../../signaling/main.ts');

/** The real signaling server in a process of its own. */
export interface TestServer {
  /** The same over restarts. */
  readonly url: string;
  readonly port: number;
  /** Ends it without a goodbye, as a crash would. */
  kill(): Promise<void>;
  /** Asks it to stop with SIGTERM. @returns its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port, after {@link kill} or {@link stop}. */
  restart(): Promise<void>;
  /** A page of its HTTP side, such as `/healthz`. */
  fetch(page: string): Promise<Response>;
  /** A metric's value, summed over all labels or over those that contain `label`. */
  metric(name: string, label?: string): Promise<number>;
  /** What it wrote to its log from `warn` upwards, and everything that is not a log line. */
  problems(): readonly string[];
}

export interface TestServerOptions {
  /** Command-line arguments; the port is any free one unless given. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the server and waits until it listens. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const problems: string[] = [];
  let running = await launch(['--port=0', ...(options.args ?? [])], options.env, problems);
  const { url } = running;
  const { port, host } = new URL(url);
  const fetchPage = (page: string): Promise<Response> => fetch(`http://${host}${page}`);
  return {
    url,
    port: Number(port),
    async kill() {
      await end(running.child, 'SIGKILL');
    },
    stop: () => end(running.child, 'SIGTERM'),
    async restart() {
      const args = [...(options.args ?? []), `--port=${port}`];
      running = await launch(args, options.env, problems);
    },
    fetch: fetchPage,
    async metric(name, label = '') {
      const text = await (await fetchPage('/metrics')).text();
      const samples = text.split('\n').filter((line) => {
        const [head = ''] = line.split(' ', 1);
        return (head === name || head.startsWith(`${name}{`)) && head.includes(label);
      });
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    problems: () => problems,
  };
}

/** Ends what tests left running; for `afterEach`. */
export async function killAllServers(): Promise<void> {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
}

async function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  problems: string[],
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [SERVER, '--host=127.0.0.1', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (logLevel(line) >= WARN) problems.push(line);
  });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`the server ended: ${problems.join('\n')}`);
  });
  const first = once(createInterface({ input: child.stdout }), 'line');
  const [line] = (await Promise.race([first, exited])) as [string];
  exited.catch(() => undefined);
  const { url } = JSON.parse(line) as { readonly url: string };
  return { child, url };
}

const WARN = 40;

/** @returns pino's level of a log line, infinite for what is no log line. */
function logLevel(line: string): number {
  try {
    const { level } = JSON.parse(line) as { readonly level?: number };
    return level ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}
