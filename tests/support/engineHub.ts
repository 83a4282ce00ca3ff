import type { RoomSession, SessionEvent } from '../../preload/contract/session.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import type { Clock, SignalPort } from '../../renderer/engine/ports.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import { createCountingClock } from './engineClock.ts';
import type {
  LeftReason,
  Member,
  MemberPresence,
} from '../../signaling/protocol/serverMessages.ts';

export interface HubOptions {
  readonly random: () => number;
  /** Each note takes a random time between these on each of its two ways; milliseconds. */
  readonly delayMs?: readonly [least: number, most: number];
  /** Share of the notes that arrive twice, 0 to 1. */
  readonly duplicates?: number;
  /** The real one by default. */
  readonly clock?: Clock;
}

/** One member's session, as the main process would hold it. */
export interface HubSeat {
  readonly id: MemberId;
  readonly port: SignalPort;
  /** How often media asked for a look at the socket. */
  readonly probes: number;
  /** The session as a window would get it now: what has arrived by now, and nothing later. */
  session(): RoomSession;
}

interface Seat extends HubSeat {
  member: Member;
  /** What has arrived of the room. */
  view: RoomSession;
  probes: number;
  listeners: Set<(event: SessionEvent) => void>;
  /** Events that nobody has listened to yet. */
  held: SessionEvent[];
  readonly up: Way;
  readonly down: Way;
}

/** Things on their way in one direction: they arrive in the order in which they were sent. */
class Way {
  readonly #clock: Clock;
  readonly #queue: (() => void)[] = [];
  #freeAtMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is on its way does not arrive. */
  lose(): void {
    this.#queue.fill(() => undefined);
  }

  send(delayMs: number, arrive: () => void): void {
    this.#queue.push(arrive);
    const nowMs = this.#clock.now();
    this.#freeAtMs = Math.max(this.#freeAtMs, nowMs + delayMs);
    // Timers are rounded, so the order is the queue's and not theirs.
    this.#clock.after(this.#freeAtMs - nowMs, () => this.#queue.shift()?.());
  }
}

/**
 * A room of a signaling server in memory: notes from one member to another keep their order and
 * take a random time, on the way to the server and on the way from it.
 */
export class EngineHub {
  readonly #random: () => number;
  readonly #delayMs: readonly [number, number];
  readonly #duplicates: number;
  readonly #clock: Clock;
  /** Notes pass through this; null stops one, another text takes its place. */
  tamper: (note: { from: MemberId; to: MemberId; payload: string }) => string | null = ({
    payload,
  }) => payload;
  readonly #seats = new Map<MemberId, Seat>();
  /** Also those that the server has given up. */
  readonly #everybody = new Map<MemberId, Seat>();
  /** Notes that were sent, for counting. */
  sent = 0;

  constructor(options: HubOptions) {
    this.#random = options.random;
    this.#delayMs = options.delayMs ?? [0, 2];
    this.#duplicates = options.duplicates ?? 0;
    this.#clock = options.clock ?? createCountingClock();
  }

  /** Lets a member in; the others are told. Ids sort as the names do, if these differ early. */
  join(name: string): HubSeat {
    const seat = this.#newSeat(name);
    this.#tellOthers(seat.id, { type: 'member-joined', member: seat.member });
    this.#seats.set(seat.id, seat);
    seat.view = this.#sessionOf(seat);
    return seat;
  }

