import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { lumaOfRgb, type Picture } from './picture.ts';
import { SCREEN } from './scene.ts';

/** A virtual X screen with a window manager. */
export interface Display {
  /** Environment for what shall appear on it. */
  readonly env: Readonly<Record<string, string>>;
  /** What is to be seen on it now. */
  photograph(): Promise<Picture>;
  close(): void;
}

export async function startDisplay(): Promise<Display> {
  const { width, height } = SCREEN;
  // A pointer would be in the captured picture and not in a photograph.
  const screen = ['-screen', '0', `${width}x${height}x24`, '-nocursor', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = `:${await firstLine(server)}`;
  const manager = spawn('openbox', { env: { ...process.env, DISPLAY: name }, stdio: 'ignore' });
  return {
    env: { DISPLAY: name },
    async photograph() {
      const rgb = await new Promise<Buffer>((resolve, reject) => {
        execFile(
          'import',
          ['-silent', '-window', 'root', '-depth', '8', 'rgb:-'],
          {
            encoding: 'buffer',
            maxBuffer: width * height * 4,
            env: { ...process.env, DISPLAY: name },
          },
          (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
        );
      });
      if (rgb.length !== width * height * 3) throw new Error('the screen gave no picture');
      return lumaOfRgb(rgb, width, height);
    },
    close() {
      manager.kill();
      server.kill();
    },
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  const failed = once(server, 'exit').then(() => {
    throw new Error('the X server ended at once');
  });
  const [answer] = (await Promise.race([once(server.stdio[3] as Readable, 'data'), failed])) as [
    Buffer,
  ];
  failed.catch(() => undefined);
  return answer.toString().trim();
}
