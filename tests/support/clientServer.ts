import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

const SERVER = path.resolve(import.meta.dirname, '../../signaling/main.ts');

/** The real signaling server in a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** Has it say goodbye. @returns its exit code. */
  drain(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** @param args - on top of `--host 127.0.0.1`; the port is any free one unless given. */
export async function startServer(...args: readonly string[]): Promise<RunningServer> {
  const all = ['--host', '127.0.0.1', '--port', '0', '--log-level', 'warn', ...args];
  const child = spawn(process.execPath, [SERVER, ...all], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const exited = once(child, 'exit').then(([code]: unknown[]) => {
    running.delete(child);
    return code as number | null;
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    exited.then((code) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const { url } = JSON.parse(first) as { url: string };
  return {
    url,
    port: Number(new URL(url).port),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    drain() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** Ends what a test left running; for `afterEach`. */
export async function killAllServers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }),
  );
}
