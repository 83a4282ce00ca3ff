// withScreen.ts COMMAND...: runs a command with a virtual X screen, a window manager and a session
// bus of its own.
//
// Not xvfb-run and dbus-run-session: two of the former started at once can pick the same display
// number, which Xvfb itself never does, and the latter keeps signals from the command.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { run } from './run.ts';

const services: ChildProcess[] = [];

/** Starts a server that writes where it can be reached on file descriptor 3. */
async function serve(command: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  services.push(child);
  const answers = child.stdio[3];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended at once with ${code}`)));
    if (!(answers instanceof Readable)) throw new Error(`${command} has no file descriptor 3`);
    answers.once('data', (answer: Buffer) => resolve(answer.toString().trim()));
  });
}

const runtimeDir = mkdtempSync(path.join(tmpdir(), 'parley-screen-'));
let status = 1;
try {
  // Composite is there for transparent windows.
  const screen = ['-screen', '0', '1920x1080x24', '+extension', 'Composite', '-nolisten', 'tcp'];
  const display = await serve('Xvfb', '-displayfd', '3', ...screen);
  const bus = await serve('dbus-daemon', '--session', '--nofork', '--print-address=3');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DISPLAY: `:${display}`,
    DBUS_SESSION_BUS_ADDRESS: bus,
    XDG_RUNTIME_DIR: runtimeDir,
    XDG_SESSION_TYPE: 'x11',
  };
  delete env['WAYLAND_DISPLAY'];
  const windowManager = spawn('openbox', { env, stdio: 'ignore' });
  windowManager.on('error', () => undefined);
  services.push(windowManager);
  status = await run(process.argv.slice(2), env);
} finally {
  for (const service of services.toReversed()) service.kill();
  rmSync(runtimeDir, { recursive: true, force: true });
}
process.exit(status);
