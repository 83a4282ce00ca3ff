import type { RoomSession, SessionEvent } from '../../preload/contract/session.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import type { SignalPort } from '../../renderer/engine/ports.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
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
}

/** One member's session, as the main process would hold it. */
export interface HubSeat {
  readonly id: MemberId;
  readonly port: SignalPort;
  /** How often media asked for a look at the socket. */
  readonly probes: number;
  /** The session as a window would get it now; what was on its way to the last window is not. */
  session(): RoomSession;
}

interface Seat extends HubSeat {
  member: Member;
  probes: number;
  listeners: Set<(event: SessionEvent) => void>;
  /** Events that nobody has listened to yet. */
  held: SessionEvent[];
  readonly up: Way;
  readonly down: Way;
}

/** Things on their way in one direction: they arrive in the order in which they were sent. */
class Way {
  readonly #queue: (() => void)[] = [];
  #freeAtMs = 0;

  send(delayMs: number, arrive: () => void): void {
    this.#queue.push(arrive);
    this.#freeAtMs = Math.max(this.#freeAtMs, performance.now() + delayMs);
    // Timers are rounded, so the order is the queue's and not theirs.
    setTimeout(() => this.#queue.shift()?.(), this.#freeAtMs - performance.now());
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
  /** Notes pass through this; null stops one, another text takes its place. */
  tamper: (note: { from: MemberId; to: MemberId; payload: string }) => string | null = ({
    payload,
  }) => payload;
  readonly #seats = new Map<MemberId, Seat>();
  /** Notes that were sent, for counting. */
  sent = 0;

  constructor(options: HubOptions) {
    this.#random = options.random;
    this.#delayMs = options.delayMs ?? [0, 2];
    this.#duplicates = options.duplicates ?? 0;
  }

  /** Lets a member in; the others are told. Ids sort as the names do, if these differ early. */
  join(name: string): HubSeat {
    const seat = this.#newSeat(name);
    this.#tellOthers(seat.id, { type: 'member-joined', member: seat.member });
    this.#seats.set(seat.id, seat);
    return seat;
  }

  /** Lets several in at once, each of whom finds all the others there: all of them begin. */
  joinTogether(...names: readonly string[]): readonly HubSeat[] {
    const seats = names.map((name) => this.#newSeat(name));
    for (const seat of seats) this.#seats.set(seat.id, seat);
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
   * The server dies with all that it holds and is there again: members come back one after the
   * other, each with the list of those who came before.
   */
  restart(order: readonly MemberId[]): void {
    const seats = order.map((id) => this.#seat(id));
    this.#seats.clear();
    for (const seat of seats) {
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
    const seat: Seat = {
      id,
      member: { id, name: DisplayName.parse(name), presence: 'present' },
      probes: 0,
      listeners: new Set(),
      held: [],
      up: new Way(),
      down: new Way(),
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
        return this.#sessionOf(seat);
      },
    };
    return seat;
  }

  #sessionOf(seat: Seat): RoomSession {
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
      joinedAtMs: Date.now(),
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
      if (seat.listeners.size === 0) seat.held.push(event);
      for (const listener of seat.listeners) listener(event);
    });
  }

  #delay(): number {
    const [least, most] = this.#delayMs;
    return least + this.#random() * (most - least);
  }

  #seat(id: MemberId): Seat {
    const seat = this.#seats.get(id);
    if (seat === undefined) throw new Error('nobody there with this id');
    return seat;
  }
}
