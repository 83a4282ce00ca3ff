import type { WebSocket } from 'ws';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { MAX_MESSAGE_BYTES } from '../../signaling/protocol/limits.ts';

/** A relayed note is a little longer on the way out of the server than on the way in. */
const RELAY_OVERHEAD_BYTES = 1_024;

const OPTIONS = {
  maxPayload: MAX_MESSAGE_BYTES + RELAY_OVERHEAD_BYTES,
  perMessageDeflate: false,
  followRedirects: false,
} as const;

/** The code of a connection that ended without a close, RFC 6455, 7.4.1. */
const NEVER_CONNECTED = 1006;

export interface SocketListener {
  opened(): void;
  /** A text message; null: it was binary, which the protocol does not know. */
  received(text: string | null): void;
  /** The server asked for a sign of life; it has been given. */
  pinged(): void;
  /** Once, unless dropped before: by a close, or because there never was a connection (1006). */
  closed(code: number): void;
}

export interface SignalingSocket {
  send(text: string): void;
  /** Ends it without waiting for the other side; the listener hears nothing any more. */
  drop(): void;
}

export type OpenSocket = (url: ServerUrl, listener: SocketListener) => SignalingSocket;

/**
 * Opens WebSockets of the `ws` library.
 *
 * @param after - none before this.
 */
export function webSocketOpener(after = Promise.resolve()): OpenSocket {
  return (url, listener) => {
    let socket: WebSocket | null = null;
    let isDropped = false;
    // Loaded when it is needed, for the app's start does not need it.
    after
      .then(async () => {
        const library = await import('ws');
        if (!isDropped) socket = connect(new library.WebSocket(url, OPTIONS), listener);
      })
      .catch(() => {
        // As for an address that is none.
        if (!isDropped) listener.closed(NEVER_CONNECTED);
      });
    return {
      send(text) {
        if (socket?.readyState === socket?.OPEN) socket?.send(text);
      },
      drop() {
        isDropped = true;
        if (socket === null) return;
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        socket.terminate();
      },
    };
  };
}

function connect(socket: WebSocket, listener: SocketListener): WebSocket {
  socket.on('open', () => listener.opened());
  socket.on('message', (data, isBinary) => {
    // Whole text messages come as one buffer: `binaryType` is left at 'nodebuffer'.
    listener.received(isBinary || !Buffer.isBuffer(data) ? null : data.toString('utf8'));
  });
  socket.on('ping', () => listener.pinged());
  // 'close' follows every error and tells what matters.
  socket.on('error', () => undefined);
  socket.on('close', (code) => listener.closed(code));
  return socket;
}
