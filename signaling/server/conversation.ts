import type { ClientMessage } from '../protocol/clientMessages.ts';
import { CloseCode } from '../protocol/errors.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ServerMessage } from '../protocol/serverMessages.ts';
import type { Clock } from './clock.ts';
import { readIncoming } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import { carryOut, refuseRequest } from './requests.ts';
import type { RequestContext } from './requests.ts';
import { failureOf } from './serverText.ts';
import type { UnnumberedMessage } from './serverText.ts';
import type { Greeting } from './sessions.ts';
import type { Session } from './session.ts';
import { TokenBucket } from './tokenBucket.ts';
import type { Wire } from './wire.ts';

/** Malformed messages in a row that end a socket. */
const MAX_MALFORMED_IN_A_ROW = 16;
/** Messages above the rate that end a socket, and how fast they are forgiven. */
const FLOOD = { burst: 1_000, perSecond: 10 } as const;
/** Error replies that answer no request: more are not sent, so that noise is not amplified. */
const UNASKED_ERRORS = { burst: 16, perSecond: 4 } as const;

export interface ConversationContext extends RequestContext {
  readonly clock: Clock;
  readonly messageRate: { readonly perSecond: number; readonly burst: number };
  /** The `welcome` for a greeted client. */
  readonly welcome: (greeting: Greeting) => Extract<ServerMessage, { type: 'welcome' }>;
  /** A message that broke the server's own code, which is a defect. */
  readonly onDefect: (error: unknown) => void;
}

/** What is said over one socket: greets, limits, checks, and hands requests on. */
export class Conversation {
  readonly #context: ConversationContext;
  readonly #wire: Wire;
  readonly #messages: TokenBucket;
  // Made when they are needed, which for most clients is never.
  #flood: TokenBucket | null = null;
  #unaskedErrors: TokenBucket | null = null;
  #session: Session | null = null;
  #malformedInARow = 0;
  #over = false;

  constructor(context: ConversationContext, wire: Wire) {
    this.#context = context;
    this.#wire = wire;
    this.#messages = new TokenBucket(context.messageRate.perSecond, context.messageRate.burst);
  }

  get isGreeted(): boolean {
    return this.#session !== null;
  }

  /** A text message has come. */
  receive(text: string): void {
    if (this.#over) return;
    const retryAfterMs = this.#messages.take(this.#context.clock.now());
    const incoming = readIncoming(text);
    this.#context.counters.countReceived(incoming.ok ? incoming.message.type : 'invalid');
    try {
      if (retryAfterMs > 0) this.#refuseExcess(incoming, retryAfterMs);
      else if (incoming.ok) this.#heed(incoming.message, text);
      else this.#refuseMalformed(incoming);
    } catch (error) {
      this.#context.onDefect(error);
      const id = requestIdOf(incoming);
      const session = this.#session;
      if (id !== undefined && id === session?.processed) {
        refuseRequest(this.#context, session, id, 'internal');
      } else this.#fail('internal');
    }
  }

  /** A control frame has come, which counts as a message. @returns whether it is to be heeded. */
  receiveControlFrame(): boolean {
    if (this.#over) return false;
    const nowMs = this.#context.clock.now();
    if (this.#messages.take(nowMs) === 0) return true;
    this.#countExcess(nowMs);
    return false;
  }

  receiveBinary(): void {
    this.#wire.close(CloseCode.unsupportedData);
  }

  /** The wire is closed or closing, from whichever side. Its session can be resumed. */
  lost(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#session !== null) this.#context.sessions.lose(this.#session, this.#wire);
  }

  #heed(message: ClientMessage, text: string): void {
    const session = this.#session;
    if (message.type === 'ping') {
      if (session === null) return this.#refuseMalformed({ code: 'hello_required' });
      this.#malformedInARow = 0;
      return this.#write({ type: 'pong', nonce: message.nonce });
    }
    if (message.type === 'hello') {
      if (session !== null) return this.#refuseMalformed({ code: 'already_greeted' });
      return this.#greet(message);
    }
    if (session === null) return this.#refuseMalformed({ code: 'hello_required' });
    if (message.type === 'ack') {
      if (!session.acknowledge(message.seq)) {
        return this.#refuseMalformed({ code: 'bad_message', where: 'seq' });
      }
      this.#malformedInARow = 0;
      return;
    }
    const place = session.claimRequest(message.id);
    if (place === 'gap') {
      return this.#refuseMalformed({ code: 'bad_message', id: message.id, where: 'id' });
    }
    this.#malformedInARow = 0;
    if (place === 'next') carryOut(this.#context, session, message, text);
  }

  #greet(hello: Extract<ClientMessage, { type: 'hello' }>): void {
    this.#malformedInARow = 0;
    const greeting = this.#context.sessions.greet(hello.resume);
    this.#session = greeting.session;
    this.#write(this.#context.welcome(greeting));
    this.#context.sessions.attach(greeting, this.#wire);
  }

  /** A request counts as carried out by its refusal, or the next one could never be told apart. */
  #refuseMalformed(refusal: {
    readonly code: ErrorCode;
    readonly id?: number | undefined;
    readonly where?: string;
  }): void {
    const { code, id, where } = refusal;
    const detail = where ?? '';
    if (id !== undefined && this.#session?.claimRequest(id) === 'next') {
      refuseRequest(this.#context, this.#session, id, code, { detail });
    } else {
      this.#fail(code, { ...(id === undefined ? {} : { id }), detail });
    }
    if (code === 'unsupported_protocol') return this.#wire.close(CloseCode.unsupportedProtocol);
    this.#malformedInARow++;
    if (this.#malformedInARow >= MAX_MALFORMED_IN_A_ROW) this.#wire.close(CloseCode.protocolError);
  }

  #refuseExcess(incoming: Incoming, retryAfterMs: number): void {
    const id = requestIdOf(incoming);
    const place = id === undefined ? undefined : this.#session?.claimRequest(id);
    if (id !== undefined && this.#session !== null && place === 'next') {
      refuseRequest(this.#context, this.#session, id, 'rate_limited', { retryAfterMs });
    } else if (place !== 'repeat') {
      this.#fail('rate_limited', { ...(id === undefined ? {} : { id }), retryAfterMs });
    }
    this.#countExcess(this.#context.clock.now());
  }

  #countExcess(nowMs: number): void {
    this.#flood ??= new TokenBucket(FLOOD.perSecond, FLOOD.burst);
    if (this.#flood.take(nowMs) > 0) this.#wire.close(CloseCode.rateLimited);
  }

  #fail(code: ErrorCode, more: Parameters<typeof failureOf>[1] = {}): void {
    this.#context.counters.countError(code);
    this.#unaskedErrors ??= new TokenBucket(UNASKED_ERRORS.perSecond, UNASKED_ERRORS.burst);
    if (this.#unaskedErrors.take(this.#context.clock.now()) > 0) return;
    this.#write(failureOf(code, more));
  }

  #write(message: UnnumberedMessage): void {
    this.#context.counters.countSent(message.type);
    this.#wire.write(JSON.stringify(message));
  }
}

function requestIdOf(incoming: Incoming): number | undefined {
  if (!incoming.ok) return incoming.id;
  return 'id' in incoming.message ? incoming.message.id : undefined;
}
