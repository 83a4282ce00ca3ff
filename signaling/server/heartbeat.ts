import type { Clock } from './clock.ts';

/** What the heartbeat needs of a connection. */
export interface Pulse {
  /** When the other end last gave a sign of life. */
  readonly heardAtMs: number;
  /** Whether `hello` has come. */
  readonly isGreeted: boolean;
  ping(): void;
  endAs(why: 'silent' | 'never_greeted'): void;
}

export interface HeartbeatTimes {
  /** A ping this often; silence for twice as long ends the connection. */
  readonly heartbeatMs: number;
  readonly helloTimeoutMs: number;
}

/** Finds connections that have gone silent or never said hello, with one timer for all of them. */
export class Heartbeat<Connection extends Pulse> {
  readonly #clock: Clock;
  readonly #times: HeartbeatTimes;
  readonly #since = new Map<Connection, { readonly openedAtMs: number; pingedAtMs: number }>();
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, times: HeartbeatTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  add(connection: Connection): void {
    const nowMs = this.#clock.now();
    this.#since.set(connection, { openedAtMs: nowMs, pingedAtMs: nowMs });
    this.#schedule();
  }

  remove(connection: Connection): void {
    this.#since.delete(connection);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#since.clear();
  }

  #schedule(): void {
    if (this.#cancel !== null || this.#since.size === 0) return;
    // A fifth of the shorter time: nothing is found later than that after it is due.
    const everyMs = Math.min(this.#times.heartbeatMs, this.#times.helloTimeoutMs) / 5;
    this.#cancel = this.#clock.after(everyMs, () => {
      this.#cancel = null;
      this.#sweep();
      this.#schedule();
    });
  }

  #sweep(): void {
    const nowMs = this.#clock.now();
    const { heartbeatMs, helloTimeoutMs } = this.#times;
    for (const [connection, since] of this.#since) {
      if (!connection.isGreeted && nowMs - since.openedAtMs >= helloTimeoutMs) {
        connection.endAs('never_greeted');
      } else if (nowMs - connection.heardAtMs >= 2 * heartbeatMs) {
        connection.endAs('silent');
      } else if (nowMs - since.pingedAtMs >= heartbeatMs) {
        since.pingedAtMs = nowMs;
        connection.ping();
      }
    }
  }
}
