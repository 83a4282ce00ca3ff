import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { CloseCode } from '../protocol/errors.ts';
import { Conversation } from './conversation.ts';
import type { ConversationContext } from './conversation.ts';
import type { Pulse } from './heartbeat.ts';
import { SocketWire } from './socketWire.ts';
import type { WriteBatch } from './writeBatch.ts';

export interface ConnectionInit {
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly batch: WriteBatch;
  readonly context: ConversationContext;
  /** Called once: the connection is over. `code` is the close code, whoever gave it. */
  readonly onEnd: (connection: Connection, code: number) => void;
  /** Called once, after `onEnd`: the socket is closed. */
  readonly onClosed: (connection: Connection) => void;
}

/** A socket together with what is said over it. */
export class Connection implements Pulse {
  readonly #wire: SocketWire;
  readonly #conversation: Conversation;

  constructor({ ws, socket, batch, context, onEnd, onClosed }: ConnectionInit) {
    this.#wire = new SocketWire({
      ws,
      socket,
      batch,
      clock: context.clock,
      onEnd: (code) => {
        this.#conversation.lost();
        onEnd(this, code);
      },
      onClosed: () => onClosed(this),
      onDrain: () => this.#conversation.drained(),
    });
    this.#conversation = new Conversation(context, this.#wire);
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary));
    ws.on('ping', (data) => {
      if (this.#receiveControlFrame()) this.#wire.pong(data);
    });
    ws.on('pong', () => this.#receiveControlFrame());
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

  #receive(data: RawData, isBinary: boolean): void {
    this.#wire.heard();
    // With ws's default `binaryType` a message is one Buffer; its UTF-8 has been checked.
    if (isBinary || !Buffer.isBuffer(data)) this.#conversation.receiveBinary();
    else this.#conversation.receive(data.toString('utf8'));
  }

  #receiveControlFrame(): boolean {
    this.#wire.heard();
    return this.#conversation.receiveControlFrame();
  }
}
