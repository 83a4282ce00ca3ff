import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { CloseCode } from '../protocol/errors.ts';
import { Conversation } from './conversation.ts';
import type { ConversationContext } from './conversation.ts';
import type { Pulse } from './heartbeat.ts';
import { SocketWire } from './socketWire.ts';
import type { WireOwner } from './socketWire.ts';
import type { WriteBatch } from './writeBatch.ts';

/** What all connections of a server share. */
export interface ConnectionHost {
  readonly batch: WriteBatch;
  readonly context: ConversationContext;
  /** Called once: the connection is over. `code` is the close code, whoever gave it. */
  readonly ended: (connection: Connection, code: number) => void;
  /** Called once, after `ended`: the socket is closed. */
  readonly closed: (connection: Connection) => void;
}

/** A socket that has become a WebSocket. */
export interface Accepted {
  readonly ws: ClientSocket;
  readonly socket: Duplex;
  /** What a trusted proxy says is the client's address; null without one. */
  readonly forwardedFor: string | null;
}

/**
 * A socket together with what is said over it.
 *
 * There are many of these and most are idle, so that what one takes in memory counts: no function
 * is made for a single connection.
 */
export class Connection implements Pulse, WireOwner {
  readonly openedAtMs: number;
  readonly #host: ConnectionHost;
  readonly #wire: SocketWire;
  readonly #conversation: Conversation;

  constructor(host: ConnectionHost, { ws, socket, forwardedFor }: Accepted) {
    this.#host = host;
    this.openedAtMs = host.context.clock.now();
    const { batch, context } = host;
    this.#wire = new SocketWire({ ws, socket, forwardedFor, batch, clock: context.clock }, this);
    this.#conversation = new Conversation(host.context, this.#wire);
    ws.belongTo(this);
  }

  get heardAtMs(): number {
    return this.#wire.heardAtMs;
  }

  get isGreeted(): boolean {
    return this.#conversation.isGreeted;
  }

  ping(): void {
    this.#wire.ping();
  }

  /** Writes a message that is not numbered. */
  write(text: string): void {
    this.#wire.write(text);
  }

  close(code: CloseCode): void {
    this.#wire.close(code);
  }

  endAs(why: 'silent' | 'never_greeted'): void {
    this.#wire.close(why === 'silent' ? CloseCode.heartbeatTimeout : CloseCode.helloTimeout);
  }

  wireEnded(code: number): void {
    this.#conversation.lost();
    this.#host.ended(this, code);
  }

  /** A message has come. */
  receive(data: RawData, isBinary: boolean): void {
    this.#wire.heard();
    // With ws's default `binaryType` a message is one Buffer; its UTF-8 has been checked.
    if (isBinary || !Buffer.isBuffer(data)) this.#conversation.receiveBinary();
    else this.#conversation.receive(data.toString('utf8'));
  }

  receivePing(data: Buffer): void {
    this.#wire.heard();
    if (this.#conversation.receiveControlFrame()) this.#wire.pong(data);
  }

  receivePong(): void {
    this.#wire.heard();
    this.#conversation.receiveControlFrame();
  }

  socketClosed(code: number): void {
    this.#wire.socketClosed(code);
    this.#host.closed(this);
  }
}

/** A WebSocket that knows its connection, so that all of them have the same listeners. */
export class ClientSocket extends WebSocket {
  #connection: Connection | null = null;

  get connection(): Connection | null {
    return this.#connection;
  }

  belongTo(connection: Connection): void {
    this.#connection = connection;
    this.on('message', onMessage);
    this.on('ping', onPing);
    this.on('pong', onPong);
    this.on('close', onClose);
    this.on('error', onError);
  }
}

function connectionOf(ws: WebSocket): Connection | null {
  return ws instanceof ClientSocket ? ws.connection : null;
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  connectionOf(this)?.receive(data, isBinary);
}

function onPing(this: WebSocket, data: Buffer): void {
  connectionOf(this)?.receivePing(data);
}

function onPong(this: WebSocket): void {
  connectionOf(this)?.receivePong();
}

function onClose(this: WebSocket, code: number): void {
  connectionOf(this)?.socketClosed(code);
}

function onError(): void {
  // ws closes the socket itself after an error, with the code that the RFC gives for it.
}
