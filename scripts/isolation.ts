// A network and a screen of their own for what starts browsers or the app.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { say } from './setUp/say.ts';

export interface Isolation {
  /** Also a virtual screen with a window manager, and a session bus. */
  readonly screen: boolean;
}

/** Only loopback, and X servers' sockets that are nobody else's: two could have one name. */
const PREPARE = [
  'ip link set lo up',
  'mkdir -p /tmp/.X11-unix',
  'mount -t tmpfs -o mode=1777 parley-x11 /tmp/.X11-unix',
].join(' && ');

/**
 * Wraps a command so that it runs in namespaces of its own: a network with nothing but loopback,
 * which keeps test traffic on this machine, and a folder for X servers' sockets. That takes root on
 * Linux; elsewhere the command runs plainly.
 */
export function isolated(command: readonly string[], { screen }: Isolation): string[] {
  const inner = screen && process.platform === 'linux' ? withScreen(command) : [...command];
  if (!canUnshare()) {
    say('no namespaces can be made here (Linux root only): running on the plain network');
    return inner;
  }
  return [
    'unshare',
    '--net',
    '--mount',
    '--',
    'sh',
    '-c',
    `${PREPARE} && exec "$@"`,
    'sh',
    ...inner,
  ];
}

function withScreen(command: readonly string[]): string[] {
  const script = new URL('withScreen.ts', import.meta.url).pathname;
  return [process.execPath, script, ...command];
}

function canUnshare(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--net', '--mount', '--', 'sh', '-c', PREPARE]).status === 0;
}
