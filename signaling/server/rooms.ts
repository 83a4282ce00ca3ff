import type { Join } from '../protocol/clientMessages.ts';
import type { DisplayName } from '../protocol/displayName.ts';
import type { MemberId } from '../protocol/ids.ts';
import { roomKey } from '../protocol/roomName.ts';
import type { RoomName } from '../protocol/roomName.ts';
import type { LeftReason, Member, MemberPresence } from '../protocol/serverMessages.ts';
import { digestOf, sameDigest } from './digest.ts';
import type { Digest } from './digest.ts';
import { signalTail, tailOf } from './serverText.ts';
import type { Tail } from './serverText.ts';
import type { Session } from './session.ts';

/** A member's place in a room. */
interface Seat {
  readonly id: MemberId;
  readonly name: DisplayName;
  readonly secret: Digest;
  readonly installation: Digest;
  readonly session: Session;
  readonly room: Room;
}

interface Room {
  readonly key: string;
  /** As the first to come spelled it. */
  readonly name: RoomName;
  /** In the order in which the members came. */
  readonly seats: Map<MemberId, Seat>;
}

export type JoinOutcome =
  | {
      readonly ok: true;
      readonly room: RoomName;
      /** Everyone else, in the order they came. */
      readonly members: readonly Member[];
      /** Sessions that lost their place to this one and are to be ended. */
      readonly evicted: readonly Session[];
    }
  | { readonly ok: false; readonly code: 'already_in_room' | 'member_taken' | 'room_full' };

/** Who is in which room, and what the members of a room hear of each other. */
export class Rooms {
  /** Most members in one room. */
  readonly capacity: number;
  readonly #rooms = new Map<string, Room>();
  readonly #seats = new Map<Session, Seat>();

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get memberCount(): number {
    return this.#seats.size;
  }

  has(session: Session): boolean {
    return this.#seats.has(session);
  }

  /**
   * Takes a seat. A member id that is there already is taken over by whoever knows its secret;
   * other members of the same installation are ghosts and make way first.
   */
  join(session: Session, { room: name, member }: Pick<Join, 'room' | 'member'>): JoinOutcome {
    if (this.#seats.has(session)) return { ok: false, code: 'already_in_room' };
    const key = roomKey(name);
    const room = this.#rooms.get(key) ?? { key, name, seats: new Map<MemberId, Seat>() };
    const secret = digestOf(member.secret);
    const installation = digestOf(member.installation);
    const held = room.seats.get(member.id);
    if (held !== undefined && !sameDigest(held.secret, secret)) {
      return { ok: false, code: 'member_taken' };
    }
    const ghosts = [...room.seats.values()].filter(
      (seat) => seat !== held && sameDigest(seat.installation, installation),
    );
    if (held === undefined && room.seats.size - ghosts.length >= this.capacity) {
      return { ok: false, code: 'room_full' };
    }

    for (const ghost of ghosts) this.#remove(ghost, 'replaced');
    // Looked up again: news of the ghosts may have been the last that its queue could take.
    const older = room.seats.get(member.id);
    const seat: Seat = { id: member.id, name: member.name, secret, installation, session, room };
    if (older === undefined) {
      broadcast(room, tailOf({ type: 'member-joined', member: memberOf(seat) }), member.id);
    } else {
      this.#seats.delete(older.session);
      if (older.session.wire === null)
        broadcast(room, presenceTail(member.id, 'present'), member.id);
    }
    room.seats.set(member.id, seat);
    this.#seats.set(session, seat);
    this.#rooms.set(key, room);

    const others = [...room.seats.values()].filter((other) => other !== seat);
    return {
      ok: true,
      room: room.name,
      members: others.map(memberOf),
      evicted: [...ghosts, ...(older === undefined ? [] : [older])].map((gone) => gone.session),
    };
  }

  /** @returns false when the session is in no room. */
  leave(session: Session, reason: LeftReason): boolean {
    const seat = this.#seats.get(session);
    if (seat === undefined) return false;
    this.#remove(seat, reason);
    return true;
  }

  /** Passes a note, given as a JSON string, on to one other member of the sender's room. */
  signal(
    session: Session,
    to: MemberId,
    payloadJson: string,
  ): 'delivered' | 'not_in_room' | 'unknown_member' {
    const seat = this.#seats.get(session);
    if (seat === undefined) return 'not_in_room';
    const receiver = seat.room.seats.get(to);
    if (receiver === undefined || receiver === seat) return 'unknown_member';
    const delivered = receiver.session.deliver(signalTail(seat.id, payloadJson));
    return delivered ? 'delivered' : 'unknown_member';
  }

  /** The names of those in a room, which need not exist. */
  peek(name: RoomName): readonly DisplayName[] {
    return [...(this.#rooms.get(roomKey(name))?.seats.values() ?? [])].map((seat) => seat.name);
  }

  /** Tells a member's room that its socket is lost or back. */
  showPresence(session: Session, presence: MemberPresence): void {
    const seat = this.#seats.get(session);
    if (seat !== undefined) broadcast(seat.room, presenceTail(seat.id, presence), seat.id);
  }

  #remove(seat: Seat, reason: LeftReason): void {
    const { room } = seat;
    this.#seats.delete(seat.session);
    room.seats.delete(seat.id);
    if (room.seats.size === 0) this.#rooms.delete(room.key);
    broadcast(room, tailOf({ type: 'member-left', member: seat.id, reason }), seat.id);
  }
}

/** A receiver whose queue runs over is removed meanwhile, which a map's iteration allows for. */
function broadcast(room: Room, tail: Tail, except: MemberId): void {
  for (const seat of room.seats.values()) {
    if (seat.id !== except) seat.session.deliver(tail);
  }
}

function presenceTail(member: MemberId, presence: MemberPresence): Tail {
  return tailOf({ type: 'member-presence', member, presence });
}

function memberOf(seat: Seat): Member {
  const presence = seat.session.wire === null ? 'reconnecting' : 'present';
  return { id: seat.id, name: seat.name, presence };
}
