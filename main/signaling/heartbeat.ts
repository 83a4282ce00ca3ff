import { Timer, type Clock } from './clock.ts';

/** How much longer than the server's own heartbeat we wait before we ask. */
const SILENCE_FACTOR = 1.25;
/** For the answer to our own question after a silence. */
const PONG_TIMEOUT_MS = 2_000;
/** For the answer when media has stalled and the socket is under suspicion. */
const PROBE_TIMEOUT_MS = 1_000;

export interface HeartbeatActions {
  ping(nonce: number): void;
  /** No sign of life in time. */
  dead(): void;
}

/** Notices a socket that is dead without having been closed. */
export class Heartbeat {
  readonly #actions: HeartbeatActions;
  readonly #silence: Timer;
  readonly #pong: Timer;
  #intervalMs = 0;
  #nonce = 0;
  #probing = false;

  constructor(clock: Clock, actions: HeartbeatActions) {
    this.#actions = actions;
    this.#silence = new Timer(clock);
    this.#pong = new Timer(clock);
  }

  /** @param heartbeatMs - how often the server promises a sign of life. */
  start(heartbeatMs: number): void {
    this.#intervalMs = heartbeatMs * SILENCE_FACTOR;
    this.heard();
  }

  stop(): void {
    this.#intervalMs = 0;
    this.#probing = false;
    this.#silence.clear();
    this.#pong.clear();
  }

  /** Anything came from the server. */
  heard(): void {
    if (this.#intervalMs === 0) return;
    this.#silence.set(this.#intervalMs, () => {
      if (!this.#pong.isSet) this.#ask(PONG_TIMEOUT_MS);
    });
  }

  ponged(nonce: number): void {
    if (nonce !== this.#nonce) return;
    this.#probing = false;
    this.#pong.clear();
  }

  /** Asks now, and waits for the answer for a second at most. */
  probe(): void {
    if (this.#intervalMs === 0 || this.#probing) return;
    this.#probing = true;
    this.#ask(PROBE_TIMEOUT_MS);
  }

  #ask(timeoutMs: number): void {
    this.#nonce += 1;
    this.#pong.set(timeoutMs, () => this.#actions.dead());
    this.#actions.ping(this.#nonce);
  }
}
