import type { Clock } from './clock.ts';

/** What the heartbeat needs of a connection. */
export interface Pulse {
  readonly openedAtMs: number;
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

/** Looks within a heartbeat, and parts of the connections that are pinged at a time. */
const LOOKS = 5;

/**
 * Pings connections and finds those that have gone silent or never said hello, with one timer for
 * all of them. What is due is found at most a fifth of a heartbeat late.
 */
export class Heartbeat<Connection extends Pulse> {
  readonly #clock: Clock;
  readonly #times: HeartbeatTimes;
  /** One part of the connections for each look, so that they are not all pinged at once. */
  readonly #parts: readonly Set<Connection>[] = Array.from({ length: LOOKS }, () => new Set());
  #look = 0;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, times: HeartbeatTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  /** The connection is pinged a heartbeat from now, less up to a fifth. */
  add(connection: Connection): void {
    this.#parts[this.#look]?.add(connection);
    this.#cancel ??= this.#schedule();
  }

  remove(connection: Connection): void {
    for (const part of this.#parts) part.delete(connection);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    for (const part of this.#parts) part.clear();
  }

  #schedule(): () => void {
    return this.#clock.after(this.#times.heartbeatMs / LOOKS, () => {
      this.#look = (this.#look + 1) % LOOKS;
      for (const part of this.#parts) this.#endOverdue(part);
      for (const connection of this.#parts[this.#look] ?? []) connection.ping();
      this.#cancel = this.#parts.some(({ size }) => size > 0) ? this.#schedule() : null;
    });
  }

  #endOverdue(connections: Iterable<Connection>): void {
    const nowMs = this.#clock.now();
    const { heartbeatMs, helloTimeoutMs } = this.#times;
    for (const connection of connections) {
      if (!connection.isGreeted && nowMs - connection.openedAtMs >= helloTimeoutMs) {
        connection.endAs('never_greeted');
      } else if (nowMs - connection.heardAtMs >= 2 * heartbeatMs) {
        connection.endAs('silent');
      }
    }
  }
}
