import type {
  Asked,
  ContactPresence,
  ContactStatus,
  Watch,
} from '../../signaling/protocol/contactMessages.ts';
import { identityStatement, type ContactAddress } from '../../signaling/protocol/identity.ts';
import type { SessionId } from '../../signaling/protocol/ids.ts';
import type { RingChanged, Rung } from '../../signaling/protocol/ringMessages.ts';
import type { Identity } from '../identity/identity.ts';
import type { ContactMessage } from '../signaling/clientEvents.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import type { SignalingClient } from '../signaling/signalingClient.ts';
import type { Log } from '../system/log.ts';
import { LatestRequest, isPassing } from './latestRequest.ts';
import { serverNameOf } from './serverName.ts';

/** When a server that is in trouble names no time to identify again. */
const IDENTIFY_AGAIN_MS = 2_000;

export type WatchList = Watch['contacts'];

export interface ContactSessionParts {
  readonly client: SignalingClient;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  /** A new session. @param instance - which run of which server it is on. */
  readonly mayIdentify: (instance: string) => boolean;
  /** Somebody's presence, or whether anything can be asked here, is another one. */
  readonly changed: () => void;
  readonly heard: (message: Asked | Rung | RingChanged) => void;
  /** The server does not know any more, or for too long, what we have said: no ring is left. */
  readonly lost: () => void;
}

/** Our standing as somebody's contact on one server. */
export class ContactSession {
  readonly #parts: ContactSessionParts;
  readonly #identifyTimer: Timer;
  readonly #list: LatestRequest<WatchList>;
  readonly #status: LatestRequest<ContactStatus>;
  readonly #unsubscribe: () => void;
  /** In which session we are who we are, or are to be. */
  #session: SessionId | null = null;
  #isIdentified = false;
  #isWatching = false;
  #presences = new Map<ContactAddress, ContactPresence>();
  readonly #waiting = new Set<() => void>();

  constructor(parts: ContactSessionParts) {
    this.#parts = parts;
    const { client, clock } = parts;
    this.#identifyTimer = new Timer(clock);
    this.#list = new LatestRequest(clock, (contacts, settle) => {
      const taken = client.request({ type: 'watch', contacts }, (outcome) => {
        if (!outcome.ok) return settle(outcome);
        const { present } = outcome.answer;
        this.#presences = new Map(present.map(({ address, status }) => [address, status]));
        this.#isWatching = true;
        this.#tell();
        settle(null);
      });
      if (!taken.ok) settle(taken);
    });
    this.#status = new LatestRequest(clock, (status, settle) => {
      const taken = client.request({ type: 'set-status', status }, (outcome) =>
        settle(outcome.ok ? null : outcome),
      );
      if (!taken.ok) settle(taken);
    });
    this.#unsubscribe = client.subscribe({
      greeted: ({ resumed }) => {
        if (resumed) this.#tell();
        else this.#begin();
      },
      status: ({ state }) => {
        if (state === 'unreachable') parts.lost();
        if (state !== 'online') this.#tell();
      },
      contact: (message) => this.#onMessage(message),
    });
    if (client.session !== null) this.#begin();
  }

  get client(): SignalingClient {
    return this.#parts.client;
  }

  /** The server knows who we are and whom we list. */
  get isReady(): boolean {
    return this.#isWatching && this.#parts.client.session !== null;
  }

  presenceOf(address: ContactAddress): ContactPresence {
    return this.isReady ? (this.#presences.get(address) ?? 'unavailable') : 'unavailable';
  }

  list(contacts: WatchList): void {
    this.#list.want(contacts);
  }

  show(status: ContactStatus): void {
    this.#status.want(status);
  }

  /** @returns whether it is ready, or has become so within that time, milliseconds. */
  ready(withinMs: number): Promise<boolean> {
    if (this.isReady) return Promise.resolve(true);
    this.#parts.client.retry();
    return new Promise((resolve) => {
      const settle = (): void => {
        cancel();
        this.#waiting.delete(look);
        resolve(this.isReady);
      };
      const look = (): void => {
        if (this.isReady) settle();
      };
      const cancel = this.#parts.clock.after(withinMs, settle);
      this.#waiting.add(look);
    });
  }

  /** Has others see at once that we are gone. @returns when the server knows, or cannot. */
  leave(): Promise<void> {
    if (!this.isReady) return Promise.resolve();
    return new Promise((resolve) => {
      const { client } = this.#parts;
      const taken = client.request({ type: 'watch', contacts: [] }, () => resolve());
      if (!taken.ok) resolve();
    });
  }

  /** Ends this, not the client. */
  end(): void {
    this.#reset();
    this.#unsubscribe();
    this.#parts.lost();
  }

  /** A new session: the server knows nothing of us. */
  #begin(): void {
    const { client, mayIdentify, lost } = this.#parts;
    const isFirst = this.#session === null;
    this.#reset();
    if (!isFirst) lost();
    const { session } = client;
    if (session !== null && mayIdentify(session.instance)) this.#identify(session.id);
    this.#tell();
  }

  #identify(session: SessionId): void {
    const { client, log, identity } = this.#parts;
    if (client.url === null || client.session?.id !== session) return;
    this.#session = session;
    const server = serverNameOf(client.url);
    const { key, device } = identity;
    const proof = identity.sign(identityStatement(server, session));
    const again = (afterMs: number): void =>
      this.#identifyTimer.set(afterMs, () => this.#identify(session));
    const request = { type: 'identify', key, device, server, proof } as const;
    const taken = client.request(request, (outcome) => {
      if (this.#session !== session) return;
      if (outcome.ok) return this.#onIdentified();
      if (isPassing(outcome.reason)) return again(outcome.retryAfterMs ?? IDENTIFY_AGAIN_MS);
      if (outcome.reason === 'session_lost' || outcome.reason === 'closed') return;
      log.warn('identity refused', { reason: outcome.reason });
    });
    if (!taken.ok && taken.reason !== 'closed') again(IDENTIFY_AGAIN_MS);
  }

  #onIdentified(): void {
    this.#isIdentified = true;
    this.#parts.log.info('identified');
    // First, so that those who list us hear of no other status.
    this.#status.start();
    this.#list.start();
  }

  #onMessage(message: ContactMessage): void {
    if (!this.#isIdentified) return;
    switch (message.type) {
      case 'presence':
        this.#presences.set(message.address, message.presence);
        return this.#tell();
      case 'asked':
      case 'rung':
      case 'ring-state':
        return this.#parts.heard(message);
    }
  }

  #reset(): void {
    this.#session = null;
    this.#isIdentified = false;
    this.#isWatching = false;
    this.#presences.clear();
    this.#identifyTimer.clear();
    this.#list.stop();
    this.#status.stop();
  }

  #tell(): void {
    for (const look of this.#waiting) look();
    this.#parts.changed();
  }
}
