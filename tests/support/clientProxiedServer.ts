import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { TcpProxy } from './clientProxy.ts';
import { openServer, type ServerInstance } from './serverInstance.ts';

/** A server that is reached directly and through a proxy, and goes by both names. */
export async function openBehindProxy(): Promise<{
  readonly server: ServerInstance;
  readonly proxy: TcpProxy;
}> {
  const port = await freePort();
  const proxy = await TcpProxy.start(port);
  const names = [new URL(proxy.url).host, `127.0.0.1:${port}`];
  return { server: await openServer({ port, names }), proxy };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
