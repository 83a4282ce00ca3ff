import type { ClientRequest } from '../../signaling/protocol/clientMessages.ts';
import type { Identified, Watching } from '../../signaling/protocol/contactMessages.ts';
import type { ErrorCode } from '../../signaling/protocol/errors.ts';
import type { Done, Joined, Peeked } from '../../signaling/protocol/serverMessages.ts';
import { utf8Length } from '../../signaling/protocol/text.ts';

/** Most requests that wait for an answer, and most bytes of them. */
const MAX_REQUESTS = 1_024;
const MAX_BYTES = 8 * 1024 * 1024;

type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** A request before it has its number. */
export type RequestBody = Unnumbered<ClientRequest>;

/** What the server answers to each kind of request when it carries it out. */
export interface Answers {
  readonly join: Joined;
  readonly leave: Done;
  readonly signal: Done;
  readonly peek: Peeked;
  readonly identify: Identified;
  readonly watch: Watching;
  readonly 'set-status': Done;
  readonly ring: Done;
  readonly 'answer-ring': Done;
  readonly 'cancel-ring': Done;
}
export type RequestType = keyof Answers;

export type RequestFailure =
  | ErrorCode
  /** More waits for an answer than we keep. */
  | 'outbox_full'
  /** The server has forgotten the session; whether the request was carried out is not known. */
  | 'session_lost'
  /** The client was closed. */
  | 'closed';

export type Outcome =
  | { readonly ok: true; readonly answer: Answers[RequestType] }
  | { readonly ok: false; readonly reason: RequestFailure; readonly retryAfterMs?: number };

/** A request that waits for its turn or for its answer. */
export interface OutboxEntry {
  readonly body: RequestBody;
  readonly bytes: number;
  readonly settle: (outcome: Outcome) => void;
}

interface SentEntry extends OutboxEntry {
  readonly id: number;
  readonly text: string;
}

export type Taken =
  | {
      readonly ok: true;
      /** Takes it back if it was never sent; `settle` is then never called. @returns whether. */
      readonly withdraw: () => boolean;
    }
  | { readonly ok: false; readonly reason: 'outbox_full' | 'payload_too_large' };

/** Digits of the largest number, a comma and `"id":`. */
const NUMBER_BYTES = 22;

/**
 * Requests of one session that have no answer yet, in order.
 *
 * They are numbered from 1 without gaps when they are first sent, and stay until they are
 * answered, so that what a lost socket swallowed can be sent again.
 */
export class Outbox {
  readonly #sent: SentEntry[] = [];
  readonly #waiting: OutboxEntry[] = [];
  /** Place in `#sent` of the first that was not sent on this socket. */
  #again = 0;
  #nextId = 1;
  #bytes = 0;

  get size(): number {
    return this.#sent.length + this.#waiting.length;
  }

  /**
   * @param maxMessageBytes - what the server takes, in bytes of UTF-8.
   * @returns why it was not taken, in which case `settle` is never called.
   */
  add(body: RequestBody, settle: (outcome: Outcome) => void, maxMessageBytes: number): Taken {
    const bytes = utf8Length(JSON.stringify(body)) + NUMBER_BYTES;
    if (bytes > maxMessageBytes) return { ok: false, reason: 'payload_too_large' };
    if (this.size >= MAX_REQUESTS || this.#bytes + bytes > MAX_BYTES) {
      return { ok: false, reason: 'outbox_full' };
    }
    const entry: OutboxEntry = { body, bytes, settle };
    this.#bytes += bytes;
    this.#waiting.push(entry);
    return { ok: true, withdraw: () => this.#withdraw(entry) };
  }

  get hasUnsent(): boolean {
    return this.#again < this.#sent.length || this.#waiting.length > 0;
  }

  /** @returns the next request for this socket, which then counts as sent; undefined for none. */
  next(): string | undefined {
    const again = this.#sent[this.#again];
    if (again !== undefined) {
      this.#again += 1;
      return again.text;
    }
    const entry = this.#waiting.shift();
    if (entry === undefined) return undefined;
    const id = this.#nextId;
    this.#nextId += 1;
    const text = JSON.stringify({ ...entry.body, id });
    this.#sent.push({ ...entry, id, text });
    this.#again += 1;
    return text;
  }

  /** A new socket for the same session: all above `processed` go again. */
  rewind(processed: number): void {
    const first = this.#sent.findIndex((entry) => entry.id > processed);
    this.#again = first === -1 ? this.#sent.length : first;
  }

  /** Removes an answered request. @returns undefined when none with this number waits. */
  take(id: number): OutboxEntry | undefined {
    const place = this.#sent.findIndex((entry) => entry.id === id);
    const entry = this.#sent[place];
    if (entry === undefined) return undefined;
    this.#sent.splice(place, 1);
    if (place < this.#again) this.#again -= 1;
    this.#bytes -= entry.bytes;
    return entry;
  }

  /** A new session: numbers start at 1 again. @returns what there was, in order. */
  restart(): OutboxEntry[] {
    this.#again = 0;
    this.#nextId = 1;
    this.#bytes = 0;
    return [...this.#sent.splice(0), ...this.#waiting.splice(0)];
  }

  #withdraw(entry: OutboxEntry): boolean {
    const place = this.#waiting.indexOf(entry);
    if (place === -1) return false;
    this.#waiting.splice(place, 1);
    this.#bytes -= entry.bytes;
    return true;
  }
}
