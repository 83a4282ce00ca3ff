import { z } from 'zod';
import { DisplayName } from './displayName.ts';
import { MemberId, ShareId } from './ids.ts';
import { MAX_CHAT_BATCH, MAX_CHAT_TEXT_LENGTH, MAX_ROOM_CAPACITY } from './limits.ts';

/** Who may point at a share and draw on it. */
export const InkPolicy = z.enum(['everyone', 'pointers', 'nobody']);
export type InkPolicy = z.infer<typeof InkPolicy>;

/** A screen, window or part of a screen that is being shown, and the lane that carries it. */
export const LiveScreen = z.strictObject({
  lane: z.enum(['screenA', 'screenB']),
  share: ShareId,
  kind: z.enum(['screen', 'window', 'region']),
  sound: z.boolean(),
  /** Why the picture stands still, if it does: `minimised` is a window, `locked` the computer. */
  state: z.enum(['live', 'paused', 'locked', 'minimised']),
  ink: InkPolicy,
  /** Ink is drawn on the shared screen itself, so the picture shows it: nobody draws it again. */
  inkInPicture: z.boolean(),
});
export type LiveScreen = z.infer<typeof LiveScreen>;

/** What a member says of itself; the whole state each time, so that one lost is no harm. */
export const StateFrame = z.strictObject({
  type: z.literal('state'),
  name: DisplayName,
  microphone: z.boolean(),
  camera: z.boolean(),
  screens: z.array(LiveScreen).max(2),
});
export type StateFrame = z.infer<typeof StateFrame>;

/** The member leaves on purpose; the link ends at once, whatever the server says. */
export const LeaveFrame = z.strictObject({ type: z.literal('leave') });
export type LeaveFrame = z.infer<typeof LeaveFrame>;

export const ControlFrame = z.discriminatedUnion('type', [StateFrame, LeaveFrame]);
export type ControlFrame = z.infer<typeof ControlFrame>;

/**
 * One line of chat. `author` and `number` name it: an author's messages count from 1.
 * `clock` is a Lamport clock; (`clock`, `author`) is the order that all members agree on.
 */
export const ChatMessageData = z.strictObject({
  author: MemberId,
  authorName: DisplayName,
  number: z.int().min(1).max(1_000_000),
  clock: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** Author's wall clock, milliseconds since 1970. */
  sentAtMs: z.int().min(0).max(8_640_000_000_000_000),
  text: z.string().min(1).max(MAX_CHAT_TEXT_LENGTH),
});
export type ChatMessageData = z.infer<typeof ChatMessageData>;

export const ChatMessagesFrame = z.strictObject({
  type: z.literal('messages'),
  messages: z.array(ChatMessageData).min(1).max(MAX_CHAT_BATCH),
});
export type ChatMessagesFrame = z.infer<typeof ChatMessagesFrame>;

/**
 * How much the sender has of each author, without gaps up to `number`. Sent when the channel opens
 * and after each batch taken in: it asks for what is missing and confirms what is there.
 */
export const ChatHaveFrame = z.strictObject({
  type: z.literal('have'),
  authors: z
    .array(z.strictObject({ author: MemberId, number: z.int().min(0).max(1_000_000) }))
    .max(MAX_ROOM_CAPACITY * 8),
});
export type ChatHaveFrame = z.infer<typeof ChatHaveFrame>;

export const ChatFrame = z.discriminatedUnion('type', [ChatMessagesFrame, ChatHaveFrame]);
export type ChatFrame = z.infer<typeof ChatFrame>;
