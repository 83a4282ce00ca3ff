import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CloseCode } from '../protocol/errors.ts';
import type { Clock } from './clock.ts';
import type { SocketEnds, Wire } from './wire.ts';
import type { Held, WriteBatch } from './writeBatch.ts';

/** Bytes that may wait in a socket before its client counts as too slow. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
/** Replay stops at this much and goes on when the socket has drained. */
const REPLAY_BUFFERED_BYTES = 256 * 1024;
/** How long a closing socket may take to say goodbye. */
const CLOSE_GRACE_MS = 1_000;

const REASONS = new Map<CloseCode, string>(
  Object.entries(CloseCode).map(([name, code]) => [code, name]),
);

export interface SocketWireInit {
  readonly ws: WebSocket;
  /** The socket under `ws`. */
  readonly socket: Duplex;
  /** What a trusted proxy says is the client's address; null without one. */
  readonly forwardedFor: string | null;
  readonly batch: WriteBatch;
  readonly clock: Clock;
}

export interface WireOwner {
  /** Called once: the wire is closing or closed. `code` is the close code, whoever gave it. */
  wireEnded(code: number): void;
}

/** A wire over a WebSocket. */
export class SocketWire implements Wire, Held {
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #forwardedFor: string | null;
  readonly #batch: WriteBatch;
  readonly #clock: Clock;
  readonly #owner: WireOwner;
  #heardAtMs: number;
  /** Whether and how soon what was written goes out. */
  #held: 'no' | 'soon' | 'later' = 'no';
  #ended = false;

  constructor({ ws, socket, forwardedFor, batch, clock }: SocketWireInit, owner: WireOwner) {
    this.#ws = ws;
    this.#socket = socket;
    this.#forwardedFor = forwardedFor;
    this.#batch = batch;
    this.#clock = clock;
    this.#owner = owner;
    this.#heardAtMs = clock.now();
  }

  get hasRoom(): boolean {
    return !this.#ended && this.#ws.bufferedAmount < REPLAY_BUFFERED_BYTES;
  }

  get ends(): SocketEnds {
    const { localAddress = '', localPort = 0, remoteAddress = '' } = socketOf(this.#socket);
    return {
      local: { address: localAddress, port: localPort },
      remoteAddress: this.#forwardedFor ?? remoteAddress,
    };
  }

  /** When the other end last gave a sign of life, by the clock's `now`. */
  get heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** The other end gave a sign of life. */
  heard(): void {
    this.#heardAtMs = this.#clock.now();
  }

  write(text: string, canWait = false): void {
    if (this.#ended) return;
    this.#hold(canWait);
    this.#ws.send(text);
  }

  release(): void {
    if (this.#held === 'no') return;
    this.#held = 'no';
    this.#socket.uncork();
    // Measured now and not before: what the kernel took of the batch does not count as slow.
    if (this.#ws.bufferedAmount > MAX_BUFFERED_BYTES) this.close(CloseCode.slowConsumer);
  }

  whenDrained(task: () => void): void {
    // That much is more than the socket's own mark, so that it will say when it has drained.
    if (!this.#ended) this.#socket.once('drain', task);
  }

  /** The socket is closed, from whichever side. */
  socketClosed(code: number): void {
    this.#end(code);
  }

  ping(): void {
    if (!this.#ended) this.#ws.ping();
  }

  /** Answers a ping, unless the other end does not even read what it is sent. */
  pong(data: Buffer): void {
    if (this.hasRoom) this.#ws.pong(data);
  }

  close(code: CloseCode): void {
    if (this.#ended) return;
    this.#hold(false);
    this.#ws.close(code, REASONS.get(code));
    const cancel = this.#clock.after(CLOSE_GRACE_MS, () => this.#ws.terminate());
    this.#ws.on('close', cancel);
    this.#end(code);
  }

  #hold(canWait: boolean): void {
    if (this.#held === 'soon' || (this.#held === 'later' && canWait)) return;
    if (this.#held === 'no') this.#socket.cork();
    this.#held = canWait ? 'later' : 'soon';
    if (canWait) this.#batch.releaseLater(this);
    else this.#batch.releaseSoon(this);
  }

  #end(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#owner.wireEnded(code);
  }
}

/** What carries a WebSocket is typed as any stream, and is a TCP socket. */
function socketOf(
  stream: Duplex,
): Partial<Pick<Socket, 'localAddress' | 'localPort' | 'remoteAddress'>> {
  return stream instanceof Socket ? stream : {};
}
