// A network and a screen of their own for what starts browsers or the app.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { say } from './setUp/say.ts';

export interface Isolation {
  /** Also a virtual screen with a window manager, and a session bus. */
  readonly screen: boolean;
}

/**
 * Wraps a command so that it runs in a network namespace with nothing but loopback, which keeps
 * test traffic on this machine. That takes root on Linux; elsewhere the command runs plainly.
 */
export function isolated(command: readonly string[], { screen }: Isolation): string[] {
  const inner = screen && process.platform === 'linux' ? withScreen(command) : [...command];
  if (!canUnshare()) {
    say('no network namespace can be made here (Linux root only): running on the plain network');
    return inner;
  }
  return ['unshare', '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...inner];
}

function withScreen(command: readonly string[]): string[] {
  const script = new URL('withScreen.ts', import.meta.url).pathname;
  return [process.execPath, script, ...command];
}

function canUnshare(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--net', '--', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}
