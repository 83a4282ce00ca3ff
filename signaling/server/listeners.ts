import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';

export type ListenFailure = 'port_in_use' | 'no_permission' | 'failed';
export type Listened =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly reason: ListenFailure };

export interface ListenersInit {
  readonly onRequest: RequestListener;
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** TCP connections per listener; more are dropped by the kernel's queue. */
  readonly maxTcpConnections: number;
}

/** The addresses that the server listens on. Closing one leaves its connections open. */
export class Listeners {
  readonly #init: ListenersInit;
  readonly #open = new Set<Server>();

  constructor(init: ListenersInit) {
    this.#init = init;
  }

  /** @param port - 0 for any. */
  async open(host: string, port: number, ipv6Only = false): Promise<Listened> {
    const server = createServer(
      {
        maxHeaderSize: 8_192,
        headersTimeout: 10_000,
        requestTimeout: 10_000,
        connectionsCheckingInterval: 2_000,
      },
      this.#init.onRequest,
    );
    server.maxConnections = this.#init.maxTcpConnections;
    server.on('upgrade', this.#init.onUpgrade);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, ipv6Only, backlog: 1_024 }, resolve);
      });
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
    this.#open.add(server);
    return { ok: true, port: (server.address() as AddressInfo).port };
  }

  /** Stops taking connections, at once. */
  close(): void {
    for (const server of this.#open) server.close();
    this.#open.clear();
  }
}

function reasonOf(error: unknown): ListenFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'port_in_use';
  return code === 'EACCES' || code === 'EPERM' ? 'no_permission' : 'failed';
}
