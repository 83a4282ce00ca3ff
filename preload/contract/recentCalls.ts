import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { CallContact } from './callContact.ts';
import { ServerUrl } from './settings.ts';

/** Calls kept; pinned ones stay above the rest and are not counted out by newer ones. */
export const MAX_RECENT_CALLS = 10;

export const RecentCall = z.strictObject({
  room: RoomName,
  /** Null: the server that is set (or the embedded one). */
  server: ServerUrl.nullable(),
  pinned: z.boolean(),
  startedAtMs: z.number().min(0),
  durationMs: z.number().min(0),
  /** Others who were in it, first come first, for the avatars. */
  people: z
    .array(
      z.strictObject({
        id: MemberId,
        name: DisplayName,
        /** Of a contact who had proved to be that. */
        address: ContactAddress.nullable().default(null),
      }),
    )
    .max(8),
  /** Whom it rang with, and is to ring again; null: a room to be joined again. */
  contact: CallContact.nullable().default(null),
  /** What became of it. One that rang here and was not declined is a missed call, and not in the list. */
  outcome: z.enum(['held', 'no-answer', 'declined', 'busy']).default('held'),
});
export type RecentCall = z.infer<typeof RecentCall>;
