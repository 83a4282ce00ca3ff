import { randomBytes, randomInt } from 'node:crypto';
import type { RingAnswer, RingFailure, RingingState } from '../../preload/contract/ringing.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { RING_TIMEOUT_MS } from '../../signaling/protocol/limits.ts';
import { RingId, type RingChanged, type Rung } from '../../signaling/protocol/ringMessages.ts';
import { shownName } from '../contacts/contactBook.ts';
import type { Place } from '../contacts/meetingPlaces.ts';
import { OccasionalLog } from '../contacts/occasionalLog.ts';
import { Timer } from '../signaling/clock.ts';
import { callRoom } from './callRoom.ts';
import { FailureWatch } from './failureWatch.ts';
import { isInCall } from './inCall.ts';
import { failureOf, refinedFailure } from './ringFailures.ts';
import {
  NOTHING_RINGS,
  step,
  type Call,
  type IncomingCall,
  type OutgoingCall,
  type RingEffect,
  type RingEvent,
  type Standing,
} from './ringMachine.ts';
import { checkRing, writeRing } from './ringNotes.ts';
import { roomServer } from './roomServer.ts';
import type { RingingParts } from './ringingParts.ts';
import { SeenRings } from './seenRings.ts';
import { unanswered } from './unanswered.ts';

const RING_ID_BYTES = 16;
/** For a server that is not there at the moment to be there again, before a call is given up. */
const REACH_MS = 5_000;
/** The server ends a ring by itself; later than that it has forgotten to tell us. */
const LATE_MS = RING_TIMEOUT_MS + 5_000;
/** For the server to confirm an answer. */
const ANSWER_MS = 6_000;

/** Calls that ring: the one that we make, or the one that we get. */
export class Ringing {
  readonly #parts: RingingParts;
  readonly #lateTimer: Timer;
  readonly #failureWatch: FailureWatch;
  readonly #drops: OccasionalLog;
  readonly #events: RingEvent[] = [];
  readonly #seen = new SeenRings();
  #isStepping = false;
  #standing: Standing = NOTHING_RINGS;
  #isInCall = false;
  /** With whom the running call has come about by ringing. */
  readonly #partners = new Set<ContactAddress>();
  /** Rings on unheard. */
  #silenced: RingId | null = null;
  #told: RingingState;

