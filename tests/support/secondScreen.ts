import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';

/** An X screen of its own, so that who watches is not in the picture of who shares. */
export interface SecondScreen {
  /** For an instance that is to be there. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Starts an X server with a window manager. */
export async function startSecondScreen(): Promise<SecondScreen> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const answers = server.stdio[3];
  if (!(answers instanceof Readable)) throw new Error('Xvfb has no file descriptor 3');
  const [answer] = (await once(answers, 'data')) as [Buffer];
  const env = { DISPLAY: `:${answer.toString().trim()}` };
  const windowManager: ChildProcess = spawn('openbox', {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return {
    env,
    stop() {
      windowManager.kill();
      server.kill();
    },
  };
}
