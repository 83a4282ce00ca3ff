import { Timer, type Clock } from '../signaling/clock.ts';
import type { RequestFailure } from '../signaling/outbox.ts';

/** When a server that is in trouble names no time to ask again. */
const ASK_AGAIN_MS = 2_000;

/** What came of a request; null: it was carried out. */
export type Refused = { readonly reason: RequestFailure; readonly retryAfterMs?: number } | null;

/** Whether a refusal passes by itself. */
export function isPassing(reason: RequestFailure): boolean {
  return reason === 'rate_limited' || reason === 'internal' || reason === 'outbox_full';
}

/**
 * Has a server know the newest of something that is replaced as a whole.
 *
 * One request is under way at a time; what became old meanwhile is never sent, and what the server
 * knows already is not sent again.
 */
export class LatestRequest<Value> {
  readonly #send: (value: Value, settle: (refused: Refused) => void) => void;
  readonly #timer: Timer;
  #wanted: { readonly value: Value; readonly text: string } | null = null;
  /** What the server was told last in this session. */
  #told: string | null = null;
  /** Another one with each session, so that what is settled late changes nothing. */
  #session: symbol | null = null;
  #isUnderWay = false;

  constructor(clock: Clock, send: (value: Value, settle: (refused: Refused) => void) => void) {
    this.#send = send;
    this.#timer = new Timer(clock);
  }

  /** @param value - anything that JSON holds. */
  want(value: Value): void {
    this.#wanted = { value, text: JSON.stringify(value) };
    this.#next();
  }

  /** The server takes requests, and knows nothing of us. */
  start(): void {
    this.stop();
    this.#session = Symbol('session');
    this.#next();
  }

  stop(): void {
    this.#timer.clear();
    this.#session = null;
    this.#told = null;
    this.#isUnderWay = false;
  }

  #next(): void {
    const wanted = this.#wanted;
    const session = this.#session;
    if (wanted === null || session === null || this.#isUnderWay || this.#timer.isSet) return;
    if (wanted.text === this.#told) return;
    this.#isUnderWay = true;
    this.#told = wanted.text;
    this.#send(wanted.value, (refused) => {
      if (this.#session !== session) return;
      this.#isUnderWay = false;
      if (refused === null || !isPassing(refused.reason)) return this.#next();
      this.#told = null;
      this.#timer.set(refused.retryAfterMs ?? ASK_AGAIN_MS, () => this.#next());
    });
  }
}
