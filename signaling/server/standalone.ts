import process from 'node:process';
import { createLog } from './log.ts';
import type { ServerOptions } from './options.ts';
import { SignalingServer } from './signalingServer.ts';
import type { ListenFailure } from './listeners.ts';

const FAILURES: Readonly<Record<ListenFailure, string>> = {
  port_in_use: 'the port is in use',
  no_permission: 'no permission to listen there',
  failed: 'cannot listen there',
};

/**
 * Runs the server as a program of its own until a signal stops it. Standard output gets one line,
 * `{"url":"ws://HOST:PORT"}`, when clients can connect.
 *
 * @returns the exit code.
 */
export async function runStandalone(options: ServerOptions): Promise<number> {
  const server = new SignalingServer({ options, log: createLog(options.logLevel) });
  const signalled = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  const listened = await server.listen();
  if (!listened.ok) {
    const where = urlOf(options.host, options.port);
    process.stderr.write(`parley-server: ${where}: ${FAILURES[listened.reason]}\n`);
    return 1;
  }
  process.stdout.write(`${JSON.stringify({ url: urlOf(options.host, listened.port) })}\n`);
  await signalled;
  await server.drain();
  return 0;
}

function urlOf(host: string, port: number): string {
  return `ws://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
