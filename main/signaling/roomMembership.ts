import type {
  JoinFailureReason,
  RoomSession,
  SessionEvent,
} from '../../preload/contract/session.ts';
import type { CallContact } from '../../preload/contract/callContact.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import type { IceServer, Joined, Member } from '../../signaling/protocol/serverMessages.ts';
import type { Log } from '../system/log.ts';
import type { Greeting, RoomMessage } from './clientEvents.ts';
import { Timer, type Clock } from './clock.ts';
import type { ConnectionStatus } from './connectionHealth.ts';
import { HeldSignals, type HeldSignal } from './heldSignals.ts';
import type { CallIdentity } from './identity.ts';
import type { RequestFailure } from './outbox.ts';
import type { SignalingClient } from './signalingClient.ts';

/** For a join, from the wish to the server's answer. */
const JOIN_TIMEOUT_MS = 6_000;
/** For members who were there before a restart of the server to come back. */
const MISSING_MS = 30_000;
/** When a server that is in trouble names no time to ask again. */
const ASK_AGAIN_MS = 1_000;

export type EndReason = Extract<SessionEvent, { type: 'ended' }>['reason'];

export interface RoomMembershipParts {
  readonly client: SignalingClient;
  readonly server: ServerUrl;
  readonly room: RoomName;
  readonly name: DisplayName;
  readonly identity: CallIdentity;
  /** Whom it rang with; null: it did not ring. */
  readonly contact: CallContact | null;
  readonly clock: Clock;
  readonly log: Log;
  /** What happens to the session, in order; never before `join` has succeeded. */
  readonly emit: (event: SessionEvent) => void;
}

/**
 * Our place in one room on one server, from the wish to join until we leave or are put out.
 *
 * Kept over lost sockets, servers that restart and windows that reload.
 */
export class RoomMembership {
  readonly #parts: RoomMembershipParts;
  readonly #held = new HeldSignals();
  readonly #askTimer: Timer;
  readonly #joinTimer: Timer;
  readonly #missingTimer: Timer;
  readonly #missing = new Set<MemberId>();
  #unsubscribe: (() => void) | null = null;
  #phase: 'joining' | 'joined' | 'over' = 'joining';
  /** Takes back the join request that waits for an answer, if it has not been sent. */
  #withdrawJoin: (() => boolean) | null = null;
  /** The server's present session knows us as a member. */
  #inRoom = false;
  #finishJoin: ((result: Result<RoomSession, JoinFailureReason>) => void) | null = null;
  #joinTrouble: JoinFailureReason = 'unreachable';

  #capacity = 2;
  #members: readonly Member[] = [];
  #iceServers: readonly IceServer[] = [];
  #connection: RoomSession['connection'] = 'online';
  #joinedAtMs = 0;

  constructor(parts: RoomMembershipParts) {
    this.#parts = parts;
    this.#askTimer = new Timer(parts.clock);
    this.#joinTimer = new Timer(parts.clock);
    this.#missingTimer = new Timer(parts.clock);
  }

  get isOver(): boolean {
    return this.#phase === 'over';
  }

