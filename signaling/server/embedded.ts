import { EmbeddedCommand } from '../protocol/embeddedMessages.ts';
import type { EmbeddedReport } from '../protocol/embeddedMessages.ts';
import { createLog } from './log.ts';
import type { ServerOptions } from './options.ts';
import { SignalingServer } from './signalingServer.ts';

/** The way to the process that forked this one, as Electron's utility process has it. */
export interface ParentPort {
  postMessage(report: EmbeddedReport): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** @returns null when nobody forked this process as an embedded server. */
export function findParentPort(process: object): ParentPort | null {
  if (!('parentPort' in process)) return null;
  const { parentPort } = process;
  const isPort =
    typeof parentPort === 'object' &&
    parentPort !== null &&
    'postMessage' in parentPort &&
    'on' in parentPort;
  return isPort ? (parentPort as ParentPort) : null;
}

/**
 * Runs the server inside an app, steered by messages, until it is told to stop or the app is gone.
 *
 * @returns the exit code.
 */
export async function runEmbedded(options: ServerOptions, parent: ParentPort): Promise<number> {
  const server = new SignalingServer({ options, log: createLog(options.logLevel) });
  const listening = server.listen();
  const told = new Promise<void>((resolve) => {
    parent.on('close', resolve);
    parent.on('message', ({ data }) => {
      const command = EmbeddedCommand.safeParse(data);
      if (!command.success) return;
      switch (command.data.type) {
        case 'open-lan':
          // The port to open is known only once it listens.
          void listening
            .then(() => server.openToLan())
            .then((opened) => {
              parent.postMessage(
                opened.ok
                  ? { type: 'opened', port: opened.port }
                  : { type: 'failed', reason: opened.reason },
              );
            });
          return;
        case 'stop':
          resolve();
      }
    });
  });
  const listened = await listening;
  if (!listened.ok) {
    parent.postMessage({ type: 'failed', reason: listened.reason });
    return 1;
  }
  parent.postMessage({ type: 'listening', host: options.host, port: listened.port });
  await told;
  await server.drain();
  return 0;
}
