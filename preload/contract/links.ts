import { z } from 'zod';
import { RoomName } from '../../signaling/protocol/roomName.ts';

/** Longest text that is looked at as a link. */
export const MAX_LINK_TEXT = 4_096;

/** What was typed or pasted, and may be a `parley://` link. */
export const LinkText = z.strictObject({ text: z.string().max(MAX_LINK_TEXT) });

/** Where a typed link leads; `broken`: nowhere. */
export const LookedLink = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join'), room: RoomName }),
  z.strictObject({ kind: z.literal('contact') }),
  z.strictObject({ kind: z.literal('call') }),
  z.strictObject({ kind: z.literal('broken') }),
]);
export type LookedLink = z.infer<typeof LookedLink>;

/** A link in a field, and what it is; null: not known yet. */
export interface TypedLink {
  readonly text: string;
  readonly looked: LookedLink | null;
}
