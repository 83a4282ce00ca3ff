import { z } from 'zod';
import { Asked, Identified, PresenceChanged, Watching } from './contactMessages.ts';
import { ErrorCode } from './errors.ts';
import { DisplayName } from './displayName.ts';
import { MemberId, RequestId, ResumeToken, Sequence, SessionId } from './ids.ts';
import { MAX_ROOM_CAPACITY } from './limits.ts';
import { RingChanged, Rung } from './ringMessages.ts';
import { RoomName } from './roomName.ts';

/** What the server asks of a client; all times in milliseconds. */
export const ServerLimits = z.strictObject({
  maxMessageBytes: z.int().positive(),
  maxPayloadBytes: z.int().positive(),
  /** Token bucket for everything a client sends: refill per second, and size. */
  messagesPerSecond: z.number().positive(),
  messageBurst: z.int().positive(),
  /** The server sends a WebSocket ping this often and drops a socket silent for twice as long. */
  heartbeatMs: z.int().positive(),
  /** How long a dropped session is kept. */
  resumeWindowMs: z.int().positive(),
  /** Unacknowledged messages kept for a session before it is given up. */
  maxQueuedMessages: z.int().positive(),
  roomCapacity: z.int().min(2).max(MAX_ROOM_CAPACITY),
});
export type ServerLimits = z.infer<typeof ServerLimits>;

/** As `RTCIceServer` (W3C WebRTC, section 4.2.2). */
export const IceServer = z.strictObject({
  urls: z
    .array(z.string().regex(/^(stun|stuns|turn|turns):[^\s]{1,256}$/))
    .min(1)
    .max(8),
  username: z.string().max(512).optional(),
  credential: z.string().max(512).optional(),
});
export type IceServer = z.infer<typeof IceServer>;

/** `reconnecting`: the server lost the member's socket and still keeps its place. */
export const MemberPresence = z.enum(['present', 'reconnecting']);
export type MemberPresence = z.infer<typeof MemberPresence>;

export const Member = z.strictObject({ id: MemberId, name: DisplayName, presence: MemberPresence });
export type Member = z.infer<typeof Member>;

/**
 * Why a member is no longer in the room.
 *
 * `left` said so; `replaced` came back as another member from the same installation; `timeout` did
 * not come back within the resume window, which says nothing about its media.
 */
export const LeftReason = z.enum(['left', 'replaced', 'timeout']);
export type LeftReason = z.infer<typeof LeftReason>;

/** Answer to `hello`. Never numbered or replayed. */
export const Welcome = z.strictObject({
  type: z.literal('welcome'),
  protocol: z.literal(1),
  session: SessionId,
  token: ResumeToken,
  /** True when the session named in `hello.resume` goes on. */
  resumed: z.boolean(),
  /** Highest request id that was carried out; the client sends what is above it again. */
  processed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  server: z.strictObject({
    name: z.string().max(64),
    version: z.string().max(64),
    /** Random per process: two different values are two runs of the server. */
    instance: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  limits: ServerLimits,
  iceServers: z.array(IceServer).max(8),
  /** When the credentials in `iceServers` end, milliseconds from now; absent without any. */
  iceServersLifetimeMs: z.int().positive().optional(),
});
export type Welcome = z.infer<typeof Welcome>;

/** Answer to `join`: everyone else in the room, in the order they came. */
export const Joined = z.strictObject({
  type: z.literal('joined'),
  seq: Sequence,
  id: RequestId,
  room: RoomName,
  capacity: z.int().min(2).max(MAX_ROOM_CAPACITY),
  members: z.array(Member).max(MAX_ROOM_CAPACITY),
});
export type Joined = z.infer<typeof Joined>;

/** Answer to `leave`, `signal`, `set-status`, `ring`, `answer-ring` and `cancel-ring`. */
export const Done = z.strictObject({ type: z.literal('done'), seq: Sequence, id: RequestId });
export type Done = z.infer<typeof Done>;

/** Answer to `peek`. */
export const Peeked = z.strictObject({
  type: z.literal('peeked'),
  seq: Sequence,
  id: RequestId,
  capacity: z.int().min(2).max(MAX_ROOM_CAPACITY),
  names: z.array(DisplayName).max(MAX_ROOM_CAPACITY),
});
export type Peeked = z.infer<typeof Peeked>;

/**
 * Refuses a request (with its `id`) or a message that was none (without).
 *
 * Numbered when it answers a request of a greeted client, as every answer is.
 */
export const Failure = z.strictObject({
  type: z.literal('error'),
  seq: Sequence.optional(),
  id: RequestId.optional(),
  code: ErrorCode,
  message: z.string().max(256),
  retryAfterMs: z.int().min(0).optional(),
});
export type Failure = z.infer<typeof Failure>;

export const MemberJoined = z.strictObject({
  type: z.literal('member-joined'),
  seq: Sequence,
  member: Member,
});
export type MemberJoined = z.infer<typeof MemberJoined>;

export const MemberLeft = z.strictObject({
  type: z.literal('member-left'),
  seq: Sequence,
  member: MemberId,
  reason: LeftReason,
});
export type MemberLeft = z.infer<typeof MemberLeft>;

export const MemberPresenceChanged = z.strictObject({
  type: z.literal('member-presence'),
  seq: Sequence,
  member: MemberId,
  presence: MemberPresence,
});
export type MemberPresenceChanged = z.infer<typeof MemberPresenceChanged>;

/** A note from another member of the room; the server has not read it. */
export const SignalFrom = z.strictObject({
  type: z.literal('signal'),
  seq: Sequence,
  from: MemberId,
  payload: z.string(),
});
export type SignalFrom = z.infer<typeof SignalFrom>;

/** Answer to `ping`. */
const Pong = z.strictObject({
  type: z.literal('pong'),
  nonce: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});

/** The server stops after this; the socket is closed with 1001. */
export const Draining = z.strictObject({
  type: z.literal('draining'),
  reconnectAfterMs: z.int().min(0).max(60_000),
});
export type Draining = z.infer<typeof Draining>;

export const ServerMessage = z.discriminatedUnion('type', [
  Welcome,
  Joined,
  Done,
  Peeked,
  Failure,
  MemberJoined,
  MemberLeft,
  MemberPresenceChanged,
  SignalFrom,
  Identified,
  Watching,
  PresenceChanged,
  Asked,
  Rung,
  RingChanged,
  Pong,
  Draining,
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