  constructor(parts: RingingParts) {
    this.#parts = parts;
    this.#lateTimer = new Timer(parts.clock);
    this.#failureWatch = new FailureWatch({
      clock: parts.clock,
      presenceOf: (address) => parts.servers.presenceOf(address),
      over: () => {
        this.#standing = { ...this.#standing, failed: null };
        this.#tell();
      },
    });
    this.#drops = new OccasionalLog(parts.clock, parts.log, 'ring dropped');
    this.#told = this.state;
  }

  get state(): RingingState {
    const { active, failed } = this.#standing;
    let outgoing: RingingState['outgoing'] = null;
    if (active.type === 'calling') {
      const { call, phase } = active;
      outgoing = { ...this.#shown(call), phase, failure: null, intoCall: call.intoCall };
    } else if (failed !== null) {
      const { call, failure } = failed;
      outgoing = { ...this.#shown(call), phase: 'failed', failure, intoCall: call.intoCall };
    }
    return {
      outgoing,
      incoming: active.type === 'rung' ? this.#shownIncoming(active.call) : null,
      missed: this.#parts.missed.current.map((call) => ({ ...call, ...this.#shown(call) })),
    };
  }

  /** Somebody is called, or calls. */
  get isActive(): boolean {
    return this.#standing.active.type !== 'idle';
  }

  /**
   * Calls a contact; in a call, into it. What comes of it is in the state. Whoever is in that call
   * already is not rung: it is shown.
   */
  call(address: ContactAddress): void {
    const { contacts, servers } = this.#parts;
    const contact = contacts.find(address);
    if (contact === null || contact.standing === 'blocked') return;
    const { isActive, session } = this.#parts.call();
    const isHere = isInCall(address, this.#parts.inCall(), this.#partners);
    if (isActive && isHere) return this.#parts.showCall();
    // On the way into a call there is nothing yet to call somebody into.
    if (isActive && session === null) return;
    const place = servers.placeToRing(address);
    const ring = RingId.parse(randomBytes(RING_ID_BYTES).toString('base64url'));
    const room = session?.room ?? callRoom((end) => randomInt(end));
    const server = place === 'home' ? null : place;
    const to = { ring, address, name: shownName(contact), place: place ?? ('home' as const) };
    this.#dispatch({ type: 'call', call: { ...to, room, server, intoCall: session !== null } });
    if (place === null) this.#dispatch({ type: 'refused', ring, failure: 'unreachable' });
  }

  /** Gives the call up, or puts its failure away. */
  cancel(): void {
    this.#dispatch({ type: 'cancel' });
  }

  /** Whether the person is at the failure of a call, which then stays. */
  holdFailure(isHeld: boolean): void {
    this.#failureWatch.hold(isHeld);
  }

  answer(ring: RingId, answer: RingAnswer): void {
    this.#dispatch({ type: 'answer', ring, answer });
  }

  /** An incoming call rings on unheard. */
  silence(ring: RingId): void {
    const { active } = this.#standing;
    if (active.type !== 'rung' || active.call.ring !== ring) return;
    this.#silenced = ring;
    this.#tell();
  }

  seeMissed(): void {
    this.#parts.missed.see();
    this.#tell();
  }

  removeMissed(ring: RingId): void {
    this.#parts.missed.remove(ring);
    this.#tell();
  }

  /** Somebody else has missed them. */
  forgetMissed(): void {
    this.#parts.missed.forget();
    this.#tell();
  }

  /** A server says something about a ring. */
  heard(message: Rung | RingChanged, place: Place): void {
    if (message.type === 'rung') return this.#rung(message, place);
    const { ring, state, into = null } = message;
    this.#dispatch({ type: 'told', ring, state, into });
  }

  /** No ring over this server is left. */
  lost(place: Place): void {
    this.#dispatch({ type: 'lost', place });
  }

  parted(address: ContactAddress): void {
    this.#dispatch({ type: 'parted', address });
  }

  /** A call may have begun, or be over. */
  callChanged(): void {
    const { isActive } = this.#parts.call();
    if (isActive === this.#isInCall) return;
    this.#isInCall = isActive;
    if (!isActive) this.#partners.clear();
    this.#dispatch({ type: isActive ? 'call-began' : 'call-over' });
  }

  /** Names and presences may be others now. A failure that is not true any more is put away. */
  contactsChanged(): void {
    this.#failureWatch.look();
    this.#tell();
  }

  close(): void {
    this.#lateTimer.clear();
    this.#failureWatch.end();
  }

  #rung(rung: Rung, place: Place): void {
    const { contacts, clock, isSetServer, log } = this.#parts;
    const self = this.#parts.identity()?.address;
    if (self === undefined) return;
    const sinceMs = clock.now();
    const checked = checkRing(rung, contacts.find(rung.from), { self, nowMs: sinceMs });
    if (!checked.ok) return this.#drops.info({ why: checked.why });
    if (this.#seen.has(rung.ring)) return this.#drops.info({ why: 'again' });
    this.#seen.add(rung.ring);
    contacts.confirm(rung.from, checked.key);
    const { room } = checked.about;
    const server = checked.about.server ?? (place === 'home' ? null : place);
    const call: IncomingCall = {
      ring: rung.ring,
      address: rung.from,
      name: checked.name,
      place,
      room,
      server: server === null || isSetServer(server) ? null : server,
      sinceMs,
    };
    const occupied = this.#parts.call().isOccupied || this.#parts.doesNotDisturb();
    log.info('rung', { occupied });
    this.#dispatch({ type: 'rung', call, occupied, yields: self > rung.from });
  }

  #dispatch(event: RingEvent): void {
    this.#events.push(event);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        this.#step(next);
      }
    } finally {
      this.#isStepping = false;
    }
    this.#parts.followed(this.#standing.active);
    this.#tell();
  }

  #step(event: RingEvent): void {
    const before = this.#standing;
    const taken = step(before, event);
    if (taken === null) return;
    const { active, failed } = taken.next;
    this.#standing =
      failed === before.failed ? taken.next : { active, failed: this.#refined(failed) };
    const after = { next: this.#standing, effects: taken.effects };
    const nothing = unanswered(before, after, event.type === 'cancel');
    if (nothing !== null) this.#parts.unanswered(nothing);
    if (active.type === 'idle') this.#lateTimer.clear();
    else if (active.type !== before.active.type || !isSame(before.active, active.call)) {
      const { ring } = active.call;
      const lateMs = active.type === 'answering' ? ANSWER_MS : LATE_MS;
      this.#lateTimer.set(lateMs, () => this.#dispatch({ type: 'late', ring }));
    }
    for (const effect of taken.effects) this.#carryOut(effect);
  }

  #carryOut(effect: RingEffect): void {
    const { contacts, missed, enter, log } = this.#parts;
    switch (effect.type) {
      case 'ring':
        log.info('calling', { intoCall: effect.call.intoCall });
        // Whoever calls back knows of them.
        missed.see(effect.call.address);
        return void this.#ring(effect.call);
      case 'give-up': {
        const { place, ring } = effect.call;
        const client = this.#parts.servers.session(place)?.client;
        // If it was never sent, or is over, the server does not know it: so much the better.
        client?.request({ type: 'cancel-ring', ring }, () => undefined);
        return;
      }
      case 'reply':
        return this.#reply(effect.call, effect.reply);
      case 'enter': {
        const { room, server } = effect.call;
        const { address, name } = this.#shown(effect.call);
        log.info('entering call');
        const direction = 'intoCall' in effect.call ? 'outgoing' : 'incoming';
        return enter({
          room,
          server,
          camera: effect.camera,
          contact: { address, name, direction },
        });
      }
      case 'missed': {
        log.info('call missed');
        return missed.add({ ...this.#shown(effect.call), atMs: effect.call.sinceMs });
      }
      case 'talked':
        this.#partners.add(effect.address);
        missed.removeBy(effect.address);
        return contacts.talked(effect.address);
    }
  }

  async #ring(call: OutgoingCall): Promise<void> {
    const { ring, address, place } = call;
    const refuse = (failure: RingFailure): void =>
      this.#dispatch({ type: 'refused', ring, failure });
    const isWanted = (): boolean => {
      const { active } = this.#standing;
      return active.type === 'calling' && active.call.ring === ring;
    };
    const session = this.#parts.servers.session(place);
    const isReady = (await session?.ready(REACH_MS)) ?? false;
    if (!isWanted()) return;
    const identity = this.#parts.identity();
    if (session === null || identity === null || !isReady) return refuse('unreachable');
    const server = await roomServer(call, this.#parts.call().session, this.#parts);
    if (!isWanted()) return;
    if (server === 'unreachable') return refuse('unreachable');
    const name = this.#parts.displayName();
    const about = { name, room: call.room, server, sentAtMs: this.#parts.clock.now() };
    const note = writeRing(identity, address, ring, about);
    const taken = session.client.request({ type: 'ring', ring, to: address, note }, (outcome) => {
      if (!outcome.ok) refuse(failureOf(outcome.reason));
    });
    if (!taken.ok) return refuse('unreachable');
    // It may have gone into a connection that was dying.
    this.#parts.clock.after(REACH_MS, () => {
      const { active } = this.#standing;
      const isUnheard = active.type === 'calling' && active.phase === 'calling';
      if (!isWanted() || !isUnheard || session.isReady) return;
      session.client.request({ type: 'cancel-ring', ring }, () => undefined);
      refuse('unreachable');
    });
  }

  #reply(call: IncomingCall, reply: 'ringing' | 'accept' | 'decline' | 'busy'): void {
    const { place, ring } = call;
    const client = this.#parts.servers.session(place)?.client;
    const settle = (counts: boolean): void => {
      if (reply === 'accept') this.#dispatch({ type: 'answered', ring, counts });
    };
    const taken = client?.request({ type: 'answer-ring', ring, reply }, ({ ok }) => settle(ok));
    if (taken?.ok !== true) settle(false);
  }

  /** A failure as it is for what is known of whoever was called. */
  #refined(failed: Standing['failed']): Standing['failed'] {
    this.#failureWatch.end();
    if (failed === null) return null;
    const { address } = failed.call;
    const presence = this.#parts.servers.presenceOf(address);
    const home = this.#parts.contacts.find(address)?.server ?? null;
    const server = home === null || this.#parts.isSetServer(home) ? null : home;
    const failure = refinedFailure(failed.failure, { presence, server });
    this.#failureWatch.begin(address, failure);
    return { ...failed, failure };
  }

  #shownIncoming(call: IncomingCall): RingingState['incoming'] {
    return { ...this.#shown(call), sinceMs: call.sinceMs, silenced: call.ring === this.#silenced };
  }

  /** The name may be another one by now. */
  #shown({ ring, address, name }: Pick<Call, 'ring' | 'address' | 'name'>) {
    const contact = this.#parts.contacts.find(address);
    return { ring, address, name: contact === null ? name : shownName(contact) };
  }

  #tell(): void {
    const state = this.state;
    if (JSON.stringify(state) === JSON.stringify(this.#told)) return;
    this.#told = state;
    this.#parts.changed(state);
  }
}

function isSame(active: Standing['active'], call: { readonly ring: RingId }): boolean {
  return active.type !== 'idle' && active.call.ring === call.ring;
}
