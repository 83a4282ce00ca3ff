import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { randomBytes } from 'node:crypto';

/**
 * A WebSocket client over a bare socket. It costs a fraction of what a server does per message,
 * so that with one process of it the server is what is measured.
 */
export class BareClient {
  readonly #socket: Socket;
  #rest: Buffer | null = null;
  /** Called for every text message; `read` makes a string of it. */
  onMessage: (read: () => string) => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @param address - shown to the server as the client's, as by a proxy. */
  static async open(url: string, address: string): Promise<BareClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    socket.write(
      [
        'GET / HTTP/1.1',
        `Host: ${hostname}:${port}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        'Sec-WebSocket-Version: 13',
        `X-Forwarded-For: ${address}`,
        '\r\n',
      ].join('\r\n'),
    );
    let head = Buffer.alloc(0);
    while (!head.includes('\r\n\r\n')) {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      head = Buffer.concat([head, chunk]);
    }
    if (!head.subarray(0, 12).toString('latin1').endsWith('101')) {
      throw new Error(`no WebSocket: ${head.toString('latin1')}`);
    }
    const client = new BareClient(socket);
    socket.on('data', (chunk) => client.#read(chunk));
    socket.on('error', () => undefined);
    return client;
  }

  /** The next message, for the steps before the load. */
  async next(): Promise<string> {
    return await new Promise((resolve) => {
      this.onMessage = (read) => {
        this.onMessage = () => undefined;
        resolve(read());
      };
    });
  }

  send(frames: Buffer): void {
    this.#socket.write(frames);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const data = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (data.length - at >= 2) {
      let length = (data[at + 1] ?? 0) & 0x7f;
      let head = 2;
      if (length === 126) {
        if (data.length - at < 4) break;
        length = data.readUInt16BE(at + 2);
        head = 4;
      }
      const from = at + head;
      if (data.length < from + length) break;
      const isText = ((data[at] ?? 0) & 0x0f) === 1;
      if (isText) this.onMessage(() => data.toString('utf8', from, from + length));
      at = from + length;
    }
    this.#rest = at === data.length ? null : data.subarray(at);
  }
}

/** A client's text frame, masked with a key of zeros: legal, and the cheapest to make. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 6 : 8;
  const frame = Buffer.alloc(head + length);
  frame[0] = 0x81;
  frame[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) frame.writeUInt16BE(length, 2);
  frame.write(text, head);
  return frame;
}
