import { z } from 'zod';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';

/** Three long names and what joins them. */
export const MAX_TITLE_LENGTH = 256;

/** The running call as tray, palette and notifications know it. */
export const CallSummary = z.strictObject({
  room: RoomName,
  microphone: z.boolean(),
  camera: z.boolean(),
  /** A screen of ours is out. */
  sharing: z.boolean(),
  others: z.array(DisplayName).max(64),
  /** What the call is called: its people, when it came by ringing, else its room. */
  title: z.string().max(MAX_TITLE_LENGTH),
  /** It came by ringing, and all others have left it: one can be rung meanwhile. */
  abandoned: z.boolean(),
  /** Of the others, the contacts who have proved who they are. */
  contacts: z.array(ContactAddress).max(64),
});
export type CallSummary = z.infer<typeof CallSummary>;

/** What main wants of the running call, asked for by tray or shortcut. */
export const CallWish = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('set-microphone'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-camera'), on: z.boolean() }),
  /** Opens the picker. */
  z.strictObject({ type: z.literal('share-screen') }),
  z.strictObject({ type: z.literal('stop-sharing') }),
  z.strictObject({ type: z.literal('leave') }),
]);
export type CallWish = z.infer<typeof CallWish>;
