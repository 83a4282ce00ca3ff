import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { build } from 'vite';

/** A small program of a test's own that runs in the real Electron. */
export interface ElectronSubject {
  /** What it has written, line by line. */
  readonly lines: readonly unknown[];
  send(line: unknown): void;
  stop(): Promise<void>;
}

/**
 * Bundles a file of `tests/support` and starts it.
 *
 * @param env - beside the test's own.
 */
export async function startElectronSubject(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<ElectronSubject> {
  const executable = process.env['PARLEY_ELECTRON'];
  if (executable === undefined) throw new Error('PARLEY_ELECTRON names no runtime');
  const dir = mkdtempSync(path.join(tmpdir(), 'parley-subject-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(import.meta.dirname, file),
      outDir: dir,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${path.join(dir, 'data')}`,
    dir,
  ];
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({ main: 'main.mjs', type: 'module' }),
  );
  const subject: ChildProcess = spawn(executable, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines: unknown[] = [];
  if (subject.stdout === null || subject.stdin === null) throw new Error('no pipes');
  const { stdin } = subject;
  createInterface({ input: subject.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  return {
    lines,
    send: (line) => void stdin.write(`${JSON.stringify(line)}\n`),
    async stop() {
      const ended = new Promise((resolve) => subject.once('exit', resolve));
      stdin.end();
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
