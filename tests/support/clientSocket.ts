import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { OpenSocket, SocketListener } from '../../main/signaling/signalingSocket.ts';
import type { ServerMessage, Welcome } from '../../signaling/protocol/serverMessages.ts';

/** The server's end of a socket that a client has opened, played by the test. */
export class PlayedSocket {
  readonly url: ServerUrl;
  /** What the client sent, parsed. */
  readonly sent: Record<string, unknown>[] = [];
  isDropped = false;
  readonly #listener: SocketListener;

  constructor(url: ServerUrl, listener: SocketListener) {
    this.url = url;
    // A real socket is silent once it has been dropped.
    const heard =
      <Args extends unknown[]>(handle: (...args: Args) => void) =>
      (...args: Args): void => {
        if (!this.isDropped) handle(...args);
      };
    this.#listener = {
      opened: heard(() => listener.opened()),
      received: heard((text: string | null) => listener.received(text)),
      pinged: heard(() => listener.pinged()),
      closed: heard((code: number) => listener.closed(code)),
    };
  }

  open(): void {
    this.#listener.opened();
  }

  say(message: ServerMessage): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string | null): void {
    this.#listener.received(text);
  }

  ping(): void {
    this.#listener.pinged();
  }

  close(code: number): void {
    this.#listener.closed(code);
  }

  /** Accepts the connection and greets. */
  greet(welcome: Partial<Welcome> = {}): void {
    this.open();
    this.say({ ...WELCOME, ...welcome });
  }

  /** What the client sent of one kind. */
  of(type: string): Record<string, unknown>[] {
    return this.sent.filter((message) => message['type'] === type);
  }
}

export const TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA';

const WELCOME = {
  type: 'welcome',
  protocol: 1,
  session: TOKEN,
  token: TOKEN,
  resumed: false,
  processed: 0,
  server: { name: 'played', version: '1', instance: TOKEN },
  limits: {
    maxMessageBytes: 131_072,
    maxPayloadBytes: 65_536,
    messagesPerSecond: 100,
    messageBurst: 200,
    heartbeatMs: 8_000,
    resumeWindowMs: 30_000,
    maxQueuedMessages: 1_000,
    roomCapacity: 8,
  },
  iceServers: [],
} as unknown as Welcome;

/** Sockets that a client opens, newest last. */
export function playedSockets(): { readonly open: OpenSocket; readonly all: PlayedSocket[] } {
  const all: PlayedSocket[] = [];
  return {
    all,
    open(url, listener) {
      const socket = new PlayedSocket(url, listener);
      all.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text) as Record<string, unknown>),
        drop: () => {
          socket.isDropped = true;
        },
      };
    },
  };
}
