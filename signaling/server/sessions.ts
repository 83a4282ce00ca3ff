import { CloseCode } from '../protocol/errors.ts';
import { ResumeToken, SessionId } from '../protocol/ids.ts';
import type { Hello } from '../protocol/clientMessages.ts';
import type { Clock } from './clock.ts';
import type { Counters } from './counters.ts';
import type { OutboxLimits } from './outbox.ts';
import { Session } from './session.ts';
import type { Wire } from './wire.ts';

export interface SessionsInit {
  readonly clock: Clock;
  readonly counters: Counters;
  /** 128 random bits in base64url. */
  readonly randomId: () => string;
  readonly resumeWindowMs: number;
  readonly outboxLimits: OutboxLimits;
  /** Most sessions kept without a socket: those with something to lose, and the others. */
  readonly maxDetached: { readonly placed: number; readonly idle: number };
  /** Whether the session has something to lose: its place in a room, or its identity. */
  readonly hasPlace: (session: Session) => boolean;
  readonly onDetached: (session: Session) => void;
  /** A detached session has a socket again. */
  readonly onReattached: (session: Session) => void;
  /** The session is over and did not say goodbye. */
  readonly onEnded: (session: Session) => void;
}

/** What a `hello` leads to. The token is the one the client has, or its first. */
export interface Greeting {
  readonly session: Session;
  readonly token: ResumeToken;
  readonly resumed: boolean;
  readonly received: number;
}

/** All sessions of this server: how they begin, lose their socket, get it back, and end. */
export class Sessions {
  readonly #init: SessionsInit;
  readonly #all = new Map<SessionId, Session>();
  /** Sessions without a socket, oldest first, each with what stops its expiry. */
  readonly #detached = {
    placed: new Map<Session, () => void>(),
    idle: new Map<Session, () => void>(),
  };

  readonly #onOverflow: (session: Session) => void;

  constructor(init: SessionsInit) {
    this.#init = init;
    this.#onOverflow = (session) => this.end(session, CloseCode.queueOverflow);
  }

  get size(): number {
    return this.#all.size;
  }

  get detachedCount(): number {
    return this.#detached.placed.size + this.#detached.idle.size;
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#all.values();
  }

  /** The session to go on with, or a new one. It has no wire until {@link attach}. */
  greet(resume: Hello['resume']): Greeting {
    if (resume !== undefined) {
      const session = this.#all.get(resume.session);
      const resumed = session?.canResume(resume.token, resume.received) ?? false;
      this.#init.counters.countResume(resumed ? 'resumed' : 'fresh');
      if (session !== undefined && resumed) {
        return { session, token: resume.token, resumed, received: resume.received };
      }
    }
    const token = ResumeToken.parse(this.#init.randomId());
    const session = new Session({
      id: SessionId.parse(this.#init.randomId()),
      token,
      limits: this.#init.outboxLimits,
      counters: this.#init.counters,
      onOverflow: this.#onOverflow,
    });
    this.#all.set(session.id, session);
    return { session, token, resumed: false, received: 0 };
  }

  /** Gives the greeted session its wire. One that it still has is closed: the newer wins. */
  attach({ session, received }: Greeting, wire: Wire): void {
    const older = session.wire;
    const wasDetached = this.#forgetDetached(session);
    session.attach(wire, received);
    older?.close(CloseCode.replaced);
    if (wasDetached) this.#init.onReattached(session);
  }

  /**
   * A wire is gone. Names the wire, because the session may have another one by now, which must
   * not be lost with it.
   */
  lose(session: Session, wire: Wire): void {
    if (session.wire !== wire) return;
    session.detach();
    const placed = this.#init.hasPlace(session);
    const kept = placed ? this.#detached.placed : this.#detached.idle;
    const most = placed ? this.#init.maxDetached.placed : this.#init.maxDetached.idle;
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= most) this.#remove(oldest);
    const cancel = this.#init.clock.after(this.#init.resumeWindowMs, () => this.#remove(session));
    kept.set(session, cancel);
    this.#init.onDetached(session);
  }

  /** Ends a session for good; `code` closes its socket if it has one. */
  end(session: Session, code: CloseCode): void {
    const { wire } = session;
    this.#remove(session);
    wire?.close(code);
  }

  /** Stops all timers; for the end of the server. */
  stop(): void {
    for (const kept of Object.values(this.#detached)) {
      for (const cancel of kept.values()) cancel();
      kept.clear();
    }
  }

  #remove(session: Session): void {
    if (!this.#all.delete(session.id)) return;
    this.#forgetDetached(session);
    session.end();
    this.#init.onEnded(session);
  }

  #forgetDetached(session: Session): boolean {
    for (const kept of Object.values(this.#detached)) {
      kept.get(session)?.();
      if (kept.delete(session)) return true;
    }
    return false;
  }
}
