import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root } from './setUp/places.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The command line of a tool out of node_modules, run by this very Node. */
export function tool(file: string, ...args: readonly string[]): string[] {
  return [process.execPath, path.join(root, 'node_modules', file), ...args];
}

/**
 * Runs a command in the checkout with our standard streams, and passes on the signals we get.
 *
 * @returns its exit status; 1 when a signal ended it.
 */
export async function run(
  [command, ...args]: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  if (command === undefined) throw new Error('there is no command to run');
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}
