import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { Readable } from 'node:stream';

/** An X screen of a test's own, with a window manager. */
export interface X11Screen {
  /** As for `DISPLAY`. */
  readonly display: string;
  /** Opens a window with this title. @returns its X id. */
  openWindow(title: string, geometry: string): Promise<{ id: number; close(): void }>;
  /** Has a tool of the desktop do something. @returns its output. */
  run(command: string, ...args: readonly string[]): string;
  startCompositor(): ChildProcess;
  stop(): void;
}

const FIRST_NUMBER = 100;
/** No server takes a number whose port would be above the last one. */
const NUMBERS = 59_000;
const NUMBERS_OF_A_PROCESS = 8;
let started = 0;

/**
 * A number that no other process of tests uses: a server that ends takes the socket of its number with
 * it, also when the next one has the number already.
 */
function nextNumber(): number {
  started += 1;
  const own = process.pid * NUMBERS_OF_A_PROCESS + (started % NUMBERS_OF_A_PROCESS);
  return FIRST_NUMBER + (own % NUMBERS);
}

/** Starts an X server and waits for its window manager. */
export async function startX11Screen(): Promise<X11Screen> {
  const size = ['-screen', '0', '1280x800x24'];
  // Else it begins anew when its only client leaves: the tool that looks for the window manager.
  const options = ['+extension', 'Composite', '-nolisten', 'tcp', '-noreset'];
  const display = `:${nextNumber()}`;
  const server = spawn('Xvfb', [display, '-displayfd', '3', ...size, ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const answers = server.stdio[3];
  if (!(answers instanceof Readable)) throw new Error('Xvfb has no file descriptor 3');
  await once(answers, 'data');
  const env = { ...process.env, DISPLAY: display };
  const programs: ChildProcess[] = [];
  const start = (command: string, ...args: readonly string[]): ChildProcess => {
    const program = spawn(command, args, { env, stdio: 'ignore' });
    programs.push(program);
    return program;
  };
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  start('openbox');
  await until(() => /window id/.test(run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')));
  return {
    display,
    run,
    async openWindow(title, geometry) {
      const program = start('xterm', '-title', title, '-geometry', geometry, '-e', 'sleep', '600');
      const ids = (): string => run('xdotool', 'search', '--onlyvisible', '--name', `^${title}$`);
      await until(() => ids().trim() !== '');
      return { id: Number(ids().trim().split('\n')[0]), close: () => void program.kill() };
    },
    startCompositor: () => start('picom', '--backend', 'xrender', '--config', '/dev/null'),
    stop() {
      for (const program of programs) program.kill();
      server.kill();
    },
  };
}

/** Programs say in no other way that they are ready. */
async function until(isSo: () => boolean): Promise<void> {
  const endMs = Date.now() + 10_000;
  for (;;) {
    try {
      if (isSo()) return;
    } catch {
      // The tool fails as long as there is nothing to be found.
    }
    if (Date.now() > endMs) throw new Error('the desktop did not get ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
