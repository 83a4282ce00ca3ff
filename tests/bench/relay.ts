import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket as Socket } from 'ws';

/** The least server that two ends need: an empty page, and a socket that tells all others. */
export interface Relay {
  /** Host and port. */
  readonly address: string;
  /** Tells all ends. */
  tell(text: string): void;
  close(): void;
}

export async function startRelay(): Promise<Relay> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><meta charset="utf-8"><body></body>');
  });
  const sockets = new Set<Socket>();
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      for (const other of sockets) if (other !== socket) other.send(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    tell(text) {
      for (const socket of sockets) socket.send(text);
    },
    close() {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}
