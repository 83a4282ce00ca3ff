import type { ClientRequest } from '../protocol/clientMessages.ts';
import type { Identify, SetStatus, Watch } from '../protocol/contactMessages.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ContactAddress } from '../protocol/identity.ts';
import { RING_GRACE_MS } from '../protocol/limits.ts';
import type { Ring } from '../protocol/ringMessages.ts';
import { addressKey } from './addressGate.ts';
import { Asks } from './asks.ts';
import type { Clock } from './clock.ts';
import { ContactRates } from './contactRates.ts';
import type { Charge } from './contactRates.ts';
import type { Counters } from './counters.ts';
import { Directory } from './directory.ts';
import type { Device, PresenceNews } from './directory.ts';
import { addressOf, isProved } from './identityProof.ts';
import type { RingEffect } from './ringMachine.ts';
import { Rings } from './rings.ts';
import type { RingLetter } from './rings.ts';
import type { ServerNames } from './serverNames.ts';
import { doneTail, failureOf, tailOf } from './serverText.ts';
import type { NumberedBody, Tail } from './serverText.ts';
import type { Session } from './session.ts';

/** Requests about identities, contacts and rings. */
export type ContactRequest = Exclude<
  ClientRequest,
  { readonly type: 'join' | 'leave' | 'signal' | 'peek' }
>;

export interface ContactsInit {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly names: ServerNames;
}

interface Refusal {
  readonly code: ErrorCode;
  readonly retryAfterMs?: number;
}

/** How long whoever has too many devices here is asked to wait: until one may have gone. */
const DEVICE_RETRY_MS = 30_000;

/** Who is who, who is told of whom, and who rings whom. A session that never identifies costs nothing. */
export class Contacts {
  readonly #init: ContactsInit;
  readonly #rates = new ContactRates();
  readonly #directory = new Directory();
  readonly #asks: Asks;
  readonly #rings: Rings;
  readonly #devices = new Map<Device['session'], Device>();
  /** Devices without a socket: what cancels their time in rings, or null when it is over. */
  readonly #lost = new Map<Device, (() => void) | null>();
  /** Sent when all is decided: a message may end a session whose queue is full. */
  #unsent: { readonly to: Device['session']; readonly tail: Tail }[] = [];
  #isSending = false;

