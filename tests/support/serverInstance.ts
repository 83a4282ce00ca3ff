import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../signaling/server/clock.ts';
import { DEFAULT_OPTIONS } from '../../signaling/server/options.ts';
import type { ServerOptions } from '../../signaling/server/options.ts';
import { SignalingServer } from '../../signaling/server/signalingServer.ts';

export interface ServerInstance {
  readonly server: SignalingServer;
  readonly url: string;
  readonly port: number;
}

/** The real server on a free port, in this process; it ends with the test. */
export async function openServer(
  options: Partial<ServerOptions> = {},
  clock?: Clock,
): Promise<ServerInstance> {
  const server = new SignalingServer({
    options: { ...DEFAULT_OPTIONS, port: 0, ...options },
    log: pino({ level: 'silent' }),
    ...(clock === undefined ? {} : { clock }),
  });
  const listened = await server.listen();
  if (!listened.ok) throw new Error(`cannot listen: ${listened.reason}`);
  onTestFinished(() => server.drain());
  const { port } = listened;
  return { server, port, url: `ws://127.0.0.1:${port}` };
}
