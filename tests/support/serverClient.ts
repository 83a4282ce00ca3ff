import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { decode } from '../../signaling/protocol/codec.ts';
import { ServerMessage } from '../../signaling/protocol/serverMessages.ts';

type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export function newId(): string {
  return randomBytes(16).toString('base64url');
}

export interface TestMember {
  readonly id: string;
  readonly secret: string;
  readonly installation: string;
  readonly name: string;
}

export function newMember(name: string): TestMember {
  return { id: newId(), secret: newId(), installation: newId(), name };
}

/**
 * One socket to a server, as close to the wire as a test wants it. Every message that comes is
 * held against the schema, so that each test also tests what the server may say.
 */
export class TestClient {
  readonly ws: WebSocket;
  /** Everything received, in order. */
  readonly received: ServerMessage[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  /** Acknowledge each numbered message as it comes. */
  acknowledges = true;
  #nextRequest = 1;
  #looked = 0;
  readonly #wakers: (() => void)[] = [];

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.ws = new WebSocket(url, { headers, perMessageDeflate: false });
    this.closed = new Promise((resolve) => {
      this.ws.on('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    this.ws.on('error', () => undefined);
    this.ws.on('message', (data: Buffer) => this.#take(data.toString('utf8')));
  }

  /** Opens a socket without saying hello. */
  static async open(url: string, headers?: Readonly<Record<string, string>>): Promise<TestClient> {
    const client = new TestClient(url, headers);
    await once(client.ws, 'open');
    return client;
  }

  /** Opens a socket and says hello. */
  static async greet(url: string, resume?: object): Promise<TestClient> {
    const client = await TestClient.open(url);
    client.hello(resume);
    await client.next('welcome');
    return client;
  }

  /** Opens a socket and joins a room. */
  static async join(url: string, room: string, member: TestMember): Promise<TestClient> {
    const client = await TestClient.greet(url);
    client.request({ type: 'join', room, member });
    await client.next('joined');
    return client;
  }

  get welcome(): MessageOf<'welcome'> {
    const [welcome] = this.ofType('welcome');
    if (welcome === undefined) throw new Error('not greeted');
    return welcome;
  }

  /** What `hello.resume` needs to go on after this socket. */
  get resume(): { session: string; token: string; received: number } {
    const { session, token } = this.welcome;
    return { session, token, received: this.seqs.at(-1) ?? 0 };
  }

  /** Numbers of all numbered messages received. */
  get seqs(): number[] {
    return this.received.flatMap((message) =>
      'seq' in message && message.seq !== undefined ? [message.seq] : [],
    );
  }

  ofType<Type extends ServerMessage['type']>(type: Type): MessageOf<Type>[] {
    return this.received.filter((message): message is MessageOf<Type> => message.type === type);
  }

  send(message: object | string): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  hello(resume?: object): void {
    const client = { name: 'test', version: '1' };
    this.send({ type: 'hello', protocol: 1, client, ...(resume === undefined ? {} : { resume }) });
  }

  /** Sends a request with the next number. @returns the number. */
  request(body: object): number {
    const id = this.#nextRequest++;
    this.send({ ...body, id });
    return id;
  }

  /** Goes on counting requests from here. */
  countRequestsFrom(id: number): void {
    this.#nextRequest = id;
  }

  /**
   * The next message of a type that has not been looked at; those before it count as looked at.
   *
   * @throws when the socket closes first.
   */
  async next<Type extends ServerMessage['type']>(type: Type): Promise<MessageOf<Type>> {
    await this.#until(() => {
      while (this.#looked < this.received.length) {
        if (this.received[this.#looked++]?.type === type) return true;
      }
      return false;
    });
    return this.received[this.#looked - 1] as MessageOf<Type>;
  }

  /** Waits until so many messages of a type have come in all. */
  async count(type: ServerMessage['type'], count: number): Promise<void> {
    await this.#until(() => this.ofType(type).length >= count);
  }

  /** Waits until the server has dealt with everything sent so far. */
  async settle(): Promise<void> {
    const nonce = randomBytes(4).readUInt32BE();
    this.send({ type: 'ping', nonce });
    await this.#until(() => this.ofType('pong').some((pong) => pong.nonce === nonce));
  }

  /** Loses the socket as a pulled cable would, without a goodbye. */
  drop(): void {
    this.ws.terminate();
  }

  async close(): Promise<void> {
    this.ws.close();
    await this.closed;
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.ws.readyState === WebSocket.CLOSED) {
        throw new Error(`closed; the last it got: ${JSON.stringify(this.received.slice(-5))}`);
      }
      await new Promise<void>((resolve) => {
        this.#wakers.push(resolve);
      });
    }
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }

  #take(text: string): void {
    const decoded = decode(ServerMessage, text);
    if (!decoded.ok)
      throw new Error(`not in the schema at ${decoded.where}: ${text.slice(0, 500)}`);
    const message = decoded.value;
    this.received.push(message);
    if (this.acknowledges && 'seq' in message && message.seq !== undefined) {
      this.send({ type: 'ack', seq: message.seq });
    }
    this.#wake();
  }
}
