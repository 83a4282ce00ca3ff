import type { Clock } from '../signaling/clock.ts';
import type { Log, LogFields } from '../system/log.ts';

const EVERY_MS = 1_000;

/** Lines about what others can make happen as often as they like: at most one a second. */
export class OccasionalLog {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #event: string;
  #quietUntilMs = 0;

  constructor(clock: Clock, log: Log, event: string) {
    this.#clock = clock;
    this.#log = log;
    this.#event = event;
  }

  info(fields: LogFields): void {
    const nowMs = this.#clock.now();
    if (nowMs < this.#quietUntilMs) return;
    this.#quietUntilMs = nowMs + EVERY_MS;
    this.#log.info(this.#event, fields);
  }
}
