import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A stretch of network between a client and a server that can be cut. */
export class TcpProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isSwallowing = false;
  #isRefusing = false;
  #connections = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TcpProxy(server);
    server.on('connection', (client) => proxy.#join(client, targetPort));
    return proxy;
  }

  /** Connections that were taken so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Ends all connections with a reset, as a router that restarts does. */
  cut(): void {
    for (const [client, upstream] of this.#pairs) {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    }
    this.#pairs.clear();
  }

  /** From now on nothing passes, in either direction, and nobody is told. */
  swallow(): void {
    this.#isSwallowing = true;
  }

  /** New connections pass again; what is swallowed already stays so. */
  heal(): void {
    this.#isSwallowing = false;
    this.#isRefusing = false;
  }

  /** Cuts, and takes no new connection. */
  refuse(): void {
    this.#isRefusing = true;
    this.cut();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, targetPort: number): void {
    this.#connections += 1;
    if (this.#isRefusing) return void client.resetAndDestroy();
    const upstream = connect(targetPort, '127.0.0.1');
    const pair = [client, upstream] as const;
    this.#pairs.add(pair);
    let isDead = false;
    const pass = (to: Socket) => (chunk: Buffer) => {
      isDead ||= this.#isSwallowing;
      if (!isDead) to.write(chunk);
    };
    client.on('data', pass(upstream));
    upstream.on('data', pass(client));
    for (const [one, other] of [pair, [upstream, client] as const]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#pairs.delete(pair);
        if (!isDead && !this.#isSwallowing) other.destroy();
      });
    }
  }
}