  constructor(init: ContactsInit) {
    this.#init = init;
    const now = () => init.clock.now();
    const after = (delayMs: number, task: () => void) => this.#after(delayMs, task);
    this.#asks = new Asks({
      directory: this.#directory,
      rates: this.#rates,
      now,
      after,
      put: (to, { address, key }, payload) =>
        this.#write(to, { type: 'asked', from: address, key, payload }),
    });
    this.#rings = new Rings({
      now,
      after,
      carryOut: (letter, effect) => this.#carryOutRing(letter, effect),
      ended: (outcome) => init.counters.countRing(outcome),
    });
  }

  /** Identities that are there. */
  get identityCount(): number {
    return this.#directory.size;
  }

  /** Rings that nobody has answered. */
  get pendingRingCount(): number {
    return this.#rings.size;
  }

  has(session: Session): boolean {
    return this.#devices.has(session);
  }

  /** Carries out a request whose number has been claimed, and answers it. */
  carryOut(session: Session, request: ContactRequest): void {
    const refusal = this.#attempt(session, request);
    if (refusal !== null) {
      const { code, ...more } = refusal;
      this.#init.counters.countError(code);
      this.#post(session, tailOf(failureOf(code, { id: request.id, ...more })));
    }
    this.#send();
  }

  /** A session has lost its socket: its rings wait for it, but not for as long as its place does. */
  lost(session: Session): void {
    const device = this.#devices.get(session);
    if (device === undefined) return;
    const cancel = this.#after(RING_GRACE_MS, () => {
      this.#lost.set(device, null);
      this.#rings.leave(device, 'parted');
    });
    this.#lost.set(device, cancel);
  }

  /** A session has a socket again. */
  returned(session: Session): void {
    const device = this.#devices.get(session);
    if (device !== undefined) this.#forgetLost(device);
  }

  /** A session is over. */
  ended(session: Session): void {
    const device = this.#devices.get(session);
    if (device === undefined) return;
    this.#dismiss(device, 'gone');
    this.#send();
  }

  /** Stops all timers; for the end of the server. */
  stop(): void {
    this.#asks.stop();
    this.#rings.stop();
    for (const cancel of this.#lost.values()) cancel?.();
    this.#lost.clear();
  }

  /** Runs `task` once after `delayMs`, and sends what it decided. */
  #after(delayMs: number, task: () => void): () => void {
    return this.#init.clock.after(delayMs, () => {
      task();
      this.#send();
    });
  }

  #forgetLost(device: Device): void {
    this.#lost.get(device)?.();
    this.#lost.delete(device);
  }

  #attempt(session: Session, request: ContactRequest): Refusal | null {
    const device = this.#devices.get(session);
    if (request.type === 'identify') {
      if (device !== undefined) return { code: 'already_identified' };
      return this.#identify(session, request);
    }
    if (device === undefined) return { code: 'not_identified' };
    switch (request.type) {
      case 'watch':
        return this.#watch(device, request);
      case 'set-status':
        return this.#setStatus(device, request);
      case 'ring':
        return this.#ring(device, request);
      case 'answer-ring': {
        const isKnown = this.#rings.answer(device, request.ring, request.reply);
        return isKnown ? this.#done(device, request.id) : { code: 'unknown_ring' };
      }
      case 'cancel-ring': {
        const isKnown = this.#rings.cancel(device, request.ring);
        return isKnown ? this.#done(device, request.id) : { code: 'unknown_ring' };
      }
    }
  }

  #identify(session: Session, request: Identify): Refusal | null {
    const ends = session.wire?.ends;
    if (ends === undefined || !this.#init.names.includes(request.server, ends.local)) {
      return { code: 'wrong_server' };
    }
    const network = addressKey(ends.remoteAddress);
    const tooMany = this.#charge(['identify by network', network]);
    if (tooMany !== null) return tooMany;
    if (!isProved(request, session.id)) return { code: 'bad_proof' };
    const address = addressOf(request.key);
    const tooOften = this.#charge(['identify by identity', address]);
    if (tooOften !== null) return tooOften;
    // Whoever comes back with a new session has no use for the old one's standing.
    const older = this.#directory.devicesOf(address).find(({ id }) => id === request.device);
    if (older !== undefined) this.#dismiss(older, 'parted');
    const device: Device = { address, key: request.key, id: request.device, network, session };
    if (!this.#directory.add(device)) {
      return { code: 'rate_limited', retryAfterMs: DEVICE_RETRY_MS };
    }
    this.#devices.set(session, device);
    this.#write(device, { type: 'identified', id: request.id, address });
    return null;
  }

  #watch(device: Device, { id, contacts }: Watch): Refusal | null {
    const refusal = this.#charge(
      ['watch by identity', device.address],
      ['watch by network', device.network],
    );
    if (refusal !== null) return refusal;
    const listed = new Map(contacts.map(({ address, ask }) => [address, ask]));
    listed.delete(device.address);
    const { news, present, dropped } = this.#directory.watch(device, listed.keys());
    this.#write(device, { type: 'watching', id, present: [...present] });
    this.#tell(news);
    for (const address of dropped) this.#rings.leave(device, 'parted', address);
    const asks = new Map<ContactAddress, string>();
    for (const [address, ask] of listed) if (ask !== undefined) asks.set(address, ask);
    this.#asks.ask(device, asks);
    this.#asks.answerable(device);
    return null;
  }

  #setStatus(device: Device, { id, status }: SetStatus): Refusal | null {
    const refusal = this.#charge(
      ['status by identity', device.address],
      ['status by network', device.network],
    );
    if (refusal !== null) return refusal;
    this.#done(device, id);
    this.#tell(this.#directory.setStatus(device, status));
    return null;
  }

  #ring(device: Device, request: Ring): Refusal | null {
    const refusal =
      this.#charge(['ring by identity', device.address], ['ring by network', device.network]) ??
      this.#rings.refusal(device, request.ring);
    if (refusal !== null) return refusal;
    // One question for all who cannot be reached, so that the answer does not tell why.
    const devices = this.#directory
      .devicesListing(request.to, device.address)
      .filter((listing) => this.#lost.get(listing) !== null);
    if (devices.length === 0 || !this.#directory.lists(device, request.to)) {
      this.#init.counters.countRing('unavailable');
      return { code: 'unavailable' };
    }
    this.#done(device, request.id);
    this.#rings.open(device, request, devices);
    return null;
  }

  /** Takes a device's standing from it. */
  #dismiss(device: Device, how: 'gone' | 'parted'): void {
    this.#devices.delete(device.session);
    this.#forgetLost(device);
    this.#asks.forget(device);
    this.#tell(this.#directory.remove(device));
    this.#rings.leave(device, how);
  }

  #carryOutRing({ id, from, note }: RingLetter, effect: RingEffect<Device>): void {
    switch (effect.type) {
      case 'ring':
        return this.#write(effect.to, { type: 'rung', ring: id, from, note });
      case 'tell': {
        const { to, state, into } = effect;
        const more = into === undefined ? {} : { into };
        return this.#write(to, { type: 'ring-state', ring: id, state, ...more });
      }
    }
  }

  #charge(...charges: readonly Charge[]): Refusal | null {
    const retryAfterMs = this.#rates.take(this.#init.clock.now(), charges);
    return retryAfterMs === 0 ? null : { code: 'rate_limited', retryAfterMs };
  }

  #tell(news: readonly PresenceNews[]): void {
    for (const { to, address, presence } of news) {
      this.#write(to, { type: 'presence', address, presence });
    }
  }

  #done(device: Device, id: number): null {
    this.#post(device.session, doneTail(id, false));
    return null;
  }

  #write(device: Device, body: NumberedBody): void {
    this.#post(device.session, tailOf(body));
  }

  #post(to: Device['session'], tail: Tail): void {
    this.#unsent.push({ to, tail });
  }

  /** What the end of a session on the way leads to is sent behind what was decided before it. */
  #send(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#unsent.length > 0) {
        const letters = this.#unsent;
        this.#unsent = [];
        for (const { to, tail } of letters) to.deliver(tail);
      }
    } finally {
      this.#isSending = false;
    }
  }
}