  /** Lets several in at once, each of whom finds all the others there: all of them begin. */
  joinTogether(...names: readonly string[]): readonly HubSeat[] {
    const seats = names.map((name) => this.#newSeat(name));
    for (const seat of seats) this.#seats.set(seat.id, seat);
    for (const seat of seats) seat.view = this.#sessionOf(seat);
    return seats;
  }

  leave(id: MemberId, reason: LeftReason = 'left'): void {
    this.#seats.delete(id);
    this.#tellOthers(id, { type: 'member-left', member: id, reason });
  }

  setPresence(id: MemberId, presence: MemberPresence): void {
    const seat = this.#seat(id);
    seat.member = { ...seat.member, presence };
    this.#tellOthers(id, { type: 'member-presence', member: id, presence });
  }

  /** Tells one member something, as the main process would. */
  tell(id: MemberId, event: SessionEvent): void {
    this.#deliver(this.#seat(id), event);
  }

  /**
   * The server dies with all that it holds and all that is on its way, and is there again: members
   * come back one after the other, each with the list of those who came before.
   */
  restart(order: readonly MemberId[]): void {
    const seats = order.map((id) => this.#seat(id));
    this.#seats.clear();
    for (const seat of seats) {
      seat.up.lose();
      seat.down.lose();
      this.#deliver(seat, { type: 'connection', connection: 'reconnecting' });
    }
    for (const seat of seats) {
      this.#deliver(seat, { type: 'rejoined', session: this.#sessionOf(seat) });
      this.#tellOthers(seat.id, { type: 'member-joined', member: seat.member });
      this.#seats.set(seat.id, seat);
    }
  }

  #newSeat(name: string): Seat {
    const letters = name.replace(/\W/g, '_');
    const filler = Array.from({ length: 22 }, () =>
      String.fromCharCode(97 + Math.floor(this.#random() * 26)),
    ).join('');
    const id = MemberId.parse((letters + filler).slice(0, 22));
    const member: Member = { id, name: DisplayName.parse(name), presence: 'present' };
    const seat: Seat = {
      id,
      member,
      view: this.#sessionOf({ id, member }),
      probes: 0,
      listeners: new Set(),
      held: [],
      up: new Way(this.#clock),
      down: new Way(this.#clock),
      port: {
        send: (to, payload) => this.#relay(seat, to, payload),
        subscribe: (listener) => {
          seat.listeners.add(listener);
          for (const event of seat.held.splice(0)) listener(event);
          return () => seat.listeners.delete(listener);
        },
        probe: () => {
          seat.probes += 1;
        },
      },
      session: () => {
        seat.held = [];
        return seat.view;
      },
    };
    this.#everybody.set(id, seat);
    return seat;
  }

  #sessionOf(seat: Pick<Seat, 'id' | 'member'>): RoomSession {
    const members = [...this.#seats.values()]
      .map(({ member }) => member)
      .filter(({ id }) => id !== seat.id);
    return {
      room: RoomName.parse('Hub'),
      server: ServerUrl.parse('ws://127.0.0.1:1'),
      self: { id: seat.id, name: seat.member.name },
      capacity: 12,
      members,
      iceServers: [],
      connection: 'online',
      joinedAtMs: this.#clock.now(),
      contact: null,
    };
  }

  #relay(from: Seat, to: MemberId, payload: string): void {
    this.sent += 1;
    from.up.send(this.#delay(), () => {
      const seat = this.#seats.get(to);
      if (seat === undefined || this.#seats.get(from.id) !== from) return;
      const passed = this.tamper({ from: from.id, to, payload });
      if (passed === null) return;
      const event: SessionEvent = { type: 'signal', from: from.id, payload: passed };
      this.#deliver(seat, event);
      if (this.#random() < this.#duplicates) this.#deliver(seat, event);
    });
  }

  #tellOthers(id: MemberId, event: SessionEvent): void {
    for (const seat of this.#seats.values()) if (seat.id !== id) this.#deliver(seat, event);
  }

  #deliver(seat: Seat, event: SessionEvent): void {
    seat.down.send(this.#delay(), () => {
      seat.view = afterEvent(seat.view, event);
      if (seat.listeners.size === 0) seat.held.push(event);
      for (const listener of seat.listeners) listener(event);
    });
  }

  #delay(): number {
    const [least, most] = this.#delayMs;
    return least + this.#random() * (most - least);
  }

  #seat(id: MemberId): Seat {
    const seat = this.#everybody.get(id);
    if (seat === undefined) throw new Error('nobody there with this id');
    return seat;
  }
}

/** A session as the main process keeps it up to date for a window that is reloaded. */
function afterEvent(session: RoomSession, event: SessionEvent): RoomSession {
  const { members } = session;
  switch (event.type) {
    case 'rejoined':
      return event.session;
    case 'member-joined':
      return { ...session, members: [...without(members, event.member.id), event.member] };
    case 'member-left':
      return { ...session, members: without(members, event.member) };
    case 'member-presence': {
      const { member: id, presence } = event;
      return {
        ...session,
        members: members.map((member) => (member.id === id ? { ...member, presence } : member)),
      };
    }
    case 'connection':
      return { ...session, connection: event.connection };
    case 'ice-servers':
      return { ...session, iceServers: event.iceServers };
    case 'signal':
    case 'ended':
      return session;
  }
}

function without(members: readonly Member[], id: MemberId): Member[] {
  return members.filter((member) => member.id !== id);
}
