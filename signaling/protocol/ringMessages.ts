import { z } from 'zod';
import { ContactAddress } from './identity.ts';
import { RequestId, Sequence } from './ids.ts';
import { MAX_RING_NOTE_BYTES } from './limits.ts';
import { fitsUtf8 } from './text.ts';

/* How one contact rings another. The call itself takes place in a room. */

/** One attempt to reach somebody: 128 random bits, made by the caller. */
export const RingId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .brand<'RingId'>();
export type RingId = z.infer<typeof RingId>;

/** Rings all devices of a contact. Answered by `done`, or by the error `unavailable`. */
export const Ring = z.strictObject({
  type: z.literal('ring'),
  id: RequestId,
  ring: RingId,
  to: ContactAddress,
  /** Opaque to the server: which room, and who says so. */
  note: z.string().refine((note) => fitsUtf8(note, MAX_RING_NOTE_BYTES)),
});
export type Ring = z.infer<typeof Ring>;

/** What a device that was rung says: first that it rings, then at most one answer. */
export const RingReply = z.enum(['ringing', 'accept', 'decline', 'busy']);
export type RingReply = z.infer<typeof RingReply>;

export const AnswerRing = z.strictObject({
  type: z.literal('answer-ring'),
  id: RequestId,
  ring: RingId,
  reply: RingReply,
});
export type AnswerRing = z.infer<typeof AnswerRing>;

/** The caller gives up. */
export const CancelRing = z.strictObject({
  type: z.literal('cancel-ring'),
  id: RequestId,
  ring: RingId,
});
export type CancelRing = z.infer<typeof CancelRing>;

/** Somebody rings us. Only of those who list us and whom we list. */
export const Rung = z.strictObject({
  type: z.literal('rung'),
  seq: Sequence,
  ring: RingId,
  from: ContactAddress,
  note: z.string(),
});
export type Rung = z.infer<typeof Rung>;

/** What has become of a ring. All but `ringing` end it. */
export const RingState = z.enum([
  /** To the caller: a device rings. */
  'ringing',
  /** To the caller: come. */
  'accepted',
  'declined',
  'busy',
  /** To both: nobody answered in time. */
  'no-answer',
  /** To the caller: no device is there any more. */
  'unavailable',
  /** To the devices: the caller has given up, or is gone. */
  'cancelled',
  /** To the other devices: one of them has answered. */
  'answered-elsewhere',
  /** To both who rang each other at once: the ring `into`, which came first, is accepted. */
  'merged',
]);
export type RingState = z.infer<typeof RingState>;

export const RingChanged = z.strictObject({
  type: z.literal('ring-state'),
  seq: Sequence,
  ring: RingId,
  state: RingState,
  /** With `merged`: the ring that goes on. */
  into: RingId.optional(),
});
export type RingChanged = z.infer<typeof RingChanged>;
