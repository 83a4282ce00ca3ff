import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import {
  IceServer,
  LeftReason,
  Member,
  MemberPresence,
} from '../../signaling/protocol/serverMessages.ts';
import { CallContact } from './callContact.ts';
import { ServerUrl } from './settings.ts';

/** The server that calls go through, as Home and the call show it. */
export const ServerStatus = z.strictObject({
  kind: z.enum(['embedded', 'remote']),
  /** HOST:PORT as shown; empty while the embedded server has none yet. */
  address: z.string(),
  state: z.enum(['starting', 'connecting', 'online', 'reconnecting', 'unreachable']),
  /** Wall clock of the next attempt, milliseconds since 1970; null when none is planned. */
  retryAtMs: z.number().nullable(),
});
export type ServerStatus = z.infer<typeof ServerStatus>;

/** A call that main holds open: who we are in it and who else is there. */
export const RoomSession = z.strictObject({
  room: RoomName,
  server: ServerUrl,
  self: z.strictObject({ id: MemberId, name: DisplayName }),
  capacity: z.int(),
  members: z.array(Member),
  iceServers: z.array(IceServer),
  /** `reconnecting` while the socket is lost; the call goes on. */
  connection: z.enum(['online', 'reconnecting']),
  /** Wall clock of the first join, milliseconds since 1970. */
  joinedAtMs: z.number(),
  /** Null: it is known by its room's name. */
  contact: CallContact.nullable(),
});
export type RoomSession = z.infer<typeof RoomSession>;

export const JoinFailureReason = z.enum([
  'room_full',
  'unreachable',
  'rate_limited',
  'server_full',
  'unsupported_protocol',
  'already_in_call',
  'cancelled',
  'refused',
]);
export type JoinFailureReason = z.infer<typeof JoinFailureReason>;

/** What happens to the session; pushed by main in order. */
export const SessionEvent = z.discriminatedUnion('type', [
  /** The whole room anew, after a rejoin: a new server process, or a session too old to resume. */
  z.strictObject({ type: z.literal('rejoined'), session: RoomSession }),
  z.strictObject({ type: z.literal('member-joined'), member: Member }),
  z.strictObject({ type: z.literal('member-left'), member: MemberId, reason: LeftReason }),
  z.strictObject({
    type: z.literal('member-presence'),
    member: MemberId,
    presence: MemberPresence,
  }),
  z.strictObject({ type: z.literal('signal'), from: MemberId, payload: z.string() }),
  z.strictObject({
    type: z.literal('connection'),
    connection: z.enum(['online', 'reconnecting']),
  }),
  z.strictObject({ type: z.literal('ice-servers'), iceServers: z.array(IceServer) }),
  /** The session is over without our asking: the room filled up meanwhile, or we were replaced. */
  z.strictObject({
    type: z.literal('ended'),
    reason: z.enum(['room_full', 'replaced', 'refused']),
  }),
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