  /** Asks for a place, waiting for the server where need be. To be called once. */
  join(): Promise<Result<RoomSession, JoinFailureReason>> {
    this.#iceServers = this.#parts.client.iceServers;
    this.#unsubscribe = this.#parts.client.subscribe({
      status: (status) => this.#onStatus(status),
      greeted: (greeting) => this.#onGreeted(greeting),
      message: (message) => this.#onMessage(message),
      replaced: () => this.#end('replaced'),
    });
    return new Promise((resolve) => {
      this.#finishJoin = resolve;
      this.#joinTimer.set(JOIN_TIMEOUT_MS, () => this.#failJoin(this.#joinTrouble));
      this.#ask();
      this.#parts.client.retry();
    });
  }

  /** The room as it is now; null before the join has succeeded. */
  session(): RoomSession | null {
    if (this.#phase !== 'joined') return null;
    const { room, server, identity, name, contact } = this.#parts;
    return {
      room,
      server,
      self: { id: identity.id, name },
      capacity: this.#capacity,
      members: [...this.#members],
      iceServers: [...this.#iceServers],
      connection: this.#connection,
      joinedAtMs: this.#joinedAtMs,
      contact,
    };
  }

  /**
   * Sends a note to a member. It is kept until the server has confirmed it, over a restart of the
   * server too, as long as its target is there.
   *
   * @returns false when more is waiting than we keep, or the note is too long to be sent.
   */
  signal(to: MemberId, payload: string): boolean {
    if (this.#phase !== 'joined') return false;
    const held = this.#held.hold(to, payload);
    if (held === undefined) return false;
    return !this.#inRoom || this.#missing.has(to) || this.#send(held);
  }

  /** Gives up the place, or the wish for one. @returns when the server knows, or cannot. */
  leave(): Promise<void> {
    const isWithdrawn = this.#withdrawJoin?.() === true;
    const isKnown = this.#inRoom || (this.#withdrawJoin !== null && !isWithdrawn);
    this.#finishJoin?.({ ok: false, reason: 'cancelled' });
    this.#close();
    if (!isKnown) return Promise.resolve();
    return new Promise((resolve) => {
      const taken = this.#parts.client.request({ type: 'leave' }, () => resolve());
      if (!taken.ok) resolve();
    });
  }

  /** Media has stalled: has the socket looked at. */
  probe(): void {
    this.#parts.client.probe();
  }

  #ask(): void {
    const { client, room, name, identity } = this.#parts;
    const { id, secret, installation } = identity;
    this.#askTimer.clear();
    const member = { id, secret, installation, name };
    const taken = client.request({ type: 'join', room, member }, (outcome) => {
      this.#withdrawJoin = null;
      if (this.#phase === 'over') return;
      if (outcome.ok) this.#onJoined(outcome.answer);
      else this.#onJoinRefused(outcome.reason, outcome.retryAfterMs);
    });
    if (taken.ok) this.#withdrawJoin = taken.withdraw;
    else this.#onJoinRefused(taken.reason, undefined);
  }

  #onJoined(joined: Joined): void {
    const wasCut = this.#connection === 'reconnecting';
    this.#inRoom = true;
    this.#capacity = joined.capacity;
    const before = this.#members;
    this.#members = joined.members;
    this.#awaitMissing(before);
    this.#connection = 'online';
    if (this.#phase === 'joining') {
      this.#phase = 'joined';
      this.#joinedAtMs = this.#parts.clock.now();
      this.#joinTimer.clear();
      this.#parts.log.info('room joined', { members: joined.members.length });
    } else {
      this.#parts.log.info('room rejoined', { members: joined.members.length });
    }
    const session = this.session();
    if (session === null) return;
    const finish = this.#finishJoin;
    this.#finishJoin = null;
    if (finish !== null) finish({ ok: true, value: session });
    else this.#parts.emit({ type: 'rejoined', session });
    if (wasCut) this.#parts.emit({ type: 'connection', connection: 'online' });
    for (const held of this.#held.unsent((to) => !this.#missing.has(to))) this.#send(held);
  }

  /**
   * Those who were here before a rejoin and are not yet: after a restart of the server everybody
   * comes back at a time of their own, so notes to them are kept for a while.
   */
  #awaitMissing(before: readonly Member[]): void {
    for (const { id } of before) this.#missing.add(id);
    for (const { id } of this.#members) this.#missing.delete(id);
    if (this.#missing.size === 0) return;
    this.#missingTimer.set(MISSING_MS, () => {
      for (const held of this.#held.unsent((to) => this.#missing.has(to))) this.#held.drop(held);
      this.#missing.clear();
    });
  }

  #onJoinRefused(reason: RequestFailure, retryAfterMs: number | undefined): void {
    switch (reason) {
      case 'session_lost':
      case 'draining':
        // The next greeting asks again.
        return;
      case 'rate_limited':
      case 'internal':
      case 'server_full':
        this.#joinTrouble = reason === 'internal' ? 'refused' : reason;
        return this.#askTimer.set(retryAfterMs ?? ASK_AGAIN_MS, () => this.#ask());
      case 'room_full':
        return this.#refuse('room_full');
      case 'unsupported_protocol':
      case 'bad_message':
      case 'hello_required':
      case 'already_greeted':
      case 'payload_too_large':
      case 'not_in_room':
      case 'already_in_room':
      case 'member_taken':
      case 'unknown_member':
      case 'bad_proof':
      case 'wrong_server':
      case 'already_identified':
      case 'not_identified':
      case 'unavailable':
      case 'unknown_ring':
      case 'ring_taken':
      case 'resume_failed':
      case 'outbox_full':
      case 'closed':
        this.#parts.log.warn('join refused', { reason });
        return this.#refuse('refused');
    }
  }

  /** The server does not want us: as an answer to a join, or as the end of a call. */
  #refuse(reason: 'room_full' | 'refused'): void {
    if (this.#phase === 'joining') this.#failJoin(reason);
    else this.#end(reason);
  }

  #failJoin(reason: JoinFailureReason): void {
    const finish = this.#finishJoin;
    this.#finishJoin = null;
    this.#parts.log.info('join failed', { reason });
    // A join that may yet be carried out must not leave us in the room.
    void this.leave();
    finish?.({ ok: false, reason });
  }

  #onStatus(status: ConnectionStatus): void {
    if (this.#phase === 'joining') {
      if (status.refusal === 'unsupported_protocol') this.#failJoin('unsupported_protocol');
      else if (status.refusal !== null) this.#joinTrouble = status.refusal;
      return;
    }
    if (status.state !== 'online') this.#setConnection('reconnecting');
  }

  #onGreeted({ resumed, iceServers }: Greeting): void {
    const changed = JSON.stringify(iceServers) !== JSON.stringify(this.#iceServers);
    this.#iceServers = iceServers;
    if (changed && this.#phase === 'joined') {
      this.#parts.emit({ type: 'ice-servers', iceServers: [...iceServers] });
    }
    if (resumed) {
      if (this.#inRoom) this.#setConnection('online');
      return;
    }
    this.#inRoom = false;
    if (this.#withdrawJoin === null) this.#ask();
  }

  #onMessage(message: RoomMessage): void {
    if (this.#phase !== 'joined') return;
    switch (message.type) {
      case 'member-joined': {
        const { member } = message;
        const others = this.#members.filter(({ id }) => id !== member.id);
        this.#members = [...others, member];
        this.#parts.emit({ type: 'member-joined', member });
        if (!this.#missing.delete(member.id)) return;
        for (const held of this.#held.unsent((to) => to === member.id)) this.#send(held);
        return;
      }
      case 'member-left': {
        const { member, reason } = message;
        this.#members = this.#members.filter(({ id }) => id !== member);
        return this.#parts.emit({ type: 'member-left', member, reason });
      }
      case 'member-presence': {
        const { member, presence } = message;
        this.#members = this.#members.map((one) =>
          one.id === member ? { ...one, presence } : one,
        );
        return this.#parts.emit({ type: 'member-presence', member, presence });
      }
      case 'signal': {
        const { from, payload } = message;
        return this.#parts.emit({ type: 'signal', from, payload });
      }
    }
  }

  #send(held: HeldSignal): boolean {
    this.#held.mark(held, true);
    const taken = this.#parts.client.request({ type: 'signal', ...held }, (outcome) => {
      if (!outcome.ok && outcome.reason === 'session_lost') {
        // It goes again after the rejoin.
        this.#inRoom = false;
        this.#held.mark(held, false);
        return;
      }
      this.#held.drop(held);
      if (!outcome.ok && outcome.reason !== 'unknown_member' && outcome.reason !== 'closed') {
        this.#parts.log.warn('signal refused', { reason: outcome.reason });
      }
    });
    if (!taken.ok) this.#held.drop(held);
    return taken.ok;
  }

  #setConnection(connection: RoomSession['connection']): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#parts.emit({ type: 'connection', connection });
  }

  #end(reason: EndReason): void {
    if (this.#phase === 'joining') return this.#failJoin('refused');
    if (this.#phase === 'over') return;
    this.#parts.log.info('room lost', { reason });
    this.#close();
    this.#parts.emit({ type: 'ended', reason });
  }

  #close(): void {
    this.#phase = 'over';
    this.#finishJoin = null;
    this.#inRoom = false;
    this.#held.clear();
    this.#askTimer.clear();
    this.#joinTimer.clear();
    this.#missingTimer.clear();
    this.#missing.clear();
    this.#unsubscribe?.();
  }
}
