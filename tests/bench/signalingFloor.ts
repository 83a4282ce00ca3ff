// The floor of the signaling benchmark: the least code on `ws` that relays between named clients
// and within rooms. No checks, limits, numbers, answers or queues.
import process from 'node:process';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

interface FloorMessage {
  readonly t: 'join' | 'send' | 'all';
  readonly id?: string;
  readonly room?: string;
  readonly to?: string;
  from?: string;
}

const clients = new Map<string, WebSocket>();
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
  clientTracking: false,
  backlog: 1_024,
  maxPayload: 128 * 1024,
});

server.on('connection', (ws) => {
  let id = '';
  let room = new Set<WebSocket>();
  ws.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as FloorMessage;
    switch (message.t) {
      case 'join':
        id = message.id ?? '';
        clients.set(id, ws);
        room = rooms.get(message.room ?? '') ?? new Set();
        rooms.set(message.room ?? '', room.add(ws));
        ws.send('{"t":"joined"}');
        return;
      case 'send':
        message.from = id;
        clients.get(message.to ?? '')?.send(JSON.stringify(message));
        return;
      case 'all': {
        message.from = id;
        const text = JSON.stringify(message);
        for (const other of room) if (other !== ws) other.send(text);
      }
    }
  });
  ws.on('close', () => {
    clients.delete(id);
    room.delete(ws);
  });
});
server.on('listening', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${port}` })}\n`);
});
