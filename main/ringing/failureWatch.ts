import type { RingFailure } from '../../preload/contract/ringing.ts';
import type { ContactPresence } from '../../signaling/protocol/contactMessages.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import { isOutdated } from './ringFailures.ts';

/** So long a failure stands at least: somebody is to read it. */
const READ_MS = 5_000;
/** So long it is news. */
const STAND_MS = 10_000;

export interface FailureWatchParts {
  readonly clock: Clock;
  readonly presenceOf: (address: ContactAddress) => ContactPresence;
  /** The failure is of the past: they can be called, or everybody has read it. */
  readonly over: () => void;
}

/** Puts a failure away when it has been read, or when whoever could not be called can be called by now. */
export class FailureWatch {
  readonly #parts: FailureWatchParts;
  readonly #timer: Timer;
  readonly #standing: Timer;
  #isHeld = false;
  #watched: {
    readonly address: ContactAddress;
    readonly failure: RingFailure;
    /** The last that was not `available`. */
    readonly presence: ContactPresence;
  } | null = null;

  constructor(parts: FailureWatchParts) {
    this.#parts = parts;
    this.#timer = new Timer(parts.clock);
    this.#standing = new Timer(parts.clock);
  }

  begin(address: ContactAddress, failure: RingFailure): void {
    this.#watched = { address, failure, presence: this.#parts.presenceOf(address) };
    this.#timer.set(READ_MS, () => this.look());
    this.#standing.set(STAND_MS, () => this.look());
  }

  /** Whether the person is at it, by pointer or keyboard: then it stays. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (this.#watched !== null && !isHeld) this.#standing.set(READ_MS, () => this.look());
  }

  /** Their presence may be another one. */
  look(): void {
    const watched = this.#watched;
    if (watched === null) return;
    const now = this.#parts.presenceOf(watched.address);
    if (now !== 'available') this.#watched = { ...watched, presence: now };
    if (this.#timer.isSet || this.#isHeld) return;
    if (this.#standing.isSet && !isOutdated(watched.failure, watched.presence, now)) return;
    this.end();
    this.#parts.over();
  }

  end(): void {
    this.#watched = null;
    this.#timer.clear();
    this.#standing.clear();
    this.#isHeld = false;
  }
}
