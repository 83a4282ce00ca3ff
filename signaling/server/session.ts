import type { ResumeToken, SessionId } from '../protocol/ids.ts';
import type { Counters } from './counters.ts';
import { digestOf, sameDigest } from './digest.ts';
import type { Digest } from './digest.ts';
import { Outbox } from './outbox.ts';
import type { OutboxLimits } from './outbox.ts';
import type { Tail } from './serverText.ts';
import type { Wire } from './wire.ts';

export interface SessionInit {
  readonly id: SessionId;
  readonly token: ResumeToken;
  readonly limits: OutboxLimits;
  readonly counters: Counters;
  /** The queue ran over; the session is to be ended. */
  readonly onOverflow: (session: Session) => void;
}

/** One client on this server, over however many sockets it takes. */
export class Session {
  readonly id: SessionId;
  readonly #tokenDigest: Digest;
  readonly #outbox: Outbox;
  readonly #counters: Counters;
  readonly #onOverflow: (session: Session) => void;
  #wire: Wire | null = null;
  /** Highest number written to the present wire. */
  #written = 0;
  #processed = 0;
  #ended = false;

  constructor(init: SessionInit) {
    this.id = init.id;
    this.#tokenDigest = digestOf(init.token);
    this.#outbox = new Outbox(init.limits);
    this.#counters = init.counters;
    this.#onOverflow = init.onOverflow;
  }

  get wire(): Wire | null {
    return this.#wire;
  }

  /** Highest request id that was carried out. */
  get processed(): number {
    return this.#processed;
  }

  get queuedMessages(): number {
    return this.#outbox.length;
  }

  get queuedCharacters(): number {
    return this.#outbox.characters;
  }

  /** Whether this client may go on from `received`: its token is right and nothing is missing. */
  canResume(token: ResumeToken, received: number): boolean {
    const proved = sameDigest(this.#tokenDigest, digestOf(token));
    return proved && received >= this.#outbox.acknowledged && received <= this.#outbox.last;
  }

  /** Goes on over another wire, from behind message `received`. */
  attach(wire: Wire, received: number): void {
    this.#outbox.acknowledge(received);
    this.#wire = wire;
    this.#written = received;
    this.#catchUp(wire);
  }

  detach(): void {
    this.#wire = null;
  }

  /** No message is taken after this. */
  end(): void {
    this.#ended = true;
    this.#wire = null;
    this.#outbox.acknowledge(this.#outbox.last);
  }

  /** Whether a request is the next one; if so it counts as carried out from now on. */
  claimRequest(id: number): 'next' | 'repeat' | 'gap' {
    if (id <= this.#processed) return 'repeat';
    if (id !== this.#processed + 1) return 'gap';
    this.#processed = id;
    return 'next';
  }

  /** @returns false when the client confirms what was not sent to it. */
  acknowledge(seq: number): boolean {
    return seq <= this.#written && this.#outbox.acknowledge(seq);
  }

  /**
   * Numbers a message, keeps it until it is confirmed, and writes it if there is a wire.
   *
   * @returns false when the session is over or ends by this.
   */
  deliver(tail: Tail): boolean {
    if (this.#ended) return false;
    if (!this.#outbox.push(tail.json)) {
      this.#onOverflow(this);
      return false;
    }
    this.#counters.countSent(tail.type);
    const { last } = this.#outbox;
    if (this.#wire !== null && this.#written === last - 1) {
      this.#written = last;
      this.#wire.write(this.#outbox.text(last), tail.canWait);
    }
    return true;
  }

  /** Writes what is behind, in step with the wire. */
  #catchUp(wire: Wire): void {
    while (this.#wire === wire && this.#written < this.#outbox.last) {
      if (!wire.hasRoom) return wire.whenDrained(() => this.#catchUp(wire));
      this.#written++;
      wire.write(this.#outbox.text(this.#written));
    }
  }
}
