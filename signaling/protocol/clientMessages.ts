import { z } from 'zod';
import { Identify, SetStatus, Watch } from './contactMessages.ts';
import { DisplayName } from './displayName.ts';
import {
  InstallationId,
  MemberId,
  MemberSecret,
  RequestId,
  ResumeToken,
  Sequence,
  SessionId,
} from './ids.ts';
import { MAX_PAYLOAD_BYTES } from './limits.ts';
import { AnswerRing, CancelRing, Ring } from './ringMessages.ts';
import { RoomName } from './roomName.ts';
import { fitsUtf8 } from './text.ts';

/** First message on every socket. Not numbered: a socket has exactly one. */
export const Hello = z.strictObject({
  type: z.literal('hello'),
  protocol: z.int().min(0).max(65_535),
  client: z.strictObject({
    name: z.string().min(1).max(64),
    version: z.string().min(1).max(64),
  }),
  /** Picks up a session whose socket was lost. `received` is the highest `seq` seen, 0 for none. */
  resume: z
    .strictObject({
      session: SessionId,
      token: ResumeToken,
      received: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    })
    .optional(),
});
export type Hello = z.infer<typeof Hello>;

export const Join = z.strictObject({
  type: z.literal('join'),
  id: RequestId,
  room: RoomName,
  member: z.strictObject({
    id: MemberId,
    secret: MemberSecret,
    installation: InstallationId,
    name: DisplayName,
  }),
});
export type Join = z.infer<typeof Join>;

const Leave = z.strictObject({ type: z.literal('leave'), id: RequestId });
type Leave = z.infer<typeof Leave>;

/** An opaque note to one member of the sender's room. */
const Signal = z.strictObject({
  type: z.literal('signal'),
  id: RequestId,
  to: MemberId,
  payload: z.string().refine((payload) => fitsUtf8(payload, MAX_PAYLOAD_BYTES)),
});
type Signal = z.infer<typeof Signal>;

/** Asks who is in a room without joining it. */
const Peek = z.strictObject({ type: z.literal('peek'), id: RequestId, room: RoomName });
type Peek = z.infer<typeof Peek>;

/** Confirms all server messages up to `seq`, so that the server forgets them. */
export const Ack = z.strictObject({ type: z.literal('ack'), seq: Sequence });
export type Ack = z.infer<typeof Ack>;

/** Asks for a `pong` at once; the only message that is neither numbered nor replayed. */
export const Ping = z.strictObject({
  type: z.literal('ping'),
  nonce: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type Ping = z.infer<typeof Ping>;

export const ClientMessage = z.discriminatedUnion('type', [
  Hello,
  Join,
  Leave,
  Signal,
  Peek,
  Identify,
  Watch,
  SetStatus,
  Ring,
  AnswerRing,
  CancelRing,
  Ack,
  Ping,
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** The numbered requests: each is answered by exactly one message that carries its `id`. */
export type ClientRequest =
  | Join
  | Leave
  | Signal
  | Peek
  | Identify
  | Watch
  | SetStatus
  | Ring
  | AnswerRing
  | CancelRing;
