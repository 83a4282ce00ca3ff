import type { CloseCode } from '../../signaling/protocol/errors.ts';
import { decode } from '../../signaling/protocol/codec.ts';
import { ServerMessage } from '../../signaling/protocol/serverMessages.ts';
import { Conversation } from '../../signaling/server/conversation.ts';
import type { ConversationContext } from '../../signaling/server/conversation.ts';
import { Contacts } from '../../signaling/server/contacts.ts';
import { Counters } from '../../signaling/server/counters.ts';
import { Rooms } from '../../signaling/server/rooms.ts';
import { ServerNames } from '../../signaling/server/serverNames.ts';
import { Sessions } from '../../signaling/server/sessions.ts';
import type { SocketEnds, Wire } from '../../signaling/server/wire.ts';
import { ManualClock } from './serverClock.ts';
import { newId } from './serverClient.ts';
import type { TestMember } from './serverClient.ts';

export interface LogicOptions {
  readonly capacity?: number;
  readonly maxQueuedMessages?: number;
  readonly maxDetached?: { readonly placed: number; readonly idle: number };
  readonly messageRate?: { readonly perSecond: number; readonly burst: number };
}

/** The server without sockets: sessions, rooms and conversations over wires of paper. */
export class Logic {
  readonly clock = new ManualClock();
  readonly counters = new Counters();
  readonly rooms: Rooms;
  readonly contacts: Contacts;
  readonly sessions: Sessions;
  readonly defects: unknown[] = [];
  readonly #context: ConversationContext;

  constructor(options: LogicOptions = {}) {
    const rooms = new Rooms(options.capacity ?? 4);
    this.rooms = rooms;
    const { clock, counters } = this;
    const names = new ServerNames({ names: [], trustProxy: false });
    const contacts = new Contacts({ clock, counters, names });
    this.contacts = contacts;
    this.sessions = new Sessions({
      clock: this.clock,
      counters: this.counters,
      randomId: newId,
      resumeWindowMs: 30_000,
      outboxLimits: {
        maxMessages: options.maxQueuedMessages ?? 1_024,
        maxCharacters: 4 * 1024 * 1024,
      },
      maxDetached: options.maxDetached ?? { placed: 100, idle: 100 },
      hasPlace: (session) => rooms.has(session) || contacts.has(session),
      onDetached: (session) => {
        rooms.showPresence(session, 'reconnecting');
        contacts.lost(session);
      },
      onReattached: (session) => {
        rooms.showPresence(session, 'present');
        contacts.returned(session);
      },
      onEnded: (session) => {
        rooms.leave(session, 'timeout');
        contacts.ended(session);
      },
    });
    this.#context = {
      sessions: this.sessions,
      rooms,
      contacts,
      counters: this.counters,
      clock: this.clock,
      messageRate: options.messageRate ?? { perSecond: 100, burst: 400 },
      welcome: ({ session, token, resumed }) => ({
        type: 'welcome',
        protocol: 1,
        session: session.id,
        token,
        resumed,
        processed: session.processed,
        server: { name: 'logic', version: '0', instance: newId() },
        limits: {
          maxMessageBytes: 131_072,
          maxPayloadBytes: 65_536,
          messagesPerSecond: 100,
          messageBurst: 400,
          heartbeatMs: 5_000,
          resumeWindowMs: 30_000,
          maxQueuedMessages: options.maxQueuedMessages ?? 1_024,
          roomCapacity: rooms.capacity,
        },
        iceServers: [],
      }),
      onDefect: (error) => this.defects.push(error),
    };
  }

  connect(): PaperWire {
    return new PaperWire(this.#context);
  }

  /** A client that has said hello. */
  greet(resume?: object): PaperWire {
    const wire = this.connect();
    wire.hello(resume);
    return wire;
  }

  /** A client that is in a room. */
  join(room: string, member: TestMember): PaperWire {
    const wire = this.greet();
    wire.request({ type: 'join', room, member });
    return wire;
  }
}

/** One client and its wire, whose messages are read instead of sent. */
export class PaperWire implements Wire {
  hasRoom = true;
  ends: SocketEnds = { local: { address: '127.0.0.1', port: 8787 }, remoteAddress: '127.0.0.1' };
  readonly received: ServerMessage[] = [];
  closedWith: CloseCode | null = null;
  readonly #conversation: Conversation;
  #nextRequest = 1;
  #lost = false;
  #onDrained: () => void = () => undefined;

  constructor(context: ConversationContext) {
    this.#conversation = new Conversation(context, this);
  }

  write(text: string): void {
    if (this.#lost || this.closedWith !== null) return;
    const decoded = decode(ServerMessage, text);
    if (!decoded.ok) throw new Error(`not in the schema at ${decoded.where}: ${text}`);
    this.received.push(decoded.value);
  }

  close(code: CloseCode): void {
    if (this.closedWith !== null || this.#lost) return;
    this.closedWith = code;
    this.#conversation.lost();
  }

  send(message: object | string): void {
    this.#conversation.receive(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendControlFrame(): void {
    this.#conversation.receiveControlFrame();
  }

  sendBinary(): void {
    this.#conversation.receiveBinary();
  }

  hello(resume?: object): void {
    const client = { name: 'test', version: '1' };
    this.send({ type: 'hello', protocol: 1, client, ...(resume === undefined ? {} : { resume }) });
  }

  request(body: object): number {
    const id = this.#nextRequest++;
    this.send({ ...body, id });
    return id;
  }

  /** Goes on counting requests from here. */
  countRequestsFrom(id: number): void {
    this.#nextRequest = id;
  }

  /** The socket breaks. */
  drop(): void {
    this.#lost = true;
    this.#conversation.lost();
  }

  whenDrained(task: () => void): void {
    this.#onDrained = task;
  }

  drain(): void {
    this.hasRoom = true;
    this.#onDrained();
  }

  get welcome(): Extract<ServerMessage, { type: 'welcome' }> {
    const [welcome] = this.received;
    if (welcome?.type !== 'welcome') throw new Error('not greeted');
    return welcome;
  }

  /** What `hello.resume` needs to go on after this wire. */
  get resume(): { session: string; token: string; received: number } {
    const { session, token } = this.welcome;
    const seqs = this.received.flatMap((message) => ('seq' in message ? [message.seq ?? 0] : []));
    return { session, token, received: Math.max(0, ...seqs) };
  }

  /** All messages without `seq`, from behind the welcome, cleared by reading. */
  news(): object[] {
    return this.received.splice(1).map((message) => {
      if (!('seq' in message)) return message;
      const { seq: _, ...rest } = message;
      return rest;
    });
  }
}
