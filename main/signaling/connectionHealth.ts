import type { Clock } from './clock.ts';
import { retryDelayMs } from './reconnectPolicy.ts';

/** A server that was there counts as out of reach when it has been away for so long. */
const UNREACHABLE_AFTER_MS = 10_000;
/** A server of another version is asked again this seldom. */
const UNSUPPORTED_DELAY_MS = 60_000;

export interface ConnectionStatus {
  /** `unreachable` stays until the server answers or the person asks for another attempt. */
  readonly state: 'connecting' | 'online' | 'reconnecting' | 'unreachable';
  /** Wall clock of the next attempt, milliseconds since 1970; null when none is planned. */
  readonly retryAtMs: number | null;
  /** Why the server does not take us, where it said so. */
  readonly refusal: 'unsupported_protocol' | 'server_full' | null;
}

/** What is told about the way to the server, and when it is tried again. */
export class ConnectionHealth {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #changed: (status: ConnectionStatus) => void;
  #status: ConnectionStatus = { state: 'connecting', retryAtMs: null, refusal: null };
  /** Retries since the last time online that held. */
  #attempt = 0;
  /** Wall clock of the loss that is being mended. */
  #lostAtMs = 0;

  constructor(clock: Clock, random: () => number, changed: (status: ConnectionStatus) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#changed = changed;
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** An attempt begins. */
  attempting(): void {
    this.#set({ retryAtMs: null, refusal: null });
  }

  /** The person does not want to wait for the next attempt. */
  retried(): void {
    if (this.#status.state === 'unreachable') this.#set({ state: 'connecting' });
  }

  online(): void {
    this.#set({ state: 'online', retryAtMs: null, refusal: null });
  }

  /** Being online has lasted. */
  stable(): void {
    this.#attempt = 0;
  }

  refused(refusal: 'unsupported_protocol' | 'server_full'): void {
    this.#set({ refusal });
  }

  /**
   * The socket is gone, or there was none.
   *
   * @param askedDelayMs - what the server asked for instead of our own policy.
   * @returns milliseconds until the next attempt.
   */
  lost(askedDelayMs?: number): number {
    const { state, refusal } = this.#status;
    if (state === 'online') this.#lostAtMs = this.#clock.now();
    let delay = askedDelayMs ?? retryDelayMs(this.#attempt, this.#random);
    if (askedDelayMs === undefined) this.#attempt += 1;
    if (refusal === 'unsupported_protocol') delay = UNSUPPORTED_DELAY_MS;
    this.#set({ state: this.#lostState(), retryAtMs: this.#clock.now() + delay });
    return delay;
  }

  #lostState(): ConnectionStatus['state'] {
    const { state } = this.#status;
    if (state === 'online') return 'reconnecting';
    const isLate = this.#clock.now() - this.#lostAtMs >= UNREACHABLE_AFTER_MS;
    return state === 'reconnecting' && !isLate ? 'reconnecting' : 'unreachable';
  }

  #set(patch: Partial<ConnectionStatus>): void {
    const next = { ...this.#status, ...patch };
    const same =
      next.state === this.#status.state &&
      next.retryAtMs === this.#status.retryAtMs &&
      next.refusal === this.#status.refusal;
    if (same) return;
    this.#status = next;
    this.#changed(next);
  }
}
