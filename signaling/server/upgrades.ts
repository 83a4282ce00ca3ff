import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CloseCode } from '../protocol/errors.ts';
import { MAX_MESSAGE_BYTES } from '../protocol/limits.ts';
import { AddressGate } from './addressGate.ts';
import type { Clock } from './clock.ts';
import { ClientSocket } from './connection.ts';
import type { Accepted } from './connection.ts';
import { failureOf } from './serverText.ts';

/** The one path that takes WebSockets. */
export const SOCKET_PATH = '/';

/** Connections in quick succession from one address: beyond this they are held back. */
const ADDRESS_RATE = { perSecond: 32, burst: 64, maxDelayMs: 4_000 } as const;
/** Sockets that are just being told that the server is full; more are refused without a word. */
const MAX_TURNED_AWAY = 256;
const TURN_AWAY_GRACE_MS = 1_000;

export interface UpgradesInit {
  readonly clock: Clock;
  readonly maxConnections: number;
  readonly trustProxy: boolean;
  readonly isDraining: () => boolean;
  /** Sockets that are open now. */
  readonly openConnections: () => number;
  readonly onFull: () => void;
  readonly onConnection: (accepted: Accepted) => void;
}

/** Decides whether and when an HTTP upgrade becomes a WebSocket. */
export class Upgrades {
  readonly #init: UpgradesInit;
  readonly #gate = new AddressGate(ADDRESS_RATE);
  readonly #heldBack = new Map<Duplex, () => void>();
  readonly #handshakes = new WebSocketServer({
    WebSocket: ClientSocket,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Pings are counted and answered like messages.
    autoPong: false,
    maxPayload: MAX_MESSAGE_BYTES,
    // A message of the largest size in the smallest reasonable pieces, and not more.
    maxFragments: 256,
    maxBufferedChunks: 4_096,
  });
  #turnedAway = 0;

  constructor(init: UpgradesInit) {
    this.#init = init;
  }

  get heldBackCount(): number {
    return this.#heldBack.size;
  }

  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', ignoreError);
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (path !== SOCKET_PATH) return refuse(socket, '404 Not Found');
    if (this.#init.isDraining()) return refuse(socket, '503 Service Unavailable');
    const address = this.#addressOf(request);
    if (address === undefined) {
      socket.destroy();
      return;
    }
    if (this.#isFull()) return this.#turnAway(request, socket, head);
    const delayMs = this.#gate.admit(address, this.#init.clock.now());
    if (delayMs === 0) return this.#complete(request, socket, head);
    const cancel = this.#init.clock.after(delayMs, () => {
      this.#heldBack.delete(socket);
      this.#complete(request, socket, head);
    });
    this.#heldBack.set(socket, cancel);
    socket.once('close', () => {
      this.#heldBack.get(socket)?.();
      this.#heldBack.delete(socket);
    });
  }

  /** Refuses all that are held back. */
  stop(): void {
    for (const [socket, cancel] of this.#heldBack) {
      cancel();
      refuse(socket, '503 Service Unavailable');
    }
    this.#heldBack.clear();
  }

  #isFull(): boolean {
    return this.#init.openConnections() + this.#heldBack.size >= this.#init.maxConnections;
  }

  #complete(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#handshakes.handleUpgrade(request, socket, head, (ws) => {
      socket.off('error', ignoreError);
      this.#init.onConnection({ ws, socket, forwardedFor: this.#forwardedFor(request) });
    });
  }

  /** Says why in the protocol's own words, so that a client can tell people. */
  #turnAway(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#init.onFull();
    if (this.#turnedAway >= MAX_TURNED_AWAY) return refuse(socket, '503 Service Unavailable');
    this.#turnedAway++;
    socket.once('close', () => this.#turnedAway--);
    this.#handshakes.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', ignoreError);
      ws.send(JSON.stringify(failureOf('server_full')));
      ws.close(CloseCode.tryAgainLater, 'tryAgainLater');
      const cancel = this.#init.clock.after(TURN_AWAY_GRACE_MS, () => ws.terminate());
      ws.on('close', cancel);
    });
  }

  #addressOf(request: IncomingMessage): string | undefined {
    return this.#forwardedFor(request) ?? request.socket.remoteAddress;
  }

  #forwardedFor(request: IncomingMessage): string | null {
    if (!this.#init.trustProxy) return null;
    // The last entry is the proxy's own word; those before it are the client's.
    const forwarded = String(request.headers['x-forwarded-for'] ?? '');
    const last = forwarded.slice(forwarded.lastIndexOf(',') + 1).trim();
    return last === '' ? null : last.slice(0, 64);
  }
}

function refuse(socket: Duplex, status: string): void {
  // The HTTP server leaves sockets half open; nobody would close this one's other half.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n`,
  );
}

function ignoreError(): void {
  // A socket that fails also closes, which is where it is dealt with.
}
